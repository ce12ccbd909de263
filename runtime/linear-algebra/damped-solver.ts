/**
 * Solves (A + λ1) x = b for symmetric A ≥ 0 that rounding may have pushed below zero.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { Cholesky } from './cholesky.ts';

export interface DampedSolution {
  readonly x: Float64Array;
  /** The λ that it took. */
  readonly damping: number;
  /** How often λ had to be raised tenfold. */
  readonly retries: number;
  /** Whether no λ helped, and the eigenvalues below zero were taken as zero. */
  readonly clamped: boolean;
}

const RETRIES = 3;
const GROWTH = 10;

/** For systems of one size, one after the other. */
export class DampedSolver {
  readonly #cholesky: Cholesky;

  constructor(size: number) {
    this.#cholesky = new Cholesky(size);
  }

  /**
   * By Cholesky decomposition; where it fails with ten times λ, and so on three times; then by eigenvalues, clamped at zero.
   * @param matrix row-major, finite
   */
  solve(matrix: Float64Array, b: Float64Array, damping: number): DampedSolution {
    for (let retries = 0, raised = damping; retries <= RETRIES; retries++, raised *= GROWTH)
      if (this.#cholesky.factor(matrix, raised))
        return { x: this.#cholesky.solve(b), damping: raised, retries, clamped: false };
    return { x: solveClamped(matrix, b, damping), damping, retries: RETRIES, clamped: true };
  }
}

/** Σ_k v_k (v_kᵀb) / (max(μ_k, 0) + λ) over the eigenvectors v_k of A with eigenvalues μ_k. */
function solveClamped(matrix: Float64Array, b: Float64Array, damping: number): Float64Array {
  const size = b.length;
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    Matrix.from1DArray(size, size, matrix as unknown as number[]),
    { assumeSymmetric: true },
  );
  const x = new Float64Array(size);
  realEigenvalues.forEach((eigenvalue, k) => {
    const vector = eigenvectorMatrix.getColumn(k);
    const share = vector.reduce((total, v, i) => total + v * b[i]!, 0) / (Math.max(eigenvalue, 0) + damping);
    vector.forEach((v, i) => {
      x[i]! += share * v;
    });
  });
  return x;
}
