import { expect, test } from 'vitest';
import type { Bucket } from '../../../extension/protocol.ts';
import { energyRange, meanWindow, runningMean } from '../../../extension/webview/curve-shape.ts';

const curve = (energies: readonly (number | null)[]): Bucket[] =>
  energies.map((energy, first) => ({
    first,
    count: 1,
    low: [energy],
    high: [energy],
    mean: [energy],
    time: first,
    more: [],
  }));

test('the range holds every reference and the end of the curve, but not its first far-off steps', () => {
  const energies = Array.from({ length: 1000 }, (_, step) => 1.5 + (step < 20 ? 100 : 1 / step));
  const [low, high] = energyRange(curve(energies), [1.5, null, 2.5]);
  expect(low).toBeLessThan(1.5);
  expect(high).toBeGreaterThan(2.5);
  expect(high).toBeLessThan(3);
});

test('a young curve is shown whole, and no curve at all gives some range', () => {
  expect(energyRange(curve([10, 5, 3]), [1.5])[1]).toBeGreaterThan(10);
  expect(energyRange([], [])).toEqual([0, 1]);
  const [low, high] = energyRange(curve([2, 2, 2]), []);
  expect(low).toBeLessThan(2);
  expect(high).toBeGreaterThan(2);
});

test('the running mean of a straight line is that line, up to where the window is cut', () => {
  const line = curve(Array.from({ length: 200 }, (_, step) => 3 + 0.5 * step));
  const window = meanWindow(line);
  expect(window).toBe(4);
  const mean = runningMean(line, 0, window);
  mean.slice(0, -2).forEach((value, step) => {
    expect(value).toBeCloseTo(3 + 0.5 * step, 12);
  });
});

test('the running mean weighs by steps and leaves out what was not finite', () => {
  const uneven: Bucket[] = [
    { first: 0, count: 1, low: [0], high: [0], mean: [0], time: 0, more: [] },
    { first: 1, count: 3, low: [4], high: [4], mean: [4], time: 1, more: [] },
    { first: 4, count: 1, low: [null], high: [null], mean: [null], time: 4, more: [] },
  ];
  expect(runningMean(uneven, 0, 3)).toEqual([0, 3, 4]);
  expect(runningMean(curve([null, null]), 0, 1)).toEqual([null, null]);
});
