import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Curve } from '../../../extension/training/curve.ts';
import { afterUpdate, NOTHING, question } from '../../../extension/webview/held.ts';

const everything = (curve: Curve) => curve.since(0, 0).buckets;

test('few steps are kept as they are', () => {
  const curve = new Curve();
  for (let step = 1; step <= 5; step++) curve.add(step, [step, 10 * step]);
  expect(everything(curve).map(({ first, count, mean }) => [first, count, ...mean])).toEqual(
    [1, 2, 3, 4, 5].map((step) => [step, 1, step, 10 * step]),
  );
});

test('100,000 steps leave a bounded number of buckets that keep every step, the extremes and the mean', () => {
  const curve = new Curve(1000);
  const energies = Array.from({ length: 100_000 }, (_, i) => Math.sin(i / 7) + (i === 77_777 ? 50 : 0));
  energies.forEach((energy, i) => {
    curve.add(i + 1, [energy]);
  });
  const buckets = everything(curve);
  expect(buckets.length).toBeLessThanOrEqual(1000);
  expect(buckets.length).toBeGreaterThan(400);
  expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(100_000);
  expect(Math.max(...buckets.map(({ high }) => high[0]!))).toBe(Math.max(...energies));
  expect(Math.min(...buckets.map(({ low }) => low[0]!))).toBe(Math.min(...energies));
  const mean = buckets.reduce((sum, bucket) => sum + bucket.mean[0]! * bucket.count, 0) / 100_000;
  expect(mean).toBeCloseTo(energies.reduce((sum, energy) => sum + energy, 0) / 100_000, 10);
});

test('who follows from any point holds the same as who asks for everything', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 200 }), (pauses) => {
      const curve = new Curve(16);
      let held = NOTHING;
      let step = 0;
      for (const pause of pauses) {
        // Now and then the run goes back to a checkpoint.
        if (pause === 13) step = Math.max(0, step - 10);
        for (let i = 0; i < pause; i++) curve.add(++step, [Math.cos(step), step % 5 ? step : null]);
        const update = { run: {} as never, curve: curve.since(held.epoch, question(held).last) };
        held = afterUpdate(held, { type: 'update', revision: 1, runs: [], shown: update });
        expect(held.buckets).toEqual(curve.since(-1, 0).buckets);
        expect(held.buckets.length).toBeLessThanOrEqual(16);
      }
    }),
  );
});

test('when buckets are joined those that are held are not sent again', () => {
  const curve = new Curve(1000);
  let held = NOTHING;
  let sent = 0;
  for (let step = 1; step <= 100_000; step++) {
    curve.add(step, [Math.cos(step)]);
    if (step % 100 !== 0) continue;
    const part = curve.since(held.epoch, question(held).last);
    sent += part.buckets.length;
    held = afterUpdate(held, { type: 'update', revision: 1, runs: [], shown: { run: {} as never, curve: part } });
  }
  expect(held.buckets).toEqual(everything(curve));
  expect(held.width).toBe(128);
  // A hundred steps fill that many buckets of the width of then, or end one of them and begin the next.
  const widths = Array.from({ length: 1000 }, (_, i) => 2 ** Math.max(0, Math.ceil(Math.log2((100 * (i + 1)) / 999))));
  expect(sent).toBeLessThanOrEqual(widths.reduce((sum, width) => sum + Math.ceil(100 / width) + 1, 0));
});

test('a value that was not finite leaves the others of its bucket', () => {
  const curve = new Curve(2);
  curve.add(2, [1]);
  curve.add(3, [null]);
  curve.add(4, [null]);
  expect(everything(curve)).toEqual([
    { first: 2, count: 2, low: [1], high: [1], mean: [1], time: 3, more: [] },
    { first: 4, count: 1, low: [null], high: [null], mean: [null], time: 4, more: [] },
  ]);
});
