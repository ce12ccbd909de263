/** A matrix of scores that is given, with products written out. */
import type { ScoreMatrix } from '../../../runtime/linear-algebra/score-matrix.ts';
import { uniform } from '../tensor/random.ts';

/** @param rows one for each walker */
export function explicitScores(rows: readonly (readonly number[])[]): ScoreMatrix {
  const columns = rows[0]!.map((_, k) => rows.map((row) => row[k]!));
  const products = (a: readonly (readonly number[])[], b: readonly ArrayLike<number>[]) =>
    Float64Array.from(a.flatMap((x) => b.map((y) => x.reduce((total, value, k) => total + value * y[k]!, 0))));
  return {
    walkers: rows.length,
    parameters: columns.length,
    times: async (v) => products(rows, [v]),
    transposeTimes: async (a) => products(columns, [a]),
    gram: async () => products(rows, rows),
    covariance: async (weights) =>
      products(
        columns,
        columns.map((column) => column.map((value, b) => value * weights[b]!)),
      ),
  };
}

/** Random scores with a mean, as those of real wave functions have. */
export function randomScores(walkers: number, parameters: number, seed = 5): number[][] {
  return Array.from({ length: walkers }, (_, b) => uniform(seed + 13 * b, parameters, -0.5, 1.5));
}

/** Random residuals: they add up to zero. */
export function randomResiduals(walkers: number, seed = 8): Float64Array {
  const values = uniform(seed, walkers);
  const mean = values.reduce((total, value) => total + value, 0) / walkers;
  return Float64Array.from(values, (value) => value - mean);
}
