/**
 * ln W of each walker, the density that walkers follow.
 */
import type { Engine } from '../engine/engine.ts';
import { finishGraph, type Graph, GraphBuilder, input, log } from '../tensor/index.ts';
import { type BlockSession, compileForWalkers, putBlock, runBlocks } from '../train/blocks.ts';
import type { Density } from './density.ts';

export class LogDensity {
  readonly #session: BlockSession;
  readonly #dimension: number;

  private constructor(session: BlockSession, dimension: number) {
    this.#session = session;
    this.#dimension = dimension;
  }

  static async create(engine: Engine, density: Density, walkers: number, dimension: number): Promise<LogDensity> {
    const session = await compileForWalkers(engine, walkers, (block) => logDensityGraph(density, block, dimension));
    return new LogDensity(session, dimension);
  }

  /** One number per walker, up to a constant. */
  async measure(parameters: Record<string, Float32Array>, walkers: Float32Array): Promise<Float32Array> {
    const { plan } = this.#session;
    const results = await runBlocks(this.#session, parameters, (take) => ({ walkers: take(walkers, this.#dimension) }));
    const values = new Float32Array(plan.walkers);
    results.forEach((block, index) => {
      putBlock(values, 1, plan, index, block.logDensity!);
    });
    return values;
  }

  /** Frees the engine's session. */
  dispose(): Promise<void> {
    return this.#session.session.dispose();
  }
}

function logDensityGraph(density: Density, block: number, dimension: number): Graph {
  const builder = new GraphBuilder();
  const value = density.at(builder, input(builder, 'walkers', [block, dimension]));
  return finishGraph({ logDensity: density.logarithmic ? value : log(value) });
}
