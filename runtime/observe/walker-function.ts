/**
 * A number of each walker that depends on its coordinates alone.
 */
import type { Engine } from '../engine/engine.ts';
import { finishGraph, GraphBuilder, input, type Tensor } from '../tensor/index.ts';
import { type BlockSession, compileForWalkers, putBlock, runBlocks } from '../train/blocks.ts';

export class WalkerFunction {
  readonly #session: BlockSession;
  readonly #dimension: number;

  private constructor(session: BlockSession, dimension: number) {
    this.#session = session;
    this.#dimension = dimension;
  }

  /** @param of the values [B, 1] at walkers [B, D] */
  static async create(
    engine: Engine,
    of: (walkers: Tensor) => Tensor,
    walkers: number,
    dimension: number,
  ): Promise<WalkerFunction> {
    const session = await compileForWalkers(engine, walkers, (block) =>
      finishGraph({ values: of(input(new GraphBuilder(), 'walkers', [block, dimension])) }),
    );
    return new WalkerFunction(session, dimension);
  }

  async measure(walkers: Float32Array): Promise<Float32Array> {
    const { plan } = this.#session;
    const results = await runBlocks(this.#session, {}, (take) => ({ walkers: take(walkers, this.#dimension) }));
    const values = new Float32Array(plan.walkers);
    results.forEach((block, index) => {
      putBlock(values, 1, plan, index, block.values!);
    });
    return values;
  }

  /** Frees the engine's session. */
  dispose(): Promise<void> {
    return this.#session.session.dispose();
  }
}
