/** Ratios of means, as ⟨ψ H ψ / W⟩ / ⟨ψ² / W⟩ when walkers follow a density W that is not |ψ|². */
import { type Estimate, UNDEFINED_ESTIMATE } from './estimate.ts';
import { estimateMean, estimateMeanOfWalkers } from './mean.ts';
import { RunningMoments } from './moments.ts';

/** A denominator known worse than this does not allow the linearisation. */
const WORST_DENOMINATOR = 1 / 3;

/**
 * ⟨numerator⟩ / ⟨denominator⟩ of two time series taken together.
 *
 * The error is that of the mean of (n − R·d) / ⟨d⟩, the ratio linearised about its value (the delta method), so that the
 * correlation of n with d and of both in time counts. Infinite where the mean of the denominator is not known to a third
 * of itself; NaN where it is zero. Short series are answered as by `estimateMean`.
 * @throws RangeError when the two series have different lengths
 */
export function ratioOfMeans(numerator: ArrayLike<number>, denominator: ArrayLike<number>): Estimate {
  requireEqual(numerator.length, denominator.length, 'samples');
  const ratio = linearised([numerator], [denominator]);
  return withDenominator(estimateMean(ratio.residuals[0] ?? []), estimateMean(denominator), ratio.value);
}

/**
 * The same for series that keep every walker.
 * @param numerator [sample][walker]
 * @param denominator [sample][walker]
 * @throws RangeError when the two do not have the same samples and walkers
 */
export function ratioOfMeansOfWalkers(
  numerator: readonly ArrayLike<number>[],
  denominator: readonly ArrayLike<number>[],
): Estimate {
  requireEqual(numerator.length, denominator.length, 'samples');
  numerator.forEach((sample, s) => {
    requireEqual(sample.length, denominator[s]!.length, `walkers in sample ${s}`);
  });
  const ratio = linearised(numerator, denominator);
  return withDenominator(estimateMeanOfWalkers(ratio.residuals), estimateMeanOfWalkers(denominator), ratio.value);
}

function linearised(numerator: readonly ArrayLike<number>[], denominator: readonly ArrayLike<number>[]) {
  const above = new RunningMoments();
  const below = new RunningMoments();
  for (const row of numerator) for (let i = 0; i < row.length; i++) above.add(row[i]!);
  for (const row of denominator) for (let i = 0; i < row.length; i++) below.add(row[i]!);
  const value = above.mean / below.mean;
  const residuals = numerator.map((row, s) =>
    Float64Array.from(row, (n, i) => (n - value * denominator[s]![i]!) / below.mean),
  );
  return { value, residuals };
}

function withDenominator(residual: Estimate, denominator: Estimate, value: number): Estimate {
  if (!Number.isFinite(value)) return UNDEFINED_ESTIMATE;
  const known = denominator.error <= WORST_DENOMINATOR * Math.abs(denominator.value);
  return { ...residual, value, error: known ? residual.error : Infinity };
}

function requireEqual(numerator: number, denominator: number, what: string): void {
  if (numerator !== denominator)
    throw new RangeError(`numerator and denominator differ in ${what}: ${numerator} and ${denominator}`);
}
