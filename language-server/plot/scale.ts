/** A stretch of numbers, the second one larger. */
export type Interval = readonly [low: number, high: number];

/**
 * The part of a potential's values that is worth showing: a wall that rises without end and a singularity are cut off, so that
 * wells and barriers are seen.
 * @param values at points that cover the picture evenly
 * @returns undefined where they are not finite, or all the same
 */
export function interesting(values: readonly number[]): Interval | undefined {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length < values.length / 2) return undefined;
  const quantile = (q: number) => sorted[Math.round(q * (sorted.length - 1))]!;
  const bottom = Math.max(quantile(0), quantile(0.5) - 4 * (quantile(1) - quantile(0.03)), quantile(0.03) - spread());
  const top = Math.min(quantile(1), bottom + 3 * (quantile(0.5) - bottom || quantile(1) - bottom));
  return top > bottom ? [bottom, top] : undefined;

  /** How far below the lowest ordinary values the picture still goes. */
  function spread(): number {
    return quantile(0.97) - quantile(0.03);
  }
}

/** Round numbers inside an interval, about as many as asked for: 1, 2 or 5 times a power of ten apart. */
export function ticks([low, high]: Interval, count: number): number[] {
  const raw = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw)!;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
