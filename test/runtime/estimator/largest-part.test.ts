import { expect, test } from 'vitest';
import { addSample, EMPTY_SERIES, largestPart } from '../../../runtime/estimator/walker-series.ts';
import { RandomStream } from '../../../runtime/random/stream.ts';
import { taken, walkers } from './series.ts';

const constant = (count: number, value: number) => new Array<number>(count).fill(value);

test('is the largest squared deviation over their sum, by hand', () => {
  // 32 walkers around 0: one at 6, one at -2, four at -1, all others at 0; the squares are 36, 4 and four times 1.
  const row = constant(32, 0);
  row[3] = 6;
  row[7] = -2;
  for (const w of [10, 11, 12, 13]) row[w] = -1;
  expect(largestPart(taken([row, row]))).toBeCloseTo(36 / 44, 14);
});

test('is of the ratio where there are denominators', () => {
  // n = 2d everywhere but for two walkers, which deviate by ±1 and share it.
  const denominators = Array.from({ length: 32 }, (_, w) => 1 + w / 32);
  const numerators = denominators.map((d, w) => 2 * d + (w === 0 ? 1 : w === 1 ? -1 : 0));
  expect(largestPart(addSample(EMPTY_SERIES, numerators, denominators))).toBeCloseTo(1 / 2, 14);
});

test('is small for noise of any kind that has a variance, and large for one that has none', () => {
  const random = RandomStream.fromSeed(3);
  expect(largestPart(taken(walkers(20, 256, 0.8, random)))).toBeLessThan(0.1);
  // The square of a reciprocal of a uniform number: not even its mean exists.
  const uniform = new Float64Array(256);
  const rows = Array.from({ length: 20 }, () => {
    random.fillUniform(uniform, 0, 1);
    return Array.from(uniform, (u) => 1 / (u + 1e-12) ** 2);
  });
  expect(largestPart(taken(rows))).toBeGreaterThan(0.5);
});

test('is none where all agree, and cannot be told of few walkers', () => {
  expect(largestPart(taken([constant(40, 1), constant(40, 1)]))).toBe(0);
  expect(largestPart(taken([constant(31, 1), constant(31, 2)]))).toBeNaN();
  expect(largestPart(EMPTY_SERIES)).toBeNaN();
});
