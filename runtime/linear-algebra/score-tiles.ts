/**
 * Scores of float64 in tiles of walkers, with products on all threads of an engine.
 *
 * The tiles lie in memory that threads share, so that a product of two of them copies neither. Sums over many walkers or
 * parameters are what float32 would spoil: OOᵀ has eigenvalues from below 10⁻⁴ to above 10², and the small ones matter.
 */
import type { Engine, Session } from '../engine/engine.ts';
import type { Graph } from '../tensor/index.ts';
import { covarianceGraph, gramGraph, names, type TileShape, timesGraph, transposeGraph } from './score-graphs.ts';
import type { OuterPart, ScorePart } from './score-layout.ts';
import type { ScoreMatrix } from './score-matrix.ts';

/** Walkers of a tile: pairs of such tiles keep several threads busy and are large enough for fast products. */
const TILE_WALKERS = 128;

type Arrays = Record<string, Float64Array>;

const GRAPHS = {
  gram: gramGraph,
  times: timesGraph,
  transpose: transposeGraph,
  covariance: covarianceGraph,
} satisfies Record<string, (shape: TileShape) => Graph>;

export class ScoreTiles implements ScoreMatrix {
  readonly walkers: number;
  readonly parameters: number;
  readonly #engine: Engine;
  readonly #plain: readonly { at: number; size: number; column: number }[];
  readonly #outer: readonly OuterPart[];
  readonly #shape: TileShape;
  /** By name; rows of walkers beyond the last one are zero. */
  readonly #tiles: readonly Arrays[];
  readonly #sessions = new Map<keyof typeof GRAPHS, Promise<Session>>();

  /**
   * @param engine for products in float64
   * @param parts of the columns; columns that no part has are zero
   */
  constructor(engine: Engine, walkers: number, parameters: number, parts: readonly ScorePart[]) {
    this.walkers = walkers;
    this.parameters = parameters;
    this.#engine = engine;
    let plain = 0;
    this.#plain = parts.flatMap((part) => {
      if (part.kind !== 'plain') return [];
      const column = plain;
      plain += part.size;
      return [{ at: part.at, size: part.size, column }];
    });
    this.#outer = parts.filter((part) => part.kind === 'outer');
    this.#shape = { walkers: Math.min(TILE_WALKERS, walkers), plain, outer: this.#outer };
    this.#tiles = Array.from({ length: Math.ceil(walkers / this.#shape.walkers) }, () => emptyTile(this.#shape));
  }

  /** The plain columns of a walker, part after part, to be written in place. */
  plain(walker: number): Float64Array {
    return this.#of(walker, names().plain, this.#shape.plain);
  }

  /** The factors of a walker's term in the outer part of this index, to be written in place. */
  outer(walker: number, index: number, term: number): { left: Float64Array; right: Float64Array } {
    const { rows, columns } = this.#outer[index]!;
    return {
      left: this.#of(walker, names().left(index), rows, term),
      right: this.#of(walker, names().right(index), columns, term),
    };
  }

  async times(v: Float64Array): Promise<Float64Array> {
    const shared: Arrays = {};
    if (this.#plain.length > 0) shared.v = new Float64Array(this.#shape.plain);
    for (const { at, size, column } of this.#plain) shared.v!.set(v.subarray(at, at + size), column);
    this.#outer.forEach(({ at, rows, columns }, i) => {
      shared[`v${i}`] = v.slice(at, at + rows * columns);
    });
    const blocks = await (await this.#session('times')).run(shared, this.#tiles);
    const total = new Float64Array(this.walkers);
    blocks.forEach(({ product }, i) => {
      const at = i * this.#shape.walkers;
      total.set(product!.subarray(0, this.walkers - at), at);
    });
    return total;
  }

  async transposeTimes(a: Float64Array): Promise<Float64Array> {
    const blocks = await (await this.#session('transpose')).run({}, this.#with(a));
    const total = new Float64Array(this.parameters);
    // In the order of the tiles, whatever thread was first.
    for (const block of blocks) {
      for (const { at, size, column } of this.#plain) addTo(total, at, block.columns!.subarray(column, column + size));
      this.#outer.forEach(({ at }, i) => {
        addTo(total, at, block[`outer${i}`]!);
      });
    }
    return total;
  }

  async gram(): Promise<Float64Array> {
    const session = await this.#session('gram');
    const pairs = this.#tiles.flatMap((_, i) => this.#tiles.slice(0, i + 1).map((__, j) => [i, j] as const));
    const blocks = await session.run(
      {},
      pairs.map(([i, j]) => ({ ...prefixed(this.#tiles[i]!, 'a '), ...prefixed(this.#tiles[j]!, 'b ') })),
    );
    const total = new Float64Array(this.walkers ** 2);
    pairs.forEach(([i, j], index) => {
      this.#putPair(total, i * this.#shape.walkers, j * this.#shape.walkers, blocks[index]!.product!);
    });
    return total;
  }

  async covariance(weights: Float64Array): Promise<Float64Array> {
    if (this.#outer.length > 0 || this.#shape.plain !== this.parameters)
      throw new Error('the covariance of scores needs all of their columns');
    const session = await this.#session('covariance');
    const total = new Float64Array(this.parameters ** 2);
    for (const { product } of await session.run({}, this.#with(weights))) addTo(total, 0, product!);
    return total;
  }

  /** Frees the engine's sessions. */
  async dispose(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map(async (session) => (await session).dispose()));
  }

  #session(kind: keyof typeof GRAPHS): Promise<Session> {
    const known = this.#sessions.get(kind) ?? this.#engine.compile(GRAPHS[kind](this.#shape), 'float64');
    this.#sessions.set(kind, known);
    return known;
  }

  /** The tiles with a number `a` for each walker. */
  #with(a: Float64Array): Arrays[] {
    const { walkers } = this.#shape;
    return this.#tiles.map((tile, i) => {
      const part = new Float64Array(walkers);
      part.set(a.subarray(i * walkers, (i + 1) * walkers));
      return { ...tile, a: part };
    });
  }

  /** What a walker has of an array with `size` values for each walker and term. */
  #of(walker: number, name: string, size: number, term = 0): Float64Array {
    const { walkers } = this.#shape;
    const at = (term * walkers + (walker % walkers)) * size;
    return this.#tiles[Math.floor(walker / walkers)]![name]!.subarray(at, at + size);
  }

  /** Puts the product of two tiles, and its mirror image, where their walkers meet. */
  #putPair(total: Float64Array, top: number, left: number, values: ArrayLike<number>): void {
    const { walkers } = this.#shape;
    const rows = Math.min(walkers, this.walkers - top);
    const columns = Math.min(walkers, this.walkers - left);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        const value = values[i * walkers + j]!;
        total[(top + i) * this.walkers + left + j] = value;
        total[(left + j) * this.walkers + top + i] = value;
      }
  }
}

function emptyTile({ walkers, plain, outer }: TileShape): Arrays {
  const shared = (length: number) => new Float64Array(new SharedArrayBuffer(8 * length));
  const { plain: plainName, left, right } = names();
  const tile: Arrays = plain > 0 ? { [plainName]: shared(walkers * plain) } : {};
  outer.forEach(({ terms, rows, columns }, i) => {
    tile[left(i)] = shared(walkers * terms * rows);
    tile[right(i)] = shared(walkers * terms * columns);
  });
  return tile;
}

function prefixed(tile: Arrays, prefix: string): Arrays {
  return Object.fromEntries(Object.entries(tile).map(([name, values]) => [prefix + name, values]));
}

/** total[at …] += values */
function addTo(total: Float64Array, at: number, values: ArrayLike<number>): void {
  for (let k = 0; k < values.length; k++) total[at + k]! += values[k]!;
}
