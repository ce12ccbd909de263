import { describe, expect, test } from 'vitest';
import { ratioOfSeries } from '../../../runtime/estimator/walker-series.ts';
import { RandomStream } from '../../../runtime/random/stream.ts';
import { arTime, autoregressive, coverage, taken, takenOfOne, walkers } from './series.ts';

const estimateMean = (series: ArrayLike<number>) => ratioOfSeries(takenOfOne(series));
const ratioOfMeans = (n: ArrayLike<number>, d: ArrayLike<number>) => ratioOfSeries(takenOfOne(n, d));

/** Numerator and denominator that share much of their noise; the ratio of their means is 2. */
function pair(length: number, phi: number, random: RandomStream) {
  const own = autoregressive(length, phi, random);
  const shared = autoregressive(length, phi, random);
  return {
    numerator: own.map((x, i) => 2 * (1 + 0.2 * shared[i]!) + 0.1 * x + 0.05 * shared[i]!),
    denominator: shared.map((x) => 1 + 0.2 * x),
  };
}

describe('one standard error covers the truth 68 % of the time', () => {
  test.each([
    [1000, 0],
    [2000, 0.5],
    [2000, 0.8],
  ])('%i samples, φ = %d', (length, phi) => {
    const covered = coverage(800, 2, (random) => {
      const { numerator, denominator } = pair(length, phi, random);
      return ratioOfMeans(numerator, denominator);
    });
    expect(covered).toBeGreaterThan(0.63);
    expect(covered).toBeLessThan(0.73);
  });
});

test('noise that both share cancels', () => {
  const { numerator, denominator } = pair(20_000, 0.6, RandomStream.fromSeed(1));
  const { value, error, tau, effectiveSamples } = ratioOfMeans(numerator, denominator);
  // What is left is 0.1·own + 0.05·shared: σ² = 0.0125.
  expect(error / Math.sqrt((0.0125 * arTime(0.6)) / 20_000)).toBeCloseTo(1, 1);
  expect(tau / arTime(0.6)).toBeCloseTo(1, 0.7);
  expect(effectiveSamples).toBeCloseTo(20_000 / tau, 6);
  expect(error).toBeLessThan(estimateMean(numerator).error / 3);
  expect(Math.abs(value - 2)).toBeLessThan(4 * error);
});

test('the value is the ratio of the means, not the mean of the ratios', () => {
  expect(ratioOfMeans([1, 1, 1, 9, 1, 1], [1, 1, 1, 3, 1, 1]).value).toBeCloseTo(14 / 8, 14);
});

test('a denominator of 1 leaves the mean', () => {
  const series = autoregressive(500, 0.5, RandomStream.fromSeed(2));
  const ratio = ratioOfMeans(series, new Float64Array(500).fill(1));
  const mean = estimateMean(series);
  expect(ratio.value).toBeCloseTo(mean.value, 14);
  expect(ratio.error / mean.error).toBeCloseTo(1, 10);
});

test('walkers', () => {
  const random = RandomStream.fromSeed(3);
  const shared = walkers(200, 64, 0.7, random);
  const own = walkers(200, 64, 0.7, random);
  const numerator = own.map((row, s) => row.map((x, w) => 2 * (1 + 0.2 * shared[s]![w]!) + 0.1 * x));
  const denominator = shared.map((row) => row.map((x) => 1 + 0.2 * x));
  const { value, error } = ratioOfSeries(taken(numerator, denominator));
  expect(Math.abs(value - 2)).toBeLessThan(4 * error);
  const expected = Math.sqrt((0.01 * arTime(0.7)) / (200 * 64));
  expect(error / expected).toBeGreaterThan(0.7);
  expect(error / expected).toBeLessThan(1.4);
});

describe('where there is no honest answer', () => {
  test('a constant ratio of constants has no error', () => {
    expect(ratioOfMeans([3, 3, 3, 3, 3], [2, 2, 2, 2, 2])).toEqual({
      value: 1.5,
      error: 0,
      tau: 1,
      effectiveSamples: 5,
    });
  });

  test('a constant ratio of fluctuating numbers has the error of rounding', () => {
    const denominator = autoregressive(300, 0.5, RandomStream.fromSeed(4)).map((x) => 10 + x);
    const { value, error } = ratioOfMeans(
      denominator.map((x) => 0.3 * x),
      denominator,
    );
    expect(value).toBeCloseTo(0.3, 14);
    expect(error).toBeLessThan(1e-15);
  });

  test('a denominator that may be zero allows no linearisation', () => {
    const denominator = autoregressive(300, 0, RandomStream.fromSeed(5));
    expect(ratioOfMeans(new Float64Array(300).fill(1), denominator).error).toBe(Infinity);
  });

  test('a denominator of zeros', () => {
    expect(ratioOfMeans([1, 2, 3, 4], [0, 0, 0, 0])).toEqual({
      value: NaN,
      error: NaN,
      tau: NaN,
      effectiveSamples: NaN,
    });
  });

  test.each([0, 1, 2, 3])('%i samples', (length) => {
    const { value, error } = ratioOfMeans([1, 2, 4].slice(0, length), [1, 1.5, 1].slice(0, length));
    expect(error).toBe(length === 0 ? NaN : Infinity);
    expect(Number.isNaN(value)).toBe(length === 0);
  });

  test('different numbers of walkers are a mistake of the caller', () => {
    expect(() => taken([[1, 2]], [[1]])).toThrow(/walkers: 2 and 1/);
  });
});
