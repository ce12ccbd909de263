/**
 * Metropolis sampling of an unnormalised density by walkers (Metropolis et al., J. Chem. Phys. 21, 1087 (1953)).
 */
import type { Engine } from '../engine/engine.ts';
import type { Sampler } from '../experiment.ts';
import type { RandomState, RandomStream } from '../random/stream.ts';
import {
  add,
  finishGraph,
  type Graph,
  GraphBuilder,
  input,
  lessEqual,
  log,
  multiply,
  reshape,
  slice,
  type Tensor,
  where,
} from '../tensor/index.ts';
import { type BlockSession, compileForWalkers, putBlock, runBlocks } from '../train/blocks.ts';

/** W(x) ≥ 0 up to a constant, [B, 1], at walkers [B, D]; or its logarithm, where W itself may leave the range of numbers. */
export interface Density {
  readonly logarithmic: boolean;
  at(builder: GraphBuilder, walkers: Tensor): Tensor;
}

/** Most moves unrolled in one graph; more are done by running it again. */
const MOST_UNROLLED = 16;

/**
 * `moves` Metropolis moves of a block: x′ = x + width·ξ, accepted if u·W(x) ≤ W(x′), or ln u + ln W(x) ≤ ln W(x′).
 * Written without a quotient, so that a walker where W is zero moves on instead of dividing by zero.
 */
export function metropolisGraph(density: Density, block: number, dimension: number, moves: number): Graph {
  const builder = new GraphBuilder();
  const proposals = input(builder, 'proposals', [moves, block, dimension]);
  const thresholds = input(builder, 'thresholds', [moves, block, 1]);
  const width = input(builder, 'width', [1, 1]);
  let walkers = input(builder, 'walkers', [block, dimension]);
  let weight = density.at(builder, walkers);
  let accepted: Tensor | undefined;
  for (let move = 0; move < moves; move++) {
    const direction = reshape(slice(proposals, 0, move, 1), [block, dimension]);
    const threshold = reshape(slice(thresholds, 0, move, 1), [block, 1]);
    const proposed = add(walkers, multiply(width, direction));
    const proposedWeight = density.at(builder, proposed);
    const required = density.logarithmic ? add(log(threshold), weight) : multiply(threshold, weight);
    const accept = lessEqual(required, proposedWeight);
    walkers = where(accept, proposed, walkers);
    weight = where(accept, proposedWeight, weight);
    accepted = accepted ? add(accepted, accept) : accept;
  }
  return finishGraph({ moved: walkers, accepted: accepted! });
}

/** A sampler's settings with everything decided that `auto` leaves open. */
export type MetropolisSettings = Omit<Extract<Sampler, { kind: 'metropolis' }>, 'sweeps'> & { sweeps: number };

/** Walkers that follow the density as its parameters change. */
export class MetropolisSampler {
  readonly #session: BlockSession;
  readonly #dimension: number;
  readonly #spec: MetropolisSettings;
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
  /** Sweeps since each walker last moved. */
  ages: Float64Array;

  private constructor(
    session: BlockSession,
    spec: MetropolisSettings,
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
    this.width = spec.proposal.width;
    const { count, size } = session.plan;
    this.#scratch = new Float32Array(walkers.length);
    this.#numbers = Array.from({ length: count }, () => ({
      proposals: sharedArray(moves * size * dimension),
      thresholds: sharedArray(moves * size),
    }));
    this.ages = new Float64Array(walkers.length / dimension);
  }

  /** @param walkers where they start, [walkers, D] */
  static async create(
    engine: Engine,
    density: Density,
    spec: MetropolisSettings,
    dimension: number,
    random: RandomStream,
    walkers: Float32Array,
  ): Promise<MetropolisSampler> {
    const moves = Math.min(spec.sweeps, MOST_UNROLLED);
    const session = await compileForWalkers(engine, walkers.length / dimension, (block) =>
      metropolisGraph(density, block, dimension, moves),
    );
    return new MetropolisSampler(session, spec, dimension, moves, random, walkers);
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

  /** Frees the engine's session; the walkers stay. */
  dispose(): Promise<void> {
    return this.#session.session.dispose();
  }

  #draw(moves: number): void {
    this.#drawn = { moves, before: this.#random.state };
    const thresholds = this.#scratch.subarray(0, this.#session.plan.walkers);
    for (let move = 0; move < moves; move++) {
      if (this.#spec.proposal.kind === 'uniform') this.#random.fillUniform(this.#scratch, -1, 1);
      else this.#random.fillNormal(this.#scratch, 1);
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
    results.forEach((result, index) => {
      putBlock(walkers, dimension, plan, index, result.moved!);
      putBlock(counts, 1, plan, index, result.accepted!);
    });
    this.walkers = walkers;
    this.ages = this.ages.map((age, walker) => (counts[walker]! > 0 ? 0 : age + active));
    return counts.reduce((total, value) => total + value, 0);
  }
}

const sharedArray = (length: number) => new Float32Array(new SharedArrayBuffer(4 * length));

/** First positions [walkers, D]: uniform in a cube of side `size`, or a normal cloud of width `size`, centred at 0. */
export function startWalkers(spec: Sampler, dimension: number, random: RandomStream): Float32Array {
  const walkers = new Float32Array(spec.walkers * dimension);
  if (spec.start.kind === 'cube') random.fillUniform(walkers, -spec.start.size / 2, spec.start.size / 2);
  else random.fillNormal(walkers, spec.start.size);
  return walkers;
}
