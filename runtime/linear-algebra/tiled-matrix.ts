/**
 * A tall matrix of float64 in tiles of rows, with products on all threads of an engine.
 *
 * The tiles lie in memory that threads share, so that a product of two of them copies neither. Sums over many walkers or
 * parameters are what float32 would spoil: OOᵀ has eigenvalues from below 10⁻⁴ to above 10², and the small ones matter.
 */
import type { Engine, Feed, Session } from '../engine/engine.ts';
import { finishGraph, GraphBuilder, input, matmul } from '../tensor/index.ts';
import type { ScoreMatrix } from './score-matrix.ts';

/** Rows of a tile: pairs of such tiles keep several threads busy and are large enough for fast products. */
const TILE_ROWS = 128;

export class TiledMatrix implements ScoreMatrix {
  readonly walkers: number;
  readonly parameters: number;
  readonly #engine: Engine;
  readonly #tileRows: number;
  /** Row-major; rows beyond the last one are zero. */
  readonly #tiles: readonly Float64Array[];
  #pairs: Promise<Session> | undefined;
  #squares: Promise<Session> | undefined;

  /** @param engine for products in float64 */
  constructor(engine: Engine, walkers: number, parameters: number) {
    this.walkers = walkers;
    this.parameters = parameters;
    this.#engine = engine;
    this.#tileRows = Math.min(TILE_ROWS, walkers);
    this.#tiles = Array.from(
      { length: Math.ceil(walkers / this.#tileRows) },
      () => new Float64Array(new SharedArrayBuffer(8 * this.#tileRows * parameters)),
    );
  }

  /** A row, to be written or read in place. */
  row(index: number): Float64Array {
    const at = (index % this.#tileRows) * this.parameters;
    return this.#tiles[Math.floor(index / this.#tileRows)]!.subarray(at, at + this.parameters);
  }

  times(v: Float64Array): Float64Array {
    return Float64Array.from({ length: this.walkers }, (_, b) => dot(this.row(b), v));
  }

  transposeTimes(a: Float64Array): Float64Array {
    const total = new Float64Array(this.parameters);
    for (let b = 0; b < this.walkers; b++) addMultiple(total, a[b]!, this.row(b));
    return total;
  }

  async gram(): Promise<Float64Array> {
    this.#pairs ??= this.#product([this.#tileRows, this.parameters], { transposeB: true });
    const session = await this.#pairs;
    const pairs = this.#tiles.flatMap((_, i) => this.#tiles.slice(0, i + 1).map((__, j) => [i, j] as const));
    const blocks = await session.run(
      {},
      pairs.map(([i, j]) => ({ a: this.#tiles[i]!, b: this.#tiles[j]! })),
    );
    const total = new Float64Array(this.walkers ** 2);
    pairs.forEach(([i, j], index) => {
      this.#putPair(total, i * this.#tileRows, j * this.#tileRows, blocks[index]!.product as Float64Array);
    });
    return total;
  }

  async covariance(): Promise<Float64Array> {
    this.#squares ??= this.#product([this.#tileRows, this.parameters], { transposeA: true });
    const session = await this.#squares;
    const feeds: Feed[] = this.#tiles.map((tile) => ({ a: tile, b: tile }));
    const total = new Float64Array(this.parameters ** 2);
    // In the order of the tiles, whatever thread was first.
    for (const { product } of await session.run({}, feeds)) addMultiple(total, 1, product as Float64Array);
    return total;
  }

  /** Frees the engine's sessions. */
  async dispose(): Promise<void> {
    await Promise.all([this.#pairs, this.#squares].map(async (session) => (await session)?.dispose()));
  }

  #product(shape: [number, number], transposition: { transposeA?: boolean; transposeB?: boolean }): Promise<Session> {
    const builder = new GraphBuilder();
    const product = matmul(input(builder, 'a', shape), input(builder, 'b', shape), transposition);
    return this.#engine.compile(finishGraph({ product }), 'float64');
  }

  /** Puts the product of two tiles, and its mirror image, where their rows meet. */
  #putPair(total: Float64Array, top: number, left: number, values: Float64Array): void {
    const rows = Math.min(this.#tileRows, this.walkers - top);
    const columns = Math.min(this.#tileRows, this.walkers - left);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        const value = values[i * this.#tileRows + j]!;
        total[(top + i) * this.walkers + left + j] = value;
        total[(left + j) * this.walkers + top + i] = value;
      }
  }
}

/** Σ_k a_k b_k, in four partial sums: a processor adds several numbers at a time. */
export function dot(a: Float64Array, b: Float64Array): number {
  let [s, t, u, v] = [0, 0, 0, 0];
  const whole = a.length - (a.length % 4);
  for (let k = 0; k < whole; k += 4) {
    s += a[k]! * b[k]!;
    t += a[k + 1]! * b[k + 1]!;
    u += a[k + 2]! * b[k + 2]!;
    v += a[k + 3]! * b[k + 3]!;
  }
  for (let k = whole; k < a.length; k++) s += a[k]! * b[k]!;
  return s + t + (u + v);
}

/** total += factor · values */
function addMultiple(total: Float64Array, factor: number, values: Float64Array): void {
  for (let k = 0; k < total.length; k++) total[k]! += factor * values[k]!;
}
