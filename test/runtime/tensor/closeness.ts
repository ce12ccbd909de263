/** Comparing arrays of numbers. */
import { expect } from 'vitest';

type Numbers = ArrayLike<number>;

/** Largest difference, relative to the largest expected number or 1, whichever is larger. */
export function largestError(actual: Numbers, expected: Numbers): number {
  const scale = Array.from(expected).reduce((m, v) => Math.max(m, Math.abs(v)), 1);
  // NaN must not pass as small: Math.max hands it on.
  return Array.from(actual).reduce((m, v, i) => Math.max(m, Math.abs(v - expected[i]!)), 0) / scale;
}

/** Fails unless both have the same length and differ by no more than `tolerance`, as `largestError` counts. */
export function expectClose(actual: Numbers, expected: Numbers, tolerance: number, what: string): void {
  expect(actual.length, `length of ${what}`).toBe(expected.length);
  const error = largestError(actual, expected);
  expect(
    error <= tolerance,
    `${what}: off by ${error}\n  actual   ${Array.from(actual).slice(0, 12)}\n  expected ${Array.from(expected).slice(0, 12)}`,
  ).toBe(true);
}
