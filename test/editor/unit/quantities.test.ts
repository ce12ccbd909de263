import type { EventOf } from 'qham/events';
import { expect, test } from 'vitest';
import { columnName } from '../../../extension/energies/texts.ts';
import type { Bucket, RunView } from '../../../extension/protocol.ts';
import { columnsOf, valuesOf } from '../../../extension/training/columns.ts';
import { Curve } from '../../../extension/training/curve.ts';
import { picture, quantitiesOf, seenOf } from '../../../extension/webview/quantities.ts';
import { panned, zoomed } from '../../../extension/webview/zoom.ts';
import { step as sampleStep } from '../../runtime/store/sample.ts';
import { plainEnglish } from '../fixtures/plain-english.ts';

const stepOf = (n: number): EventOf<'step'> =>
  sampleStep(n, {
    energies: [1.5 + 1 / n, 2.5 + 2 / n],
    variance: [1 / n, 2 / n],
    errors: [0.01, 0.02],
    seconds: { sampling: 0.1, energy: 0.2, gradient: 0.3, optimizer: 0.4, other: 0.5 },
  });
const columns = columnsOf(stepOf(1));
const curve = (steps: number): readonly Bucket[] => {
  const made = new Curve();
  for (let n = 1; n <= steps; n++) {
    const step = stepOf(n);
    made.add(n, step.energies, step.time, valuesOf(step, columns));
  }
  return made.since(-1, 0).buckets;
};
/** As the host names them. */
const named = columns.map(({ kind, name: of }) => ({ kind, name: columnName(kind, of, plainEnglish) }));
const run = { columns: named, references: [{ value: 1.5, kind: 'exact' }], errors: null } as unknown as RunView;
const held = (steps: number) => ({ revision: 1, runs: [], run, epoch: 0, width: 1, buckets: curve(steps) });
const name = (state: number) => `state ${state}`;

test('a step is kept with everything that it carries, in an order that its first step fixes', () => {
  expect(columns.map(({ kind, name: of }) => kind + of)).toEqual([
    'variance0',
    'variance1',
    'error0',
    'error1',
    'acceptance',
    'autocorrelation',
    'loss',
    'termenergy',
    'termnorm, squared',
    'learning_rate',
    'secondssampling',
    'secondsenergy',
    'secondsgradient',
    'secondsoptimizer',
    'secondsother',
  ]);
  const bare = sampleStep(2, { variance: [0.25], terms: {} });
  expect(valuesOf(bare, columns).slice(0, 10)).toEqual([0.25, null, null, null, 0.5, null, 2, null, null, 0.01]);
});

test('buckets hold the means of what is carried, and the time of their last step', () => {
  const buckets = curve(8000);
  expect(buckets.length).toBeLessThanOrEqual(2000);
  const [, bucket] = buckets;
  const steps = Array.from({ length: bucket!.count }, (_, i) => bucket!.first + i);
  expect(bucket!.more[0]).toBeCloseTo(steps.reduce((sum, n) => sum + 1 / n, 0) / steps.length, 9);
  expect(bucket!.time).toBeCloseTo(steps.at(-1)! / 10, 9);
});

test('the distance to the reference is that of the running mean, on a logarithmic axis', () => {
  const now = held(50);
  expect(quantitiesOf(run)).toEqual([
    'energy',
    'distance',
    'variance',
    'acceptance',
    'autocorrelation',
    'loss',
    'learning_rate',
    'seconds',
  ]);
  const { lines, logarithmic, range } = picture(now, run, 'distance', name);
  expect(lines.map((line) => line.name)).toEqual(['state 0']);
  expect(lines[0]!.values[9]).toBeCloseTo(0.1, 9);
  expect(logarithmic).toBe(true);
  const [low, high] = range(now.buckets);
  // The smallest two of a hundred may lie below the axis.
  expect(low).toBeCloseTo(1 / 49 / 1.2, 9);
  expect(high).toBeCloseTo(1.2, 9);
  expect(quantitiesOf({ ...run, references: [], columns: [] })).toEqual(['energy']);
});

test('loss is drawn with its terms, times by their parts; what can be zero has a linear axis', () => {
  const now = held(50);
  expect(picture(now, run, 'loss', name).lines.map((line) => line.name)).toEqual(['Loss', 'energy', 'norm, squared']);
  const parts = ['sampling', 'energy', 'gradient', 'optimizer', 'other'];
  expect(picture(now, run, 'seconds', name).lines.map((line) => line.name)).toEqual(parts);
  expect(picture(now, run, 'acceptance', name).lines.map((line) => line.name)).toEqual(['Acceptance']);
  expect(picture(now, run, 'acceptance', name).logarithmic).toBe(false);
});

test('a window shows its part of the curve, by step or by time', () => {
  const { buckets } = held(100);
  const steps = seenOf(buckets, [10, 20], ({ first }) => first).map(({ first }) => first);
  expect(steps).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  expect(seenOf(buckets, [1, 2], ({ time }) => time).map(({ first }) => first)).toEqual(steps);
  expect(seenOf(buckets, 'late', ({ first }) => first)[0]?.first).toBe(51);
  expect(seenOf(buckets, [1000, 2000], ({ first }) => first)).toEqual(buckets);
});

test('zooming keeps the place under the pointer, and neither zoom nor pan leaves the curve', () => {
  expect(zoomed([0, 100], [0, 100], 25, 0.5)).toEqual([12.5, 62.5]);
  expect(zoomed([12.5, 62.5], [0, 100], 25, 2)).toBe('all');
  expect(zoomed([80, 100], [0, 100], 100, 2)).toEqual([60, 100]);
  expect(zoomed([0, 100], [0, 100], 50, 1e-9)).toEqual([49.99, 50.01]);
  expect(panned([40, 60], [0, 100], 70)).toEqual([80, 100]);
  expect(panned([40, 60], [0, 100], -70)).toEqual([0, 20]);
});
