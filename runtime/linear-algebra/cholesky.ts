/**
 * Cholesky decomposition A = LLᵀ of symmetric positive definite matrices in float64, fast enough for one in every training
 * step (Golub & Van Loan, Matrix Computations, 4th ed., section 4.2: the left-looking order, by tiles).
 */
import { TILE, type TileKernels, tileKernels } from './tile-kernel.ts';

const PAGE = 65536;

/** Decomposes matrices of one size, one after the other, in memory that it keeps. */
export class Cholesky {
  readonly size: number;
  /** Rows with those that fill up the last tile. */
  readonly #padded: number;
  /** Panels of four rows, column after column. */
  readonly #panels: Float64Array;
  readonly #kernels: TileKernels;

  constructor(size: number) {
    this.size = size;
    this.#padded = Math.ceil(size / TILE) * TILE;
    const pages = Math.max(1, Math.ceil((8 * this.#padded ** 2) / PAGE));
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    this.#panels = new Float64Array(memory.buffer, 0, this.#padded ** 2);
    this.#kernels = tileKernels(memory, pages);
  }

  /**
   * Decomposes `matrix` + `damping`·1, row-major, of which the lower triangle is read.
   * @returns whether it is positive definite; only then can `solve` be used
   */
  factor(matrix: Float64Array, damping = 0): boolean {
    this.#load(matrix, damping);
    const n = this.#padded;
    for (let j = 0; j < n; j += TILE) {
      const panelJ = 8 * j * n;
      this.#kernels.subtract(panelJ, panelJ, j);
      if (!this.#factorTile(j)) return false;
      for (let i = j + TILE; i < n; i += TILE) this.#kernels.eliminate(8 * i * n, panelJ, j);
    }
    return true;
  }

  /** x with LLᵀx = b. */
  solve(b: Float64Array): Float64Array {
    const x = new Float64Array(this.#padded);
    x.set(b);
    const n = this.#padded;
    const l = this.#panels;
    for (let i = 0; i < n; i += TILE)
      for (let r = 0; r < TILE; r++) {
        let total = x[i + r]!;
        for (let k = 0, at = i * n + r; k < i + r; k++, at += TILE) total -= l[at]! * x[k]!;
        x[i + r] = total / this.#entry(i + r, i + r);
      }
    for (let i = n - TILE; i >= 0; i -= TILE)
      for (let r = TILE - 1; r >= 0; r--) {
        const value = x[i + r]! / this.#entry(i + r, i + r);
        x[i + r] = value;
        for (let k = 0, at = i * n + r; k < i + r; k++, at += TILE) x[k]! -= l[at]! * value;
      }
    return x.slice(0, this.size);
  }

  /** The lower triangle in panels; rows that only fill up are those of the identity. */
  #load(matrix: Float64Array, damping: number): void {
    const { size } = this;
    const n = this.#padded;
    for (let i = 0; i < n; i++) {
      const at = Math.floor(i / TILE) * TILE * n + (i % TILE);
      for (let k = 0; k <= i; k++) this.#panels[at + TILE * k] = i < size ? matrix[i * size + k]! : 0;
      this.#panels[at + TILE * i]! += i < size ? damping : 1;
    }
  }

  /** Decomposes the tile on the diagonal by itself. @returns whether its pivots are positive */
  #factorTile(j: number): boolean {
    const l = this.#panels;
    const at = (row: number, column: number) => j * this.#padded + TILE * (j + column) + row;
    for (let c = 0; c < TILE; c++) {
      let pivot = l[at(c, c)]!;
      for (let k = 0; k < c; k++) pivot -= l[at(c, k)]! ** 2;
      if (!(pivot > 0 && Number.isFinite(pivot))) return false;
      const root = Math.sqrt(pivot);
      l[at(c, c)] = root;
      for (let r = c + 1; r < TILE; r++) {
        let total = l[at(r, c)]!;
        for (let k = 0; k < c; k++) total -= l[at(r, k)]! * l[at(c, k)]!;
        l[at(r, c)] = total / root;
      }
    }
    return true;
  }

  #entry(row: number, column: number): number {
    return this.#panels[Math.floor(row / TILE) * TILE * this.#padded + TILE * column + (row % TILE)]!;
  }
}
