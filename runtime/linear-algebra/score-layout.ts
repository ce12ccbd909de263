/**
 * How scores are kept: column by column, or as sums of outer products where that is cheaper.
 */

/** Consecutive columns of the matrix of scores, from `at` on. */
export type ScorePart =
  | { kind: 'plain'; at: number; size: number }
  /** For each walker Σ_m left_m ⊗ right_m over `terms` terms: `rows`·`columns` columns of the matrix, row-major. */
  | { kind: 'outer'; at: number; terms: number; rows: number; columns: number };

export type OuterPart = Extract<ScorePart, { kind: 'outer' }>;

/** Multiply-adds of a matrix product that take as long as an element of what outer products need besides. */
const ELEMENTWISE = 60;
/** Multiply-adds that take as long as computing, sending and storing a column's element, of which there are N, not N²/2. */
const STORED = 600;

/**
 * Whether outer products are cheaper than their sum. For each of N²/2 pairs of walkers OOᵀ needs rows·columns
 * multiply-adds of a sum, but terms²·(rows + columns) of outer products.
 */
export function keepsOuter({ terms, rows, columns }: Omit<OuterPart, 'kind' | 'at'>, walkers: number): boolean {
  const summed = rows * columns * (1 + STORED / walkers);
  return terms ** 2 * (rows + columns + ELEMENTWISE) < summed;
}
