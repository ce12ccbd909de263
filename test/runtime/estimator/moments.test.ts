import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moments, RunningMoments } from '../../../runtime/estimator/moments.ts';

// The square of a number below 10⁻¹⁵⁴ has lost its digits to underflow.
const real = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => (Math.abs(x) < 1e-140 ? 0 : x));
const series = fc.array(real, { minLength: 2, maxLength: 200 });

test('mean and variance are those of the definition', () => {
  fc.assert(
    fc.property(series, (xs) => {
      const mean = xs.reduce((sum, x) => sum + x, 0) / xs.length;
      const squares = xs.reduce((sum, x) => sum + (x - mean) ** 2, 0);
      const running = moments(xs);
      const size = Math.max(...xs.map(Math.abs), 1e-300);
      expect(Math.abs(running.mean - mean)).toBeLessThanOrEqual(1e-12 * size);
      expect(Math.abs(running.variance - squares / (xs.length - 1))).toBeLessThanOrEqual(1e-11 * size ** 2);
      expect(Math.abs(running.populationVariance - squares / xs.length)).toBeLessThanOrEqual(1e-11 * size ** 2);
    }),
  );
});

test('merging two parts is the same as seeing all', () => {
  fc.assert(
    fc.property(series, fc.nat(200), (xs, cut) => {
      const merged = moments(xs.slice(0, cut));
      merged.merge(moments(xs.slice(cut)));
      const whole = moments(xs);
      const size = Math.max(...xs.map(Math.abs), 1e-300);
      expect(merged.count).toBe(whole.count);
      expect(Math.abs(merged.mean - whole.mean)).toBeLessThanOrEqual(1e-12 * size);
      expect(Math.abs(merged.variance - whole.variance)).toBeLessThanOrEqual(1e-11 * size ** 2);
    }),
  );
});

test('a small variance on a large mean survives', () => {
  const xs = Array.from({ length: 1000 }, (_, i) => 1e9 + (i % 2));
  expect(moments(xs).populationVariance).toBeCloseTo(0.25, 12);
});

test('too few samples have no variance, none have no mean', () => {
  const empty = new RunningMoments();
  expect([empty.mean, empty.variance, empty.populationVariance]).toEqual([NaN, NaN, NaN]);
  expect([moments([3]).mean, moments([3]).variance]).toEqual([3, NaN]);
});
