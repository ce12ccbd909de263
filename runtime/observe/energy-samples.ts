/**
 * What each walker says of the energies, for the statistics of the evaluation.
 */
import type { AnsatzModel } from '../ansatz/ansatz.ts';
import type { Engine } from '../engine/engine.ts';
import { type Experiment, walkerDimension } from '../experiment.ts';
import { applyHamiltonian, localEnergy } from '../hamiltonian/local-energy.ts';
import {
  divide,
  finishGraph,
  type Graph,
  GraphBuilder,
  input,
  mean,
  multiply,
  square,
  subtract,
  type Tensor,
} from '../tensor/index.ts';
import { type BlockSession, compileForWalkers, putBlock, runBlocks } from '../train/blocks.ts';

/** One array of a number per walker for each state. With W = mean_m ψ_m² (one state: W = ψ²): */
export interface EnergySample {
  /** ψ_m²/W. */
  norms: Float32Array[];
  /** ψ_m (H − shift_m)ψ_m/W. */
  excess: Float32Array[];
  /** ((H − shift_m)ψ_m)²/W. */
  squares: Float32Array[];
  /** ψ_m H_t ψ_m/W of each term t of the Hamiltonian: [term][state]. */
  terms: Float32Array[][];
}

const termName = (index: number) => `term${index}`;

function sampleGraph(experiment: Experiment, ansatz: AnsatzModel, block: number): Graph {
  const builder = new GraphBuilder();
  const { states, hamiltonian } = experiment;
  const walkers = input(builder, 'walkers', [block, walkerDimension(hamiltonian.space)]);
  const shift = input(builder, 'shift', [1, states]);
  if (states === 1) {
    const { energy, terms } = localEnergy(experiment, ansatz, builder, walkers);
    const excess = subtract(energy, shift);
    return finishGraph({ excess, squares: square(excess), ...named(terms) });
  }
  const { psi, hPsi, terms } = applyHamiltonian(experiment, ansatz, builder, walkers);
  const density = mean(square(psi), [1], true);
  const excess = subtract(hPsi, multiply(shift, psi));
  return finishGraph({
    norms: divide(square(psi), density),
    excess: divide(multiply(psi, excess), density),
    squares: divide(square(excess), density),
    ...named(terms.map((term) => divide(multiply(psi, term), density))),
  });
}

function named(terms: readonly Tensor[]): Record<string, Tensor> {
  return Object.fromEntries(terms.map((term, t) => [termName(t), term]));
}

/** Measures samples of the size that it was made for. */
export class EnergySampler {
  readonly #session: BlockSession;
  readonly #experiment: Experiment;
  readonly #shift: Float32Array;

  private constructor(session: BlockSession, experiment: Experiment, shift: Float32Array) {
    this.#session = session;
    this.#experiment = experiment;
    this.#shift = shift;
  }

  /** @param shift energies by which H is shifted, so that float32 loses nothing to cancellation */
  static async create(
    engine: Engine,
    experiment: Experiment,
    ansatz: AnsatzModel,
    walkers: number,
    shift: Float32Array,
  ): Promise<EnergySampler> {
    const session = await compileForWalkers(engine, walkers, (block) => sampleGraph(experiment, ansatz, block));
    return new EnergySampler(session, experiment, Float32Array.from(shift));
  }

  /** Energies that H is shifted by. */
  get shift(): ArrayLike<number> {
    return this.#shift;
  }

  async measure(parameters: Record<string, Float32Array>, walkers: Float32Array): Promise<EnergySample> {
    const { states, hamiltonian } = this.#experiment;
    const { plan } = this.#session;
    const shared = { ...parameters, shift: this.#shift };
    const results = await runBlocks(this.#session, shared, (take) => ({
      walkers: take(walkers, walkerDimension(hamiltonian.space)),
    }));
    const columns = (output: string): Float32Array[] => {
      const all = new Float32Array(plan.walkers * states);
      results.forEach((block, index) => {
        putBlock(all, states, plan, index, block[output]!);
      });
      return Array.from({ length: states }, (_, m) =>
        Float32Array.from({ length: plan.walkers }, (__, w) => all[w * states + m]!),
      );
    };
    return {
      norms: states === 1 ? [new Float32Array(plan.walkers).fill(1)] : columns('norms'),
      excess: columns('excess'),
      squares: columns('squares'),
      terms: hamiltonian.terms.map((_, t) => columns(termName(t))),
    };
  }

  /** Frees the engine's session. */
  dispose(): Promise<void> {
    return this.#session.session.dispose();
  }
}
