/**
 * How long walkers remember, from where they are at two times.
 */

/** Correlations closer to 0 than this are noise. */
const NOISE = 0.05;

/**
 * Pearson's correlation over walkers of a number at one time with itself at another; what all walkers share, as a change of
 * parameters in between, drops out. NaN where either does not vary, or is not finite.
 */
export function correlation(before: ArrayLike<number>, after: ArrayLike<number>): number {
  const [a, b] = [meanOf(before), meanOf(after)];
  let [covariance, first, second] = [0, 0, 0];
  for (let i = 0; i < before.length; i++) {
    const [x, y] = [before[i]! - a, after[i]! - b];
    covariance += x * y;
    first += x * x;
    second += y * y;
  }
  return covariance / Math.sqrt(first * second);
}

/** |x − ⟨x⟩|² of each walker [walkers, D]: how far out it is, the slowest thing to be forgotten in a trap. */
export function distances(walkers: Float32Array, dimension: number): Float64Array {
  const count = walkers.length / dimension;
  const squares = new Float64Array(count);
  for (let d = 0; d < dimension; d++) {
    let center = 0;
    for (let i = d; i < walkers.length; i += dimension) center += walkers[i]!;
    center /= count;
    for (let walker = 0, i = d; walker < count; walker++, i += dimension)
      squares[walker]! += (walkers[i]! - center) ** 2;
  }
  return squares;
}

/**
 * Sweeps until a correlation that decays as exp(−t/τ) has fallen to 1/e, from its value after so many sweeps.
 * Infinity where it has not fallen at all, or cannot be told.
 */
export function memoryInSweeps(correlated: number, sweeps: number): number {
  if (Number.isNaN(correlated) || correlated >= 1) return Infinity;
  return sweeps / -Math.log(Math.max(correlated, NOISE));
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
