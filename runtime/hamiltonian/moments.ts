/**
 * Moments of H in the states of the ansatz, from walkers of W = mean_m ψ_m² (one state: W = ψ²).
 */
import type { AnsatzModel } from '../ansatz/ansatz.ts';
import type { Engine } from '../engine/engine.ts';
import { type Experiment, walkerDimension } from '../experiment.ts';
import type { Density } from '../sampler/density.ts';
import {
  constant,
  divide,
  finishGraph,
  type Graph,
  GraphBuilder,
  input,
  matmul,
  mean,
  multiply,
  square,
  subtract,
  sum,
  type Tensor,
  transpose,
} from '../tensor/index.ts';
import { type BlockSession, compileForWalkers, runBlocks, takeMask } from '../train/blocks.ts';
import { applyHamiltonian, localEnergy } from './local-energy.ts';

/** Sample density of all states together: W = (1/M) Σ_m ψ_m² [B, 1]; of one state ln W = 2 ln|ψ|. */
export function averageDensity(ansatz: AnsatzModel): Density {
  if (ansatz.states === 1)
    return {
      logarithmic: true,
      at: (builder, walkers) => multiply(constant(builder, 2), ansatz.logPsi(builder, walkers).log),
    };
  return { logarithmic: false, at: (builder, walkers) => mean(square(ansatz.psi(builder, walkers)), [1], true) };
}

/** Averages over the walkers, each sampled from W, in float64. */
export interface Moments {
  /** n_m = ⟨ψ_m²/W⟩. */
  norms: Float64Array;
  /** ⟨ψ_i ψ_j/W⟩, [M, M]. */
  overlaps: Float64Array;
  /** E_m = ⟨ψ_m Hψ_m/W⟩ / n_m. */
  energies: Float64Array;
  /** σ²_m = ⟨((H − E_m)ψ_m)²/W⟩ / n_m: the variance of the local energy, and the residual of Hψ = Eψ. */
  variances: Float64Array;
  /** ⟨ψ_m (H − shift_m)ψ_m/W⟩: with `norms`, the ratio whose error the evaluation estimates. */
  shifted: Float64Array;
  /** Local energies Hψ/ψ of each walker, for one state only. */
  local: Float32Array | null;
  /** Importance weights of the walkers, of mean 1; null where all count the same. */
  weights: Float64Array | null;
}

/** Inputs of the sums over a block. */
interface SumInputs {
  readonly walkers: Tensor;
  /** The weight of each walker [B, 1]. */
  readonly mask: Tensor;
  /** Energies by which H is shifted [1, M]: the sums then stay small near eigenstates, and float32 loses nothing to cancellation. */
  readonly shift: Tensor;
}

/** The sums that `MomentsEstimator` makes averages of, as outputs of a graph. */
export function momentSums(
  experiment: Experiment,
  ansatz: AnsatzModel,
  { walkers, mask, shift }: SumInputs,
): Record<string, Tensor> {
  const { builder } = walkers;
  if (experiment.states === 1) {
    const { energy: local } = localEnergy(experiment, ansatz, builder, walkers);
    const excess = subtract(local, shift);
    const weighted = multiply(mask, excess);
    return {
      overlaps: sum(mask, [0], true),
      shifted: sum(weighted, [0]),
      squares: sum(multiply(weighted, excess), [0]),
      local,
    };
  }
  const { psi, hPsi } = applyHamiltonian(experiment, ansatz, builder, walkers);
  const weight = divide(mask, mean(square(psi), [1], true));
  const excess = subtract(hPsi, multiply(shift, psi));
  const weighted = multiply(weight, psi);
  return {
    overlaps: matmul(transpose(weighted, [1, 0]), psi),
    shifted: sum(multiply(weighted, excess), [0]),
    squares: sum(multiply(weight, square(excess)), [0]),
  };
}

/** The inputs of the sums over one block. */
export function sumInputs(builder: GraphBuilder, { states, hamiltonian }: Experiment, block: number): SumInputs {
  return {
    walkers: input(builder, 'walkers', [block, walkerDimension(hamiltonian.space)]),
    mask: input(builder, 'mask', [block, 1]),
    shift: input(builder, 'shift', [1, states]),
  };
}

/** Sums over one block. */
export function momentsGraph(experiment: Experiment, ansatz: AnsatzModel, block: number): Graph {
  return finishGraph(momentSums(experiment, ansatz, sumInputs(new GraphBuilder(), experiment, block)));
}

/** Measures moments for any set of walkers of the size that it was made for. */
export class MomentsEstimator {
  readonly #session: BlockSession;
  readonly #states: number;
  readonly #dimension: number;
  /** Energies by which H is shifted: the latest estimates. */
  #shift: Float32Array;

  private constructor(session: BlockSession, states: number, dimension: number) {
    this.#session = session;
    this.#states = states;
    this.#dimension = dimension;
    this.#shift = new Float32Array(states);
  }

  static async create(engine: Engine, experiment: Experiment, ansatz: AnsatzModel, walkers: number) {
    const session = await compileForWalkers(engine, walkers, (block) => momentsGraph(experiment, ansatz, block));
    return new MomentsEstimator(session, experiment.states, walkerDimension(experiment.hamiltonian.space));
  }

  /** The energies that H is shifted by: part of a run's state, since the rounding depends on them. */
  get shift(): Float32Array {
    return this.#shift;
  }

  /** Sets the shift; it changes no average, only its rounding. */
  shiftTo(energies: ArrayLike<number>): void {
    this.#shift = Float32Array.from(energies, (e) => (Number.isFinite(e) ? e : 0));
  }

  /** Frees the engine's session. */
  dispose(): Promise<void> {
    return this.#session.session.dispose();
  }

  /**
   * @param weights importance weights of mean 1, where the walkers were drawn from another density
   * @param session another that gives the sums of `momentsGraph`, for one that computes something else besides
   */
  async measure(
    parameters: Record<string, Float32Array>,
    walkers: Float32Array,
    weights: Float64Array | null = null,
    session: BlockSession = this.#session,
  ): Promise<Moments> {
    const { plan } = session;
    const states = this.#states;
    const results = await runBlocks(session, { ...parameters, shift: this.#shift }, (take, start) => ({
      walkers: take(walkers, this.#dimension),
      mask: takeMask(plan, start, weights),
    }));
    const overlaps = new Float64Array(states * states);
    const shifted = new Float64Array(states);
    const squares = new Float64Array(states);
    const local = states === 1 ? new Float32Array(plan.size * plan.count) : null;
    results.forEach((block, index) => {
      accumulate(overlaps, block.overlaps!, plan.walkers);
      accumulate(shifted, block.shifted!, plan.walkers);
      accumulate(squares, block.squares!, plan.walkers);
      local?.set(block.local as Float32Array, index * plan.size);
    });
    const norms = Float64Array.from({ length: states }, (_, m) => overlaps[m * states + m]!);
    const excess = Float64Array.from(norms, (n, m) => shifted[m]! / n);
    return {
      norms,
      overlaps,
      energies: excess.map((e, m) => e + this.#shift[m]!),
      variances: Float64Array.from(norms, (n, m) => Math.max(0, squares[m]! / n - excess[m]! ** 2)),
      shifted,
      local: local?.subarray(0, plan.walkers) ?? null,
      weights,
    };
  }
}

/** total += values / walkers, in float64. */
function accumulate(total: Float64Array, values: Float32Array | Float64Array, walkers: number): void {
  for (let i = 0; i < total.length; i++) total[i]! += values[i]! / walkers;
}
