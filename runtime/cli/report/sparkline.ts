const LEVELS = '▁▂▃▄▅▆▇█';

/**
 * A curve in one line of text. Values are averaged in `width` bins; the highest tenth is cut off, because a training curve
 * that starts far away would otherwise be a flat line.
 * @param values null where there was no finite number
 * @returns at most `width` characters; empty when there is no finite value
 */
export function sparkline(values: readonly (number | null)[], width: number): string {
  const bins = Array.from(
    { length: Math.min(width, values.length) },
    (_, bin, count = Math.min(width, values.length)) =>
      mean(values.slice(Math.floor((bin * values.length) / count), Math.floor(((bin + 1) * values.length) / count))),
  );
  const sorted = bins.filter((value) => value !== null).sort((a, b) => a - b);
  if (sorted.length === 0) return '';
  const low = sorted[0]!;
  const high = sorted[Math.floor((sorted.length - 1) * 0.9)]!;
  return bins
    .map((value) => {
      if (value === null) return ' ';
      const level = high > low ? Math.round(((Math.min(value, high) - low) / (high - low)) * (LEVELS.length - 1)) : 0;
      return LEVELS[level];
    })
    .join('');
}

function mean(values: readonly (number | null)[]): number | null {
  const finite = values.filter((value) => value !== null);
  return finite.length ? finite.reduce((sum, value) => sum + value, 0) / finite.length : null;
}
