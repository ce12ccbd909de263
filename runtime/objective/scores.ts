/**
 * Scores: the derivatives of ln|ψ| by the parameters, walker by walker. Natural gradients are made of them.
 */
import type { AnsatzModel } from '../ansatz/ansatz.ts';
import { type ParameterSpec, parameterCount, sizeOf } from '../ansatz/parameters.ts';
import type { Engine } from '../engine/engine.ts';
import { type Experiment, walkerDimension } from '../experiment.ts';
import { TiledMatrix } from '../linear-algebra/tiled-matrix.ts';
import { abs, finishGraph, type Graph, GraphBuilder, gradientPerWalker, input, log } from '../tensor/index.ts';
import { type BlockSession, compileForWalkers, runBlocks } from '../train/blocks.ts';

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
  const logPsi = log(abs(ansatz.psi(builder, walkers)));
  const parameters = trainable.map((spec) => input(builder, spec.name, spec.shape));
  const scores = gradientPerWalker(logPsi, walkers, parameters);
  return finishGraph(Object.fromEntries(trainable.map(({ name }, i) => [scoreName(name), scores[i]!])));
}

/** Computes the scores of one batch after another, for batches of the size that it was made for. */
export class ScoreEstimator {
  readonly #session: BlockSession;
  readonly #trainable: readonly ParameterSpec[];
  readonly #matrix: TiledMatrix;
  readonly #dimension: number;

  private constructor(
    session: BlockSession,
    matrix: TiledMatrix,
    trainable: readonly ParameterSpec[],
    dimension: number,
  ) {
    this.#session = session;
    this.#matrix = matrix;
    this.#trainable = trainable;
    this.#dimension = dimension;
  }

  /** @param solver where products of scores are done, in float64 */
  static async create(
    engine: Engine,
    solver: Engine,
    experiment: Experiment,
    ansatz: AnsatzModel,
    trainable: readonly ParameterSpec[],
    walkers: number,
  ): Promise<ScoreEstimator> {
    const session = await compileForWalkers(engine, walkers, (block) =>
      scoreGraph(experiment, ansatz, trainable, block),
    );
    const matrix = new TiledMatrix(solver, walkers, parameterCount(trainable));
    return new ScoreEstimator(session, matrix, trainable, walkerDimension(experiment.hamiltonian.space));
  }

  /** The scores at these walkers; they hold until the next call. */
  async measure(parameters: Record<string, Float32Array>, walkers: Float32Array): Promise<TiledMatrix> {
    const { plan } = this.#session;
    const blocks = await runBlocks(this.#session, parameters, (take) => ({ walkers: take(walkers, this.#dimension) }));
    for (let b = 0; b < plan.walkers; b++) {
      const row = this.#matrix.row(b);
      const block = blocks[Math.floor(b / plan.size)]!;
      let offset = 0;
      for (const { name, shape } of this.#trainable) {
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
    await Promise.all([this.#session.session.dispose(), this.#matrix.dispose()]);
  }
}
