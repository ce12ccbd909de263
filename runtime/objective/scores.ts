/**
 * Scores: the derivatives of ln|ψ| by the parameters, walker by walker. Natural gradients are made of them.
 */
import type { AnsatzModel } from '../ansatz/ansatz.ts';
import { type ParameterSpec, sizeOf } from '../ansatz/parameters.ts';
import type { Trainable } from '../ansatz/trainable.ts';
import { type Engine, openEngine } from '../engine/index.ts';
import { type Experiment, walkerDimension } from '../experiment.ts';
import type { ScoreMatrix } from '../linear-algebra/score-matrix.ts';
import { TiledMatrix } from '../linear-algebra/tiled-matrix.ts';
import { finishGraph, type Graph, GraphBuilder, gradientPerWalker, input } from '../tensor/index.ts';
import { type BlockSession, compileForWalkers, runBlocks } from '../train/blocks.ts';
import type { ObjectiveContext } from './objective.ts';

const scoreName = (parameter: string) => `score of ${parameter}`;

/** Scores [block, n] of each of these parameters, and of no other. */
export function scoreGraph(
  experiment: Experiment,
  ansatz: AnsatzModel,
  trainable: readonly ParameterSpec[],
  block: number,
): Graph {
  const builder = new GraphBuilder();
  const walkers = input(builder, 'walkers', [block, walkerDimension(experiment.hamiltonian.space)]);
  const { log: logPsi } = ansatz.logPsi(builder, walkers);
  const parameters = trainable.map((spec) => input(builder, spec.name, spec.shape));
  const scores = gradientPerWalker(logPsi, walkers, parameters);
  return finishGraph(Object.fromEntries(trainable.map(({ name }, i) => [scoreName(name), scores[i]!])));
}

/** Computes the scores of one batch after another, for batches of the size that it was made for. */
export class ScoreEstimator {
  readonly #session: BlockSession;
  /** Names of the parameters that the scores depend on. */
  readonly #inputs: readonly string[];
  readonly #trainable: Trainable;
  readonly #matrix: TiledMatrix;
  readonly #dimension: number;
  /** Frees what the matrix uses. */
  readonly #release: () => Promise<void>;

  private constructor(
    session: BlockSession,
    inputs: readonly string[],
    trainable: Trainable,
    matrix: TiledMatrix,
    dimension: number,
    release: () => Promise<void>,
  ) {
    this.#session = session;
    this.#inputs = inputs;
    this.#trainable = trainable;
    this.#matrix = matrix;
    this.#dimension = dimension;
    this.#release = release;
  }

  static async create({ engine, experiment, ansatz, trainable, walkers }: ObjectiveContext): Promise<ScoreEstimator> {
    const build = (block: number) => scoreGraph(experiment, ansatz, trainable.specs, block);
    const inputs = Object.keys(build(2).inputs).filter((name) => name !== 'walkers');
    const session = await compileForWalkers(engine, walkers, build);
    // Products of scores are float64, which not every device has.
    const solver: Engine = engine.description.device === 'cpu' ? engine : await openEngine('cpu');
    const matrix = new TiledMatrix(solver, walkers, trainable.count);
    const release = async () => {
      await matrix.dispose();
      if (solver !== engine) await solver.dispose();
    };
    const dimension = walkerDimension(experiment.hamiltonian.space);
    return new ScoreEstimator(session, inputs, trainable, matrix, dimension, release);
  }

  /** The scores at these walkers; they hold until the next call. */
  async measure(parameters: Record<string, Float32Array>, walkers: Float32Array): Promise<ScoreMatrix> {
    const { plan } = this.#session;
    const shared = Object.fromEntries(this.#inputs.map((name) => [name, parameters[name]!]));
    const blocks = await runBlocks(this.#session, shared, (take) => ({ walkers: take(walkers, this.#dimension) }));
    for (let b = 0; b < plan.walkers; b++) {
      const row = this.#matrix.row(b);
      const block = blocks[Math.floor(b / plan.size)]!;
      let offset = 0;
      for (const { name, shape } of this.#trainable.specs) {
        const size = sizeOf(shape);
        const at = (b % plan.size) * size;
        row.set(block[scoreName(name)]!.subarray(at, at + size), offset);
        offset += size;
      }
    }
    return this.#matrix;
  }

  /** Frees the engines' sessions. */
  async dispose(): Promise<void> {
    await Promise.all([this.#session.session.dispose(), this.#release()]);
  }
}
