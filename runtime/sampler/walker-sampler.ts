/**
 * Walkers on the computing threads, moved by any kind of move.
 */
import type { Engine } from '../engine/engine.ts';
import type { Sampler } from '../experiment.ts';
import type { RandomState, RandomStream } from '../random/stream.ts';
import { type BlockSession, compileForWalkers, putBlock, runBlocks } from '../train/blocks.ts';
import type { Density } from './density.ts';
import { MOVES, type MoveKind } from './moves.ts';

/** Most moves unrolled in one graph; more are done by running it again. */
const MOST_UNROLLED = 16;

export interface SamplerState {
  readonly walkers: Float32Array;
  readonly ages: Float64Array;
  readonly width: number;
}

/** Walkers that follow the density as its parameters change. */
export class WalkerSampler {
  readonly #session: BlockSession;
  readonly #dimension: number;
  readonly #spec: Sampler;
  readonly #moves: number;
  readonly #random: RandomStream;
  /** Random numbers of each block, [moves, block, D] and [moves, block], in memory that computing threads see. */
  readonly #numbers: readonly { proposals: Float32Array; thresholds: Float32Array }[];
  /** Random numbers of one move of all walkers, [walkers, D]. */
  readonly #scratch: Float32Array;
  /** Random numbers drawn ahead: for how many moves, and the stream's state before. */
  #drawn: { moves: number; before: RandomState } | null = null;
  /** [walkers, D], row-major. */
  walkers: Float32Array;
  /** Scale of the proposal. */
  width: number;
  /** Sweeps since each walker last moved; infinite where W is 0, since all moves are alike there and none leads back. */
  ages: Float64Array;

  private constructor(
    session: BlockSession,
    spec: Sampler,
    dimension: number,
    moves: number,
    random: RandomStream,
    walkers: Float32Array,
  ) {
    this.#session = session;
    this.#spec = spec;
    this.#dimension = dimension;
    this.#moves = moves;
    this.#random = random;
    this.walkers = walkers;
    this.width = moveKind(spec).width(spec);
    const { count, size } = session.plan;
    this.#scratch = new Float32Array(walkers.length);
    this.#numbers = Array.from({ length: count }, () => ({
      proposals: sharedArray(moves * size * dimension),
      thresholds: sharedArray(moves * size),
    }));
    this.ages = new Float64Array(walkers.length / dimension);
  }

  /**
   * @param walkers where they start, [walkers, D]
   * @param usual how many sweeps are done at a time, mostly
   */
  static async create(
    engine: Engine,
    density: Density,
    spec: Sampler,
    dimension: number,
    random: RandomStream,
    walkers: Float32Array,
    usual: number,
  ): Promise<WalkerSampler> {
    const moves = Math.min(usual, MOST_UNROLLED);
    const session = await compileForWalkers(engine, walkers.length / dimension, (block) =>
      moveKind(spec).graph(density, block, dimension, moves),
    );
    return new WalkerSampler(session, spec, dimension, moves, random, walkers);
  }

  /**
   * Moves every walker `sweeps` times.
   * @returns the fraction of accepted moves
   */
  async advance(parameters: Record<string, Float32Array>, sweeps: number): Promise<number> {
    let accepted = 0;
    for (let done = 0; done < sweeps; done += this.#moves)
      accepted += await this.#run(parameters, Math.min(this.#moves, sweeps - done));
    return sweeps === 0 ? Number.NaN : accepted / (sweeps * this.#session.plan.walkers);
  }

  /**
   * Draws the random numbers of the next `advance` now, while engines are busy with something else.
   * The run is the same with or without it; `randomState` and `withdraw` do not count numbers drawn ahead as used.
   */
  drawAhead(sweeps: number): void {
    if (!this.#drawn) this.#draw(Math.min(this.#moves, sweeps));
  }

  /** State of the random stream as it is after all moves done. */
  get randomState(): RandomState {
    return this.#drawn?.before ?? this.#random.state;
  }

  /** Gives numbers drawn ahead back to the stream. */
  withdraw(): void {
    if (this.#drawn) this.#random.restore(this.#drawn.before);
    this.#drawn = null;
  }

  /** Moves the width towards the acceptance asked for; between steps only, so that each batch comes from one chain. */
  adapt(acceptance: number): void {
    const aim = this.#spec.acceptance;
    if (aim === null || Number.isNaN(acceptance)) return;
    this.width *= Math.min(1.5, Math.max(0.5, acceptance / aim));
  }

  /** Where the walkers are and how they move, for `goBack`; random numbers are not part of it. */
  get state(): SamplerState {
    return { walkers: this.walkers, ages: this.ages, width: this.width };
  }

  goBack({ walkers, ages, width }: SamplerState): void {
    this.walkers = walkers;
    this.ages = ages;
    this.width = width;
  }

  /**
   * Puts walkers that have not moved for more than `age` sweeps, or are where W is 0, where others are, chosen at random.
   * @returns how many there were; 0 also where none is left to copy
   */
  renew(age: number): number {
    if (!this.ages.some((since) => since > age)) return 0;
    const old = [...this.ages.keys()].filter((walker) => this.ages[walker]! > age);
    const others = [...this.ages.keys()].filter((walker) => this.ages[walker]! <= age);
    if (others.length === 0) return 0;
    this.withdraw();
    const walkers = this.walkers.slice();
    const ages = this.ages.slice();
    for (const walker of old) {
      const other = others[this.#random.integer(others.length)]! * this.#dimension;
      walkers.set(this.walkers.subarray(other, other + this.#dimension), walker * this.#dimension);
      ages[walker] = 0;
    }
    this.walkers = walkers;
    this.ages = ages;
    return old.length;
  }

  /** Frees the engine's session; the walkers stay. */
  dispose(): Promise<void> {
    return this.#session.session.dispose();
  }

  #draw(moves: number): void {
    this.#drawn = { moves, before: this.#random.state };
    const thresholds = this.#scratch.subarray(0, this.#session.plan.walkers);
    for (let move = 0; move < moves; move++) {
      moveKind(this.#spec).fill(this.#spec, this.#random, this.#scratch);
      this.#deal('proposals', this.#scratch, this.#dimension, move);
      this.#random.fillUniform(thresholds, 0, 1);
      this.#deal('thresholds', thresholds, 1, move);
    }
  }

  /** Puts the numbers of one move of all walkers into their blocks. */
  #deal(name: 'proposals' | 'thresholds', values: Float32Array, perWalker: number, move: number): void {
    const { plan } = this.#session;
    this.#numbers.forEach((numbers, block) => {
      const start = block * plan.size;
      const part = values.subarray(start * perWalker, Math.min(start + plan.size, plan.walkers) * perWalker);
      numbers[name].set(part, move * plan.size * perWalker);
    });
  }

  /** Runs the graph once; beyond `active` moves, thresholds of infinity let nothing be accepted. */
  async #run(parameters: Record<string, Float32Array>, active: number): Promise<number> {
    if (this.#drawn?.moves !== active) {
      this.withdraw();
      this.#draw(active);
    }
    this.#drawn = null;
    const { size } = this.#session.plan;
    for (const { thresholds } of this.#numbers) thresholds.fill(Number.POSITIVE_INFINITY, active * size);

    const { plan } = this.#session;
    const dimension = this.#dimension;
    const shared = { ...parameters, width: new Float32Array([this.width]) };
    const results = await runBlocks(this.#session, shared, (take, start) => ({
      walkers: take(this.walkers, dimension),
      ...this.#numbers[start / plan.size]!,
    }));
    const walkers = new Float32Array(this.walkers.length);
    const counts = new Float32Array(plan.walkers);
    const logDensity = new Float32Array(plan.walkers);
    results.forEach((result, index) => {
      putBlock(walkers, dimension, plan, index, result.moved!);
      putBlock(counts, 1, plan, index, result.accepted!);
      putBlock(logDensity, 1, plan, index, result.logDensity!);
    });
    this.walkers = walkers;
    const ages = new Float64Array(counts.length);
    let accepted = 0;
    for (let walker = 0; walker < counts.length; walker++) {
      accepted += counts[walker]!;
      const unmoved = counts[walker]! > 0 ? 0 : this.ages[walker]! + active;
      ages[walker] = logDensity[walker] === Number.NEGATIVE_INFINITY ? Number.POSITIVE_INFINITY : unmoved;
    }
    this.ages = ages;
    return accepted;
  }
}

const moveKind = (spec: Sampler) => MOVES[spec.kind] as MoveKind;

const sharedArray = (length: number) => new Float32Array(new SharedArrayBuffer(4 * length));
