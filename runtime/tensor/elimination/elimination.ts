/**
 * Gaussian elimination with row pivoting of many small matrices at once, written once for every engine that has no kernel of
 * its own for it. Matrices stand in the last but one axes, [… rows, columns, walkers]; their size is known, so all loops are
 * unrolled.
 *
 * A pivot that is no larger than what rounding leaves of zero counts as zero: n roundings of the largest element of its row or
 * of its column, whichever is less. The matrix is then singular; all its digits are noise.
 */
import type { Shape } from '../graph.ts';

/** What elimination needs of an engine. Operands broadcast; `sum` and `largest` keep their axis with extent 1. */
export interface Algebra<T> {
  /** The relative error of one rounding. */
  readonly rounding: number;
  constant(values: readonly number[], shape: Shape): T;
  slice(x: T, axis: number, start: number, size: number): T;
  concat(xs: readonly T[], axis: number): T;
  reshape(x: T, shape: Shape): T;
  broadcastTo(x: T, shape: Shape): T;
  sum(x: T, axis: number): T;
  largest(x: T, axis: number): T;
  multiply(a: T, b: T): T;
  subtract(a: T, b: T): T;
  divide(a: T, b: T): T;
  abs(x: T): T;
  log(x: T): T;
  sign(x: T): T;
  /** 1 where a ≤ b, else 0. */
  lessEqual(a: T, b: T): T;
  /** a where the condition is not 0, b where it is. */
  where(condition: T, a: T, b: T): T;
}

/** One step of the elimination. */
interface Step<T> {
  /** The row that the others were reduced by, from its pivot on: [… 1, width, walkers]. */
  row: T;
  /** [… 1, 1, walkers]; 0 where it is rounding alone. */
  pivot: T;
  /** 1 where the row was in its place already, 0 where it changed places with another; null for the last row. */
  stayed: T | null;
}

/** Some rows of the matrices, and the largest magnitude that each of them began with. */
interface Rows<T> {
  values: T;
  scales: T;
}

class Elimination<T> {
  readonly #algebra: Algebra<T>;
  readonly #lead: Shape;
  readonly #walkers: number;
  readonly #size: number;

  constructor(algebra: Algebra<T>, shape: Shape) {
    this.#algebra = algebra;
    this.#lead = shape.slice(0, -3);
    this.#walkers = shape.at(-1)!;
    this.#size = shape.at(-2)!;
  }

  get size(): number {
    return this.#size;
  }

  /** [… rows, columns, walkers] */
  shape(rows: number, columns: number): Shape {
    return [...this.#lead, rows, columns, this.#walkers];
  }

  get rowAxis(): number {
    return this.#lead.length;
  }

  get columnAxis(): number {
    return this.#lead.length + 1;
  }

  zero(): T {
    return this.#algebra.constant([0], []);
  }

  /** The quotient, 0 where the divisor is 0. */
  quotient(a: T, b: T): T {
    const { lessEqual, where, divide, abs } = this.#algebra;
    return where(lessEqual(abs(b), this.zero()), this.zero(), divide(a, b));
  }

  /** @param x the matrices [… n, n, walkers]; @param right columns that follow them, or null */
  steps(x: T, right: { columns: T; count: number } | null): Step<T>[] {
    const { slice, subtract, multiply, largest, abs, concat } = this.#algebra;
    const magnitudes = abs(x);
    const columnScales = largest(magnitudes, this.rowAxis);
    const steps: Step<T>[] = [];
    let rest: Rows<T> = {
      values: right === null ? x : concat([x, right.columns], this.columnAxis),
      scales: largest(magnitudes, this.columnAxis),
    };
    for (let rows = this.#size; rows > 0; rows--) {
      const { top, below, stayed } = rows === 1 ? { top: rest, below: null, stayed: null } : this.#pivoted(rest, rows);
      const columnScale = slice(columnScales, this.columnAxis, this.#size - rows, 1);
      const pivot = this.#cleaned(slice(top.values, this.columnAxis, 0, 1), top.scales, columnScale);
      steps.push({ row: top.values, pivot, stayed });
      if (below === null) break;
      const later = rows - 1 + (right?.count ?? 0);
      const factor = this.quotient(slice(below.values, this.columnAxis, 0, 1), pivot);
      const taken = multiply(factor, slice(top.values, this.columnAxis, 1, later));
      rest = { values: subtract(slice(below.values, this.columnAxis, 1, later), taken), scales: below.scales };
    }
    return steps;
  }

  /** A pivot, 0 where it is no more than rounding errors. */
  #cleaned(pivot: T, rowScale: T, columnScale: T): T {
    const { rounding, abs, lessEqual, where, multiply, constant } = this.#algebra;
    const scale = where(lessEqual(rowScale, columnScale), rowScale, columnScale);
    const noise = multiply(scale, constant([this.#size * rounding], []));
    return where(lessEqual(abs(pivot), noise), this.zero(), pivot);
  }

  /** Brings the row with the largest first element to the top. */
  #pivoted({ values, scales }: Rows<T>, rows: number): { top: Rows<T>; below: Rows<T>; stayed: T } {
    const { abs, slice, largest, lessEqual, multiply, constant, sum, where } = this.#algebra;
    const first = abs(slice(values, this.columnAxis, 0, 1));
    const candidates = lessEqual(largest(first, this.rowAxis), first);
    // Of equal ones the topmost.
    const order = constant(
      Array.from({ length: rows }, (_, i) => rows - i),
      [rows, 1, 1],
    );
    const ranked = multiply(candidates, order);
    const chosen = lessEqual(largest(ranked, this.rowAxis), ranked);
    const others = slice(chosen, this.rowAxis, 1, rows - 1);
    const exchanged = (x: T) => ({
      top: sum(where(chosen, x, this.zero()), this.rowAxis),
      below: where(others, slice(x, this.rowAxis, 0, 1), slice(x, this.rowAxis, 1, rows - 1)),
    });
    const [v, s] = [exchanged(values), exchanged(scales)];
    return {
      top: { values: v.top, scales: s.top },
      below: { values: v.below, scales: s.below },
      stayed: slice(chosen, this.rowAxis, 0, 1),
    };
  }
}

/** ln|det| of each matrix, −∞ where it is singular: [… n, n, walkers] → [… walkers]. */
export function eliminateLog<T>(algebra: Algebra<T>, x: T, shape: Shape): T {
  const elimination = new Elimination(algebra, shape);
  const pivots = elimination.steps(x, null).map(({ pivot }) => algebra.log(algebra.abs(pivot)));
  const all = algebra.concat(pivots, elimination.rowAxis);
  return algebra.reshape(algebra.sum(all, elimination.rowAxis), [...shape.slice(0, -3), shape.at(-1)!]);
}

/** The sign of each determinant, 0 where the matrix is singular. */
export function eliminateSign<T>(algebra: Algebra<T>, x: T, shape: Shape): T {
  const elimination = new Elimination(algebra, shape);
  const minus = algebra.constant([-1], []);
  const one = algebra.constant([1], []);
  const signs = elimination.steps(x, null).map(({ pivot, stayed }) => {
    const sign = algebra.sign(pivot);
    return stayed === null ? sign : algebra.multiply(sign, algebra.where(stayed, one, minus));
  });
  const product = signs.reduce((total, sign) => algebra.multiply(total, sign));
  return algebra.reshape(product, [...shape.slice(0, -3), shape.at(-1)!]);
}

/** The inverse of each matrix, 0 where it is singular. */
export function eliminateInverse<T>(algebra: Algebra<T>, x: T, shape: Shape): T {
  const elimination = new Elimination(algebra, shape);
  const { size, rowAxis, columnAxis } = elimination;
  const { slice, subtract, multiply, sum, reshape, concat } = algebra;
  const unit = algebra.constant(
    Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? 1 : 0)),
    [size, size, 1],
  );
  const columns = algebra.broadcastTo(unit, elimination.shape(size, size));
  const steps = elimination.steps(x, { columns, count: size });
  // From the last row up: x_c = (r_c − Σ_{j>c} u_cj x_j) / u_cc.
  let solved: T | null = null;
  for (let c = size - 1; c >= 0; c--) {
    const { row, pivot } = steps[c]!;
    const later = size - 1 - c;
    let right = slice(row, columnAxis, later + 1, size);
    if (solved !== null) {
      const coefficients = reshape(slice(row, columnAxis, 1, later), elimination.shape(later, 1));
      right = subtract(right, sum(multiply(coefficients, solved), rowAxis));
    }
    const own = elimination.quotient(right, pivot);
    solved = solved === null ? own : concat([own, solved], rowAxis);
  }
  const smallest = steps.map(({ pivot }) => algebra.abs(algebra.sign(pivot))).reduce((a, b) => multiply(a, b));
  return algebra.where(smallest, solved!, elimination.zero());
}
