import { describe, expect, test } from 'vitest';
import { autocorrelationTime } from '../../../runtime/estimator/autocorrelation.ts';
import { estimateByBlocking } from '../../../runtime/estimator/blocking.ts';
import { ratioOfSeries } from '../../../runtime/estimator/walker-series.ts';
import { RandomStream } from '../../../runtime/random/stream.ts';
import { arTime, autoregressive, coverage, taken, takenOfOne, walkers } from './series.ts';

const estimateMean = (series: ArrayLike<number>) => ratioOfSeries(takenOfOne(series));
const estimateMeanOfWalkers = (samples: readonly ArrayLike<number>[]) => ratioOfSeries(taken(samples));

/** One standard deviation of a normal distribution covers 68.3 %; error bars that are themselves estimated, a little less. */
function expectOneSigma(covered: number) {
  expect(covered).toBeGreaterThan(0.63);
  expect(covered).toBeLessThan(0.73);
}

describe('autocorrelation time', () => {
  test.each([0, 0.3, 0.5, 0.8, 0.9, 0.95, -0.3, -0.5])('of AR(1) with φ = %d', (phi) => {
    const series = autoregressive(200_000, phi, RandomStream.fromSeed(1));
    const { tau, tauError, window } = autocorrelationTime(series);
    expect(Math.abs(tau - arTime(phi))).toBeLessThan(4 * tauError + 0.01 * arTime(phi));
    expect(tauError).toBeLessThan(0.1 * arTime(phi));
    expect(window).toBeGreaterThan(0);
  });

  test('does not depend on the units', () => {
    const series = autoregressive(5000, 0.7, RandomStream.fromSeed(2));
    const scaled = series.map((x) => 1e-6 * x - 3);
    expect(autocorrelationTime(scaled).tau).toBeCloseTo(autocorrelationTime(series).tau, 6);
  });

  test('of noise is 1 and never less by chance', () => {
    const random = RandomStream.fromSeed(3);
    for (let k = 0; k < 200; k++) {
      const noise = new Float64Array(50);
      random.fillNormal(noise);
      const { tau } = autocorrelationTime(noise);
      expect(tau === 1 || tau > 1 || tau < 1 - 2 * Math.sqrt(6 / 50)).toBe(true);
    }
  });

  test.each([[[]], [[1]], [[1, 2, 3]], [[5, 5, 5, 5, 5]], [[1, 2, NaN, 4, 5]], [[1, 2, Infinity, 4, 5]]])(
    'of %j is not known',
    (series) => {
      expect(autocorrelationTime(series)).toEqual({ tau: NaN, tauError: NaN, window: NaN });
    },
  );
});

describe('one standard error covers the truth 68 % of the time', () => {
  test.each([
    [1000, 0],
    [100, 0],
    [2000, 0.5],
    [400, 0.8],
    [2000, 0.8],
    [4000, 0.9],
    [1000, -0.5],
  ])('%i samples of AR(1) with φ = %d', (length, phi) => {
    expectOneSigma(coverage(1000, 0, (random) => estimateMean(autoregressive(length, phi, random))));
  });

  test.each([
    [1024, 0],
    [2000, 0.5],
    [2000, 0.8],
    [4096, 0.9],
  ])('by blocking, %i samples of AR(1) with φ = %d', (length, phi) => {
    expectOneSigma(coverage(1000, 0, (random) => estimateByBlocking(autoregressive(length, phi, random))));
  });

  test.each([
    [50, 4, 0.5],
    [200, 8, 0.8],
    [50, 64, 0.9],
    [10, 200, 0.9],
    [1, 200, 0],
  ])('%i samples of %i walkers with φ = %d', (samples, count, phi) => {
    expectOneSigma(coverage(600, 0, (random) => estimateMeanOfWalkers(walkers(samples, count, phi, random))));
  });
});

describe('agreement', () => {
  test('of the Γ method with blocking', () => {
    const series = autoregressive(100_000, 0.85, RandomStream.fromSeed(4));
    const gamma = estimateMean(series);
    const blocking = estimateByBlocking(series);
    expect(blocking.value).toBeCloseTo(gamma.value, 14);
    expect(blocking.plateau).toBe(true);
    expect(blocking.error / gamma.error).toBeCloseTo(1, 0.7);
    expect(2 ** blocking.level).toBeGreaterThan(gamma.tau);
  });

  test('of the spread of many walkers with their time series', () => {
    const samples = walkers(400, 40, 0.8, RandomStream.fromSeed(6));
    const spread = estimateMeanOfWalkers(samples);
    const pooled = estimateMeanOfWalkers(samples.map((sample) => sample.subarray(0, 31)));
    expect(spread.tau / arTime(0.8)).toBeGreaterThan(0.6);
    expect(spread.tau / arTime(0.8)).toBeLessThan(1.5);
    expect(pooled.tau / arTime(0.8)).toBeGreaterThan(0.8);
    expect(pooled.tau / arTime(0.8)).toBeLessThan(1.25);
    expect(spread.effectiveSamples * spread.tau).toBeCloseTo(400 * 40, 6);
  });

  test('walkers caught in two places have the error of two numbers, not of many', () => {
    const noise = walkers(100, 40, 0, RandomStream.fromSeed(7));
    const split = noise.map((sample) => sample.map((x, w) => 0.01 * x + (w < 20 ? 0 : 1)));
    expect(estimateMeanOfWalkers(split).error).toBeCloseTo(0.5 / Math.sqrt(39), 2);
  });
});

describe('short and odd series', () => {
  const unknown = { error: Infinity, tau: NaN, effectiveSamples: NaN };
  test.each([
    ['no sample', [], { value: NaN, error: NaN, tau: NaN, effectiveSamples: NaN }],
    ['one sample', [2], { value: 2, ...unknown }],
    ['two samples', [1, 3], { value: 2, ...unknown }],
    ['three samples', [1, 2, 3], { value: 2, ...unknown }],
    ['two equal samples', [0.1, 0.1], { value: 0.1, error: 0, tau: 1, effectiveSamples: 2 }],
    ['a constant', new Array(1000).fill(0.1), { value: 0.1, error: 0, tau: 1, effectiveSamples: 1000 }],
    ['NaN', [1, 2, NaN, 4, 5], { value: NaN, error: NaN, tau: NaN, effectiveSamples: NaN }],
    ['infinity', [1, 2, Infinity, 4, 5], { value: NaN, error: NaN, tau: NaN, effectiveSamples: NaN }],
  ])('%s', (_, series, expected) => {
    expect(estimateMean(series)).toEqual(expected);
    expect(estimateByBlocking(series)).toMatchObject(expected);
    expect(estimateMeanOfWalkers(series.map((x) => [x]))).toEqual(expected);
  });

  test('a constant but for one sample has an error', () => {
    const series = new Array<number>(100).fill(0.1);
    series[50] = 0.1 + 1e-12;
    expect(estimateMean(series).error).toBeGreaterThan(0);
    expect(estimateByBlocking(series).error).toBeGreaterThan(0);
  });

  test('a drift is not taken for many independent samples', () => {
    const drift = Float64Array.from({ length: 1000 }, (_, i) => i / 1000);
    expect(estimateMean(drift).effectiveSamples).toBeLessThan(10);
    expect(estimateMean(drift).error).toBeGreaterThan(0.1);
  });

  test('many walkers that agree exactly have no error, one sample that is not finite spoils it', () => {
    const samples = Array.from({ length: 3 }, () => new Float64Array(100).fill(1.5));
    expect(estimateMeanOfWalkers(samples)).toEqual({ value: 1.5, error: 0, tau: 1, effectiveSamples: 300 });
    samples[1]![7] = NaN;
    expect(estimateMeanOfWalkers(samples).value).toBeNaN();
    expect(estimateMeanOfWalkers(samples).error).toBeNaN();
  });

  test('samples of different numbers of walkers are a mistake of the caller', () => {
    expect(() => estimateMeanOfWalkers([[1, 2], [3]])).toThrow(/sample 1 has 1 walkers/);
  });
});
