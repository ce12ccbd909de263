import type { Bucket } from '../protocol.ts';
import { nthSmallest } from './nth-smallest.ts';

type Values = readonly (number | null)[];

/** Part of the energies that may lie above the drawn range: the very first steps of a training are far off. */
const CLIPPED = 0.02;
/** Below this many values nothing is clipped. */
const FEW = 30;
/** Room above and below, as part of the range. */
const MARGIN = 0.08;
/** A running mean is taken over this part of the curve. */
const MEAN_PART = 1 / 50;

/** The range of energies to draw: all references, and all values but the highest few of the beginning. */
export function energyRange(buckets: readonly Bucket[], references: Values): [low: number, high: number] {
  const lines = references.filter((value) => value !== null);
  const values = energiesOf(buckets);
  const kept = values.length < FEW ? values.length : Math.ceil(values.length * (1 - CLIPPED));
  const low = values.reduce((least, value) => Math.min(least, value), Math.min(...lines));
  const high = Math.max(nthSmallest(values, kept), ...lines);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const margin = (high - low) * MARGIN || Math.abs(high) * 0.01 || 1;
  return [low - margin, high + margin];
}

/** All lowest and highest energies. */
function energiesOf(buckets: readonly Bucket[]): Float64Array {
  const values = new Float64Array(buckets.reduce((sum, { low, high }) => sum + low.length + high.length, 0));
  let count = 0;
  for (const { low, high } of buckets) {
    for (const value of low) if (value !== null) values[count++] = value;
    for (const value of high) if (value !== null) values[count++] = value;
  }
  return values.subarray(0, count);
}

/** The part of a curve where it is nearly level: its second half. */
export function latePart(buckets: readonly Bucket[]): readonly Bucket[] {
  return buckets.slice(Math.floor(buckets.length / 2));
}

/** Buckets over which `runningMean` averages. */
export function meanWindow(buckets: readonly Bucket[]): number {
  return Math.max(1, Math.round(buckets.length * MEAN_PART));
}

/**
 * The buckets that the running mean at a bucket takes in. At the beginning, where a curve is steep, the window is as short to
 * the right as it is to the left; at the end it is cut.
 */
export function windowAt(i: number, length: number, window: number): [from: number, to: number] {
  const reach = Math.min(Math.floor(window / 2), i);
  return [i - reach, Math.min(i + reach + 1, length)];
}

/** The mean of a number over a window around each bucket, each step of it counted once. */
export function windowMean(
  buckets: readonly Bucket[],
  window: number,
  pick: (bucket: Bucket) => number | null | undefined,
): (number | null)[] {
  // Sums up to each bucket, so that the time does not grow with the window.
  const sums = new Float64Array(buckets.length + 1);
  const counts = new Float64Array(buckets.length + 1);
  for (let i = 0; i < buckets.length; i++) {
    const bucket = buckets[i]!;
    const value = pick(bucket) ?? null;
    sums[i + 1] = sums[i]! + (value === null ? 0 : value * bucket.count);
    counts[i + 1] = counts[i]! + (value === null ? 0 : bucket.count);
  }
  return buckets.map((_, i) => {
    const [from, to] = windowAt(i, buckets.length, window);
    const count = counts[to]! - counts[from]!;
    return count === 0 ? null : (sums[to]! - sums[from]!) / count;
  });
}

/** The mean of a state's energy over a window around each bucket. */
export const runningMean = (buckets: readonly Bucket[], state: number, window: number): (number | null)[] =>
  windowMean(buckets, window, ({ mean }) => mean[state]);
