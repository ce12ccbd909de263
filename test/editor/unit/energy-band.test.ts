import { expect, test } from 'vitest';
import type { Bucket, Column, RunView } from '../../../extension/protocol.ts';
import { runningError } from '../../../extension/webview/energy-band.ts';
import { picture } from '../../../extension/webview/quantities.ts';
import { RandomStream } from '../../../runtime/random/stream.ts';
import { autocorrelationInDraws } from '../../../runtime/train/step-correlation.ts';

const COLUMNS: Column[] = [
  { kind: 'error', name: '0' },
  { kind: 'autocorrelation', name: '' },
];
const buckets = (energies: readonly number[], error: number, time: number | null, count = 1): Bucket[] =>
  energies.map((energy, i) => ({
    first: 1 + i * count,
    count,
    low: [energy],
    high: [energy],
    mean: [energy],
    time: i,
    more: [error, time],
  }));
const flat = (length: number) => Array.from({ length }, () => 1.5);

test('the error of a running mean is that of its steps with their autocorrelation, and never more than one step has', () => {
  // Window 11, at the middle: 11 buckets of 4 steps, of which 5 tell as much as one.
  const middle = runningError(buckets(flat(41), 0.02, 5, 4), COLUMNS, 0, 11)!;
  expect(middle[20]).toBeCloseTo(0.02 * Math.sqrt(5 / 44), 12);
  // At the ends the windows are shorter: one bucket, and the last six.
  expect(middle[0]).toBe(0.02);
  expect(middle[40]).toBeCloseTo(0.02 * Math.sqrt(5 / 24), 12);
  for (const error of runningError(buckets(flat(9), 0.02, 1e6), COLUMNS, 0, 9)!) expect(error).toBeCloseTo(0.02, 12);
});

test('where the steps do not say how long they remember there is no band', () => {
  expect(runningError(buckets(flat(9), 0.02, 5), COLUMNS.slice(0, 1), 0, 3)).toBe(null);
  expect(runningError(buckets(flat(3), 0.02, null), COLUMNS, 0, 3)).toEqual([null, null, null]);
});

test('the band covers the truth as often as one standard error should, where steps remember each other', () => {
  // 200 walkers, each a chain x' = r·x + √(1 − r²)·ξ about 1.5, 60 runs of 120 steps, each with its own random numbers.
  const [r, walkers, steps, runs] = [0.8, 200, 120, 60];
  const random = RandomStream.fromSeed(11);
  const normals = () => {
    const drawn = new Float64Array(walkers);
    random.fillNormal(drawn);
    return drawn;
  };
  let covered = 0;
  let claimed = 0;
  let squares = 0;
  for (let run = 0; run < runs; run++) {
    let x = normals();
    const energies: number[] = [];
    const times: number[] = [];
    for (let step = 0; step < steps; step++) {
      const kicks = normals();
      const next = x.map((value, i) => r * value + Math.sqrt(1 - r * r) * kicks[i]!);
      times.push(autocorrelationInDraws(x, next)!);
      x = next;
      energies.push(1.5 + x.reduce((sum, value) => sum + value, 0) / walkers);
    }
    const time = times.reduce((sum, value) => sum + value, 0) / steps;
    const at = buckets(energies, 1 / Math.sqrt(walkers), time);
    const { lines, bands } = picture(
      { revision: 1, runs: [], run: null, epoch: 0, width: 1, buckets: at },
      { columns: COLUMNS, references: [] } as unknown as RunView,
      'energy',
      String,
    );
    expect(bands).toHaveLength(1);
    // The whole series as one window: what a window of any length claims follows from n alone.
    const error = runningError(at, COLUMNS, 0, 2 * steps)!.at(-1)!;
    const mean = energies.reduce((sum, value) => sum + value, 0) / steps;
    claimed += error ** 2 / runs;
    squares += (mean - 1.5) ** 2 / runs;
    if (Math.abs(mean - 1.5) < error) covered++;
    expect(lines[bands[0]!.high]!.values[0]).toBeGreaterThan(energies[0]!);
  }
  // (1 + r)/(1 − r) = 9 steps tell as much as one: without it the error would be three times too small.
  expect(claimed).toBeCloseTo(9 / (walkers * steps), 4);
  expect(squares / claimed).toBeGreaterThan(0.6);
  expect(squares / claimed).toBeLessThan(1.5);
  expect(covered / runs).toBeGreaterThan(0.5);
  expect(covered / runs).toBeLessThan(0.86);
});

test('draws that have nothing in common count each for itself, and those that cannot be compared are not counted', () => {
  expect(autocorrelationInDraws([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(1.8 / 0.2, 12);
  expect(autocorrelationInDraws([1, 2, 3, 4], [4, 3, 2, 1])).toBe(1);
  expect(autocorrelationInDraws([1, 2, 3, 4], [1, 2, 3, 4])).toBe(null);
  expect(autocorrelationInDraws([1, 1, 1], [1, 2, 3])).toBe(null);
});
