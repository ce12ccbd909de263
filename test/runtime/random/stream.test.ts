import { describe, expect, test } from 'vitest';
import { splitMix64 } from '../../../runtime/random/split-mix.ts';
import { RandomStream } from '../../../runtime/random/stream.ts';
import { chiSquareTail, kolmogorovTail, normalCdf } from './distributions.ts';

/** The next 32-bit outputs of the generator, through the public door. */
function words(stream: RandomStream, count: number): number[] {
  return Array.from({ length: count }, () => stream.integer(2 ** 32));
}

const started = (words: number[]) => ({ algorithm: 'xoshiro128**', words, spare: null });

describe('published vectors', () => {
  test('xoshiro128** 1.1 from the state 1, 2, 3, 4', () => {
    const stream = RandomStream.fromState(started([1, 2, 3, 4]));
    expect(words(stream, 10)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  test('SplitMix64 from the seed 1234567', () => {
    expect(splitMix64(1234567n, 5)).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
      4593380528125082431n,
      16408922859458223821n,
    ]);
  });

  test('a seed becomes the state in the order of the words', () => {
    const [low, high] = splitMix64(42n, 2) as [bigint, bigint];
    const halves = [low & 0xffffffffn, low >> 32n, high & 0xffffffffn, high >> 32n].map(Number);
    expect(RandomStream.fromSeed(42).state).toEqual(started(halves));
  });
});

describe('state', () => {
  test.each([0, 1, 3, 4095, 4096, 10001])('a stream goes on bitwise after JSON, %i numbers in', (before) => {
    const stream = RandomStream.fromSeed(7);
    stream.fillNormal(new Float64Array(before));
    const copy = RandomStream.fromState(JSON.parse(JSON.stringify(stream.state)));
    for (const fill of ['fillNormal', 'fillUniform'] as const)
      for (const length of [1, 5, 5000]) {
        const a = new Float32Array(length);
        const b = new Float32Array(length);
        stream[fill](a);
        copy[fill](b);
        expect(b).toEqual(a);
      }
    expect(copy.state).toEqual(stream.state);
  });

  test('the second of a pair of normal numbers waits in the state', () => {
    const stream = RandomStream.fromSeed(7);
    stream.fillNormal(new Float64Array(1), 3);
    const { spare } = stream.state;
    const next = new Float64Array(1);
    stream.fillNormal(next, 5);
    expect(next[0]).toBe(5 * spare!);
    expect(stream.state.spare).toBeNull();
  });

  test('restore goes back in place', () => {
    const stream = RandomStream.fromSeed(3);
    const { state } = stream;
    const first = words(stream, 5);
    stream.restore(state);
    expect(words(stream, 5)).toEqual(first);
  });

  test('one long fill and many short ones give the same normal numbers', () => {
    const whole = new Float64Array(10_000);
    RandomStream.fromSeed(11).fillNormal(whole);
    const parts = new Float64Array(10_000);
    const stream = RandomStream.fromSeed(11);
    for (let at = 0, length = 1; at < parts.length; at += length, length = (length % 97) + 1)
      stream.fillNormal(parts.subarray(at, at + length));
    expect(parts).toEqual(whole);
  });

  test('different seeds give different streams', () => {
    const first = new Set(Array.from({ length: 1000 }, (_, seed) => RandomStream.fromSeed(seed).uniform()));
    expect(first.size).toBe(1000);
  });

  test.each([-1, 0.5, NaN, 2 ** 53, Infinity])('%d is no seed', (seed) => {
    expect(() => RandomStream.fromSeed(seed)).toThrow(RangeError);
  });

  test.each([
    null,
    {},
    { ...started([1, 2, 3, 4]), algorithm: 'mt19937' },
    started([0, 0, 0, 0]),
    started([1, 2, 3]),
    started([1, 2, 3, 2 ** 32]),
    started([1, 2, 3, -1]),
    { ...started([1, 2, 3, 4]), spare: 'x' },
  ])('%j is no state, and changes nothing', (state) => {
    const stream = RandomStream.fromSeed(1);
    const before = stream.state;
    expect(() => stream.restore(state)).toThrow(TypeError);
    expect(stream.state).toEqual(before);
  });
});

describe('uniform numbers', () => {
  test.each([
    [Float32Array, 0, 1],
    [Float32Array, -1, 1],
    [Float32Array, 0.1, 0.3],
    [Float32Array, -0.3, -0.1],
    [Float32Array, 1e6, 1e6 + 1],
    [Float32Array, -5e-40, 5e-40],
    [Float64Array, 0, 1],
    [Float64Array, 0.1, 0.3],
    [Float64Array, 1e15, 1e15 + 1],
    [Float64Array, -3, 0],
  ] as const)('%o in [%d, %d) stay inside', (Kind, low, high) => {
    const target = new Kind(100_000);
    RandomStream.fromSeed(5).fillUniform(target, low, high);
    expect(Math.min(...target.subarray(0, 50_000), ...target.subarray(50_000))).toBeGreaterThanOrEqual(low);
    expect(Math.max(...target.subarray(0, 50_000), ...target.subarray(50_000))).toBeLessThan(high);
  });

  test('the largest word does not round up to the end of the interval', () => {
    // From this state the first output is the largest there is: x · 5, rotated by 7, times 9 is all ones.
    const second = inverseOfStarStar(0xffffffff);
    const stream = RandomStream.fromState(started([1, second, 3, 4]));
    expect(words(stream, 1)).toEqual([0xffffffff]);
    stream.restore(started([1, second, 3, 4]));
    const target = new Float32Array(1);
    stream.fillUniform(target, -0.1, 0.7);
    expect(target[0]).toBeLessThan(0.7);
    expect(target[0]).toBeGreaterThan(0.6999999);
  });

  test('every float32 of an interval of four is met', () => {
    const target = new Float32Array(1000);
    RandomStream.fromSeed(5).fillUniform(target, 1, 1 + 4 * 2 ** -23);
    expect([...new Set(target)].sort()).toEqual([0, 1, 2, 3].map((k) => 1 + k * 2 ** -23));
  });

  test('moments and distribution', () => {
    const target = new Float32Array(400_000);
    const stream = RandomStream.fromSeed(2024);
    stream.fillUniform(target);
    const n = target.length;
    const moment = (k: number) => target.reduce((sum, x) => sum + x ** k, 0) / n;
    for (const k of [1, 2, 3, 4]) {
      const deviation = Math.sqrt(1 / (2 * k + 1) - 1 / (k + 1) ** 2) / Math.sqrt(n);
      expect(Math.abs(moment(k) - 1 / (k + 1))).toBeLessThan(4 * deviation);
    }
    const counts = new Array<number>(1000).fill(0);
    for (const x of target) counts[Math.floor(x * 1000)]!++;
    const chi2 = counts.reduce((sum, c) => sum + (c - n / 1000) ** 2 / (n / 1000), 0);
    expect(chiSquareTail(chi2, 999)).toBeGreaterThan(1e-3);
    expect(chiSquareTail(chi2, 999)).toBeLessThan(1 - 1e-3);
  });

  test('neighbours are independent in pairs and triples', () => {
    const target = new Float64Array(300_000);
    RandomStream.fromSeed(99).fillUniform(target);
    for (const size of [2, 3]) {
      const bins = 12;
      const counts = new Array<number>(bins ** size).fill(0);
      for (let i = 0; i + size <= target.length; i += size) {
        let cell = 0;
        for (let k = 0; k < size; k++) cell = cell * bins + Math.floor(target[i + k]! * bins);
        counts[cell]!++;
      }
      const expected = Math.floor(target.length / size) / counts.length;
      const chi2 = counts.reduce((sum, c) => sum + (c - expected) ** 2 / expected, 0);
      expect(chiSquareTail(chi2, counts.length - 1)).toBeGreaterThan(1e-3);
    }
  });

  test.each([
    [1, 1],
    [2, 1],
    [0, Infinity],
    [NaN, 1],
  ])('[%d, %d) is no interval', (low, high) => {
    expect(() => RandomStream.fromSeed(1).fillUniform(new Float32Array(1), low, high)).toThrow(RangeError);
  });

  test('an interval without a float32 is refused', () => {
    expect(() => RandomStream.fromSeed(1).fillUniform(new Float32Array(1), 1 + 1e-12, 1 + 2e-12)).toThrow(/float32/);
  });
});

describe('normal numbers', () => {
  test('follow the normal distribution (Kolmogorov and Smirnov) to the fourth moment', () => {
    const n = 200_000;
    const target = new Float64Array(n);
    RandomStream.fromSeed(31).fillNormal(target, 2);
    const scaled = target.map((x) => x / 2).sort();
    let distance = 0;
    scaled.forEach((x, i) => {
      const p = normalCdf(x);
      distance = Math.max(distance, Math.abs(p - i / n), Math.abs(p - (i + 1) / n));
    });
    expect(kolmogorovTail(distance * Math.sqrt(n))).toBeGreaterThan(1e-3);
    const moment = (k: number) => scaled.reduce((sum, x) => sum + x ** k, 0) / n;
    // Variances of x^k: μ_2k − μ_k².
    for (const [k, mean, variance] of [
      [1, 0, 1],
      [2, 1, 2],
      [3, 0, 15],
      [4, 3, 96],
    ] as const)
      expect(Math.abs(moment(k) - mean)).toBeLessThan(4 * Math.sqrt(variance / n));
  });

  test('a width of 0 gives zeros, others scale the same numbers', () => {
    const unit = new Float64Array(9);
    const wide = new Float64Array(9);
    RandomStream.fromSeed(8).fillNormal(unit);
    RandomStream.fromSeed(8).fillNormal(wide, 4);
    expect(wide).toEqual(unit.map((x) => 4 * x));
    RandomStream.fromSeed(8).fillNormal(wide, 0);
    expect(wide.every((x) => x === 0)).toBe(true);
    expect(() => RandomStream.fromSeed(8).fillNormal(wide, -1)).toThrow(RangeError);
  });
});

describe('whole numbers', () => {
  test.each([1, 2, 6, 1000, 2 ** 31 + 1, 2 ** 32])('of %d values are uniform', (n) => {
    const stream = RandomStream.fromSeed(17);
    const bins = Math.min(n, 100);
    const counts = new Array<number>(bins).fill(0);
    const draws = 100_000;
    for (let i = 0; i < draws; i++) {
      const k = stream.integer(n);
      if (!(Number.isInteger(k) && k >= 0 && k < n)) expect.fail(`${k} is not one of ${n} values`);
      counts[Math.floor((k / n) * bins)]!++;
    }
    const chi2 = counts.reduce((sum, c) => sum + (c - draws / bins) ** 2 / (draws / bins), 0);
    if (bins > 1) expect(chiSquareTail(chi2, bins - 1)).toBeGreaterThan(1e-3);
  });

  test.each([0, -1, 1.5, 2 ** 32 + 1, NaN])('%d is no number of values', (n) => {
    expect(() => RandomStream.fromSeed(1).integer(n)).toThrow(RangeError);
  });
});

/** The second word of a state whose next output is `output`: ×9, rotation by 7 and ×5 undone. */
function inverseOfStarStar(output: number): number {
  const by9 = Math.imul(output, 0x38e38e39) >>> 0;
  const rotated = ((by9 >>> 7) | (by9 << 25)) >>> 0;
  return Math.imul(rotated, 0xcccccccd) >>> 0;
}
