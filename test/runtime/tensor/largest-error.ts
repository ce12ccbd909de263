/** Largest difference, relative to the largest expected number or 1, whichever is larger; NaN where there is one. */
export function largestError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  const scale = Array.from(expected).reduce((m, v) => Math.max(m, Math.abs(v)), 1);
  return Array.from(actual).reduce((m, v, i) => Math.max(m, Math.abs(v - expected[i]!)), 0) / scale;
}
