import { expect, test } from 'vitest';
import { splitRHat as ofSeries } from '../../../runtime/estimator/walker-series.ts';
import { RandomStream } from '../../../runtime/random/stream.ts';
import { taken, walkers } from './series.ts';

const splitRHat = (samples: readonly ArrayLike<number>[]) => ofSeries(taken(samples));

test('is 1 where walkers forget their start', () => {
  expect(splitRHat(walkers(2000, 8, 0.5, RandomStream.fromSeed(1)))).toBeLessThan(1.01);
});

test('shows walkers in different places', () => {
  const samples = walkers(200, 8, 0, RandomStream.fromSeed(2)).map((row) => row.map((x, w) => x + (w % 2) * 3));
  expect(splitRHat(samples)).toBeGreaterThan(1.5);
});

test('shows a drift that all walkers share', () => {
  const samples = walkers(200, 8, 0, RandomStream.fromSeed(3)).map((row, s) => row.map((x) => x + (3 * s) / 200));
  expect(splitRHat(samples)).toBeGreaterThan(1.2);
});

test('two walkers of four samples, by hand', () => {
  // Halves: means 0.5, 2.5, 1, 3; variances 0.5, 0.5, 2, 2. W = 1.25, variance of the means = 1.4166…
  const samples = [
    [0, 0],
    [1, 2],
    [2, 2],
    [3, 4],
  ];
  expect(splitRHat(samples)).toBeCloseTo(Math.sqrt(0.5 + 17 / 12 / 1.25), 14);
});

test('degenerate samples', () => {
  const row = (value: number) => new Array<number>(3).fill(value);
  expect(splitRHat([])).toBeNaN();
  expect(splitRHat([row(1), row(2), row(3)])).toBeNaN();
  expect(splitRHat([row(1), row(1), row(1), row(1)])).toBe(1);
  expect(splitRHat([...Array(6)].map(() => [1, 2]))).toBe(Infinity);
  expect(splitRHat([row(1), row(NaN), row(1), row(1)])).toBeNaN();
});
