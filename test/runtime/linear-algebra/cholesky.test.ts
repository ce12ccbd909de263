import { describe, expect, it } from 'vitest';
import { Cholesky } from '../../../runtime/linear-algebra/cholesky.ts';
import { uniform } from '../tensor/random.ts';

/** A Aᵀ of a random matrix [size, rank]: positive semidefinite, of that rank. */
function square(size: number, rank: number, seed = 1): Float64Array {
  const a = uniform(seed, size * rank);
  const product = new Float64Array(size ** 2);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      for (let k = 0; k < rank; k++) product[i * size + j]! += a[i * rank + k]! * a[j * rank + k]!;
  return product;
}

/** Largest element of (A + damping·1) x − b. */
function residual(a: Float64Array, damping: number, x: Float64Array, b: Float64Array): number {
  const n = b.length;
  return Math.max(
    ...b.map((value, i) => Math.abs(x.reduce((total, xj, j) => total + a[i * n + j]! * xj, damping * x[i]!) - value)),
  );
}

describe('Cholesky decomposition', () => {
  it.each([1, 2, 3, 4, 5, 7, 8, 31, 130])('solves %i equations', (size) => {
    const a = square(size, size + 3);
    const b = Float64Array.from(uniform(9, size));
    const cholesky = new Cholesky(size);
    expect(cholesky.factor(a, 0.5)).toBe(true);
    expect(residual(a, 0.5, cholesky.solve(b), b)).toBeLessThan(1e-11);
  });

  it('reads the lower triangle only, and changes nothing', () => {
    const a = square(6, 9);
    const lower = a.map((value, at) => (at % 6 <= Math.floor(at / 6) ? value : NaN));
    const before = lower.slice();
    const b = Float64Array.from(uniform(2, 6));
    const [whole, half] = [new Cholesky(6), new Cholesky(6)];
    expect([whole.factor(a), half.factor(lower)]).toEqual([true, true]);
    expect(half.solve(b)).toEqual(whole.solve(b));
    expect(lower).toEqual(before);
  });

  it('takes one matrix after another', () => {
    const b = Float64Array.from(uniform(3, 5));
    const reused = new Cholesky(5);
    reused.factor(square(5, 7, 4), 1);
    reused.factor(square(5, 7, 5), 1);
    const fresh = new Cholesky(5);
    fresh.factor(square(5, 7, 5), 1);
    expect(reused.solve(b)).toEqual(fresh.solve(b));
  });

  it.each([
    ['indefinite', (a: Float64Array) => a.map((value, at) => (at === 10 * 12 + 10 ? value - 100 : value))],
    ['not a number', (a: Float64Array) => a.map((value, at) => (at === 11 * 12 + 3 ? NaN : value))],
    ['infinite', (a: Float64Array) => a.map((value, at) => (at === 0 ? Number.POSITIVE_INFINITY : value))],
  ])('refuses a matrix that is %s', (_, spoil) => {
    expect(new Cholesky(12).factor(spoil(square(12, 14)))).toBe(false);
  });

  it('needs the damping where a matrix is singular', () => {
    const a = square(40, 10);
    const cholesky = new Cholesky(40);
    expect(cholesky.factor(a, -1e-6)).toBe(false);
    expect(cholesky.factor(a, 1e-6)).toBe(true);
  });
});
