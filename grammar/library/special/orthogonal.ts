/**
 * Classical orthogonal polynomials (DLMF chapter 18): their values by the three-term recurrence, and their zeros, by which they
 * are written as products. A product of (x − zero) keeps its digits for every x; a sum of powers loses them to cancellation.
 */

/** a pₖ₊₁ = (b x + c) pₖ − d pₖ₋₁ with p₀ = 1, for one k (DLMF 18.9.1). */
interface Recurrence {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** A sequence of polynomials, one for each order. */
export interface PolynomialFamily {
  readonly recurrence: (k: number) => Recurrence;
}

/** Hermite polynomials of physics, orthogonal under exp(−x²): Hₖ₊₁ = 2x Hₖ − 2k Hₖ₋₁. */
export const HERMITE: PolynomialFamily = { recurrence: (k) => ({ a: 1, b: 2, c: 0, d: 2 * k }) };

/** Legendre polynomials, orthogonal on [−1, 1]: (k + 1) Pₖ₊₁ = (2k + 1) x Pₖ − k Pₖ₋₁. */
export const LEGENDRE: PolynomialFamily = { recurrence: (k) => ({ a: k + 1, b: 2 * k + 1, c: 0, d: k }) };

/** Generalised Laguerre polynomials, orthogonal under x^α exp(−x): (k + 1) Lₖ₊₁ = (2k + 1 + α − x) Lₖ − (k + α) Lₖ₋₁. */
export const laguerreFamily = (alpha: number): PolynomialFamily => ({
  recurrence: (k) => ({ a: k + 1, b: -1, c: 2 * k + 1 + alpha, d: k + alpha }),
});

/** The value of the polynomial of an order. */
export function polynomialValue({ recurrence }: PolynomialFamily, order: number, x: number): number {
  let [before, value] = [0, 1];
  for (let k = 0; k < order; k++) {
    const { a, b, c, d } = recurrence(k);
    [before, value] = [value, ((b * x + c) * value - d * before) / a];
  }
  return value;
}

/** The factor in front of the highest power. */
export function leadingCoefficient({ recurrence }: PolynomialFamily, order: number): number {
  let product = 1;
  for (let k = 0; k < order; k++) {
    const { a, b } = recurrence(k);
    product *= b / a;
  }
  return product;
}

/**
 * The zeros of the polynomial of an order, in ascending order. They are the eigenvalues of the symmetric tridiagonal Jacobi
 * matrix of the recurrence (Golub & Welsch, Math. Comp. 23, 221 (1969)), found one by one by counting signs.
 */
export function polynomialZeros({ recurrence }: PolynomialFamily, order: number): number[] {
  const diagonal: number[] = [];
  const squares: number[] = [];
  for (let k = 0; k < order; k++) {
    const { b, c, d } = recurrence(k);
    diagonal.push(-c / b);
    if (k > 0) {
      const previous = recurrence(k - 1);
      squares.push((previous.a * d) / (previous.b * b));
    }
  }
  const radius = (k: number) => Math.sqrt(squares[k - 1] ?? 0) + Math.sqrt(squares[k] ?? 0);
  const low = Math.min(...diagonal.map((centre, k) => centre - radius(k)));
  const high = Math.max(...diagonal.map((centre, k) => centre + radius(k)));
  return diagonal.map((_, wanted) => {
    let [left, right] = [low, high];
    for (;;) {
      const middle = (left + right) / 2;
      if (middle <= left || middle >= right) return Math.abs(middle) < 1e-15 * (high - low) ? 0 : middle;
      if (zerosBelow(middle, diagonal, squares) > wanted) right = middle;
      else left = middle;
    }
  });
}

/** Eigenvalues of the Jacobi matrix below x: negative pivots of its elimination (Sylvester's law of inertia). */
function zerosBelow(x: number, diagonal: readonly number[], squares: readonly number[]): number {
  let count = 0;
  let pivot = 1;
  for (const [k, centre] of diagonal.entries()) {
    pivot = centre - x - (k > 0 ? squares[k - 1]! / pivot : 0);
    if (pivot === 0) pivot = Number.MIN_VALUE;
    if (pivot < 0) count++;
  }
  return count;
}
