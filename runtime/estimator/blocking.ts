/**
 * Error of a mean by blocking: Flyvbjerg & Petersen 1989, J. Chem. Phys. 91, 461. Neighbours are averaged in pairs until
 * the blocks are independent; which level that is, is decided by the test of Jonsson 2018, Phys. Rev. E 98, 043304.
 */
import { type Estimate, UNDEFINED_ESTIMATE } from './estimate.ts';
import { moments } from './moments.ts';

/** The quantile of the normal distribution below which 99 % of it lie: the level of Jonsson's test. */
const NORMAL_99 = 2.326347874;

export interface BlockingEstimate extends Estimate {
  /** Pairings done: blocks hold 2^level samples. NaN where there is no estimate. */
  level: number;
  /** False where even the longest blocks are correlated; the error is then the largest over all levels, a lower bound. */
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

  const levels = blockLevels(series);
  const level = firstIndependent(levels);
  const plateau = level !== null;
  const squaredError = plateau ? levels[level]!.squaredError : Math.max(...levels.map((l) => l.squaredError));
  const tau = (squaredError * count) / whole.variance;
  return {
    value,
    error: Math.sqrt(squaredError),
    tau,
    effectiveSamples: count / tau,
    level: level ?? levels.length - 1,
    plateau,
  };
}

interface Level {
  /** Of the mean, as if the blocks of this level were independent. */
  squaredError: number;
  /** Grows without bound while neighbouring blocks are correlated; about χ² with one degree of freedom otherwise. */
  statistic: number;
}

function blockLevels(series: ArrayLike<number>): Level[] {
  const levels: Level[] = [];
  let blocks = Float64Array.from(series);
  while (blocks.length >= 2) {
    const n = blocks.length;
    const { mean, populationVariance: variance } = moments(blocks);
    let lagged = 0;
    for (let i = 1; i < n; i++) lagged += (blocks[i - 1]! - mean) * (blocks[i]! - mean);
    const excess = lagged / n + ((n - 1) * variance) / (n * n);
    levels.push({
      squaredError: variance / (n - 1),
      statistic: variance > 0 ? n * (excess / variance) ** 2 : 0,
    });
    const half = new Float64Array(n >> 1);
    for (let i = 0; i < half.length; i++) half[i] = (blocks[2 * i]! + blocks[2 * i + 1]!) / 2;
    blocks = half;
  }
  return levels;
}

/** The first level from which on no level shows correlation, or null. */
function firstIndependent(levels: readonly Level[]): number | null {
  let sum = levels.reduce((total, level) => total + level.statistic, 0);
  for (let k = 0; k < levels.length - 1; k++) {
    if (sum < chiSquare99(levels.length - k)) return k;
    sum -= levels[k]!.statistic;
  }
  return null;
}

/** 99 % quantile of χ², to better than 1 %: Wilson & Hilferty 1931, Proc. Natl. Acad. Sci. 17, 684. */
function chiSquare99(degrees: number): number {
  const a = 2 / (9 * degrees);
  return degrees * (1 - a + NORMAL_99 * Math.sqrt(a)) ** 3;
}
