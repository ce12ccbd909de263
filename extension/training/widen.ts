import type { Bucket } from '../protocol.ts';

type Values = readonly (number | null)[];

/** First step of the bucket of this width that a step belongs to. */
export const startOf = (step: number, width: number): number => Math.floor(step / width) * width;

/** The same steps in buckets of this width, which is a multiple of the width that they have. */
export function widened(buckets: readonly Bucket[], width: number): Bucket[] {
  const wide: Bucket[] = [];
  for (const bucket of buckets) {
    const first = startOf(bucket.first, width);
    const last = wide.at(-1);
    if (last?.first === first) wide[wide.length - 1] = joined(last, bucket);
    else wide.push({ ...bucket, first });
  }
  return wide;
}

/** Two neighbouring buckets as one; a value that was not finite leaves the other's. */
export function joined(a: Bucket, b: Bucket): Bucket {
  const merge = (left: Values, right: Values, both: (x: number, y: number) => number) =>
    left.map((x, state) => {
      const y = right[state] ?? null;
      return x === null ? y : y === null ? x : both(x, y);
    });
  const count = a.count + b.count;
  return {
    first: a.first,
    count,
    low: merge(a.low, b.low, Math.min),
    high: merge(a.high, b.high, Math.max),
    mean: merge(a.mean, b.mean, (x, y) => (x * a.count + y * b.count) / count),
    time: b.time,
    more: merge(a.more, b.more, (x, y) => (x * a.count + y * b.count) / count),
  };
}
