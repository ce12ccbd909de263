/** What is to be drawn of the values of a curve that fall into one column of pixels. */
export interface PixelColumn {
  /** Pixels from the left edge: of its value where there is one, else the middle of the first and the last. */
  readonly x: number;
  readonly first: number;
  readonly low: number;
  readonly high: number;
  readonly last: number;
}

/**
 * The columns of a curve from index `from` to `to`, both drawn, so that its cost is bounded by the width of the chart. Null stands
 * for columns in which no value was finite: the line has a gap there.
 * @param places on the axis, ascending
 * @param x pixels from the left edge of a place on the axis
 * @param width of a column in pixels
 */
export function pixelColumns(
  places: ArrayLike<number>,
  values: ArrayLike<number | null | undefined>,
  from: number,
  to: number,
  x: (place: number) => number,
  width: number,
): (PixelColumn | null)[] {
  const columns: (PixelColumn | null)[] = [];
  for (let i = from; i <= to; ) {
    const begin = x(places[i]!);
    const column = Math.floor(begin / width);
    let [first, last, end] = [Number.NaN, Number.NaN, begin];
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (; i <= to; i++) {
      const at = x(places[i]!);
      if (Math.floor(at / width) !== column) break;
      const value = values[i] ?? null;
      end = at;
      if (value === null) continue;
      if (Number.isNaN(first)) first = value;
      last = value;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    columns.push(Number.isNaN(first) ? null : { x: (begin + end) / 2, first, low, high, last });
  }
  return columns;
}
