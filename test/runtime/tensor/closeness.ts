/** Comparing arrays of numbers. */
import { expect } from 'vitest';
import { largestError } from './largest-error.ts';

type Numbers = ArrayLike<number>;

/** Fails unless both have the same length and differ by no more than `tolerance`, as `largestError` counts. */
export function expectClose(actual: Numbers, expected: Numbers, tolerance: number, what: string): void {
  expect(actual.length, `length of ${what}`).toBe(expected.length);
  const error = largestError(actual, expected);
  expect(
    error <= tolerance,
    `${what}: off by ${error}\n  actual   ${Array.from(actual).slice(0, 12)}\n  expected ${Array.from(expected).slice(0, 12)}`,
  ).toBe(true);
}
