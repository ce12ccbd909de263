/**
 * Error of a mean by blocking: Flyvbjerg & Petersen 1989, J. Chem. Phys. 91, 461. Neighbours are averaged in pairs until
 * the blocks are independent. How long they must be, so that neither the correlation left between blocks nor the small
 * number of blocks spoils the error, is the criterion of Lee, Conduit, Nemec, López Ríos & Drummond 2011, Phys. Rev. E 83,
 * 066706: the smallest length B with B³ > 2N·(ε_B/ε_1)⁴.
 */
import { type Estimate, UNDEFINED_ESTIMATE } from './estimate.ts';
import { moments } from './moments.ts';

export interface BlockingEstimate extends Estimate {
  /** Pairings done: blocks hold 2^level samples. NaN where there is no estimate. */
  level: number;
  /** False where the series is too short for any level; the error is then the largest over all, a lower bound. */
  plateau: boolean;
}

/**
 * Mean of one stationary time series, with its error by automatic blocking. An independent check of `estimateMean`;
 * it needs a longer series (about 50 τ), and answers short and constant ones in the same way.
 */
export function estimateByBlocking(series: ArrayLike<number>): BlockingEstimate {
  const count = series.length;
  const whole = moments(series);
  if (count === 0 || !Number.isFinite(whole.populationVariance))
    return { ...UNDEFINED_ESTIMATE, level: NaN, plateau: false };
  const value = whole.mean;
  if (count >= 2 && whole.variance === 0)
    return { value, error: 0, tau: 1, effectiveSamples: count, level: 0, plateau: true };
  if (count < 4) return { value, error: Infinity, tau: NaN, effectiveSamples: NaN, level: NaN, plateau: false };

  const levels = squaredErrors(series);
  const found = levels.findIndex((squared, k) => 2 ** (3 * k) > 2 * count * (squared / levels[0]!) ** 2);
  const plateau = found >= 0;
  const squaredError = plateau ? levels[found]! : Math.max(...levels);
  const tau = (squaredError * count) / whole.variance;
  return {
    value,
    error: Math.sqrt(squaredError),
    tau,
    effectiveSamples: count / tau,
    level: plateau ? found : levels.length - 1,
    plateau,
  };
}

/** Squared error of the mean at each level, as if the blocks of that level were independent. */
function squaredErrors(series: ArrayLike<number>): number[] {
  const squared: number[] = [];
  let blocks = Float64Array.from(series);
  while (blocks.length >= 2) {
    squared.push(moments(blocks).variance / blocks.length);
    const half = new Float64Array(blocks.length >> 1);
    for (let i = 0; i < half.length; i++) half[i] = (blocks[2 * i]! + blocks[2 * i + 1]!) / 2;
    blocks = half;
  }
  return squared;
}
