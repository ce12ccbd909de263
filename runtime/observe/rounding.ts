/**
 * How much of the local energy is rounding: some walkers of the evaluation once more in float64.
 */
import type { AnsatzModel } from '../ansatz/ansatz.ts';
import { inFloat64 } from '../engine/float64-engine.ts';
import { type Engine, GraphNotSupported, openEngine } from '../engine/index.ts';
import { type Experiment, walkerDimension } from '../experiment.ts';
import { type EnergySample, EnergySampler } from './energy-samples.ts';

/** Walkers that are looked at: enough to tell a shift of a fifteenth of the rounding errors' spread. */
const WALKERS = 256;

export interface Rounding {
  /** Mean of the local energy as computed less that in float64, with one standard error. */
  readonly shift: number;
  readonly error: number;
  /** Which part of the local energy's variance is rounding. */
  readonly share: number;
}

/** Compares local energies of one state with float64. */
export class RoundingCheck {
  readonly #sampler: EnergySampler;
  readonly #walkers: number;
  readonly #dimension: number;
  readonly #release: () => Promise<void>;

  private constructor(sampler: EnergySampler, walkers: number, dimension: number, release: () => Promise<void>) {
    this.#sampler = sampler;
    this.#walkers = walkers;
    this.#dimension = dimension;
    this.#release = release;
  }

  /** @returns null where there are several states, or the graph has no float64 */
  static async create(
    engine: Engine,
    experiment: Experiment,
    ansatz: AnsatzModel,
    shift: Float32Array,
  ): Promise<RoundingCheck | null> {
    if (experiment.states !== 1) return null;
    const walkers = Math.min(WALKERS, experiment.schedule.evaluation.walkers);
    // Not every device has float64.
    const precise = engine.description.device === 'cpu' ? engine : await openEngine('cpu');
    const release = async () => {
      if (precise !== engine) await precise.dispose();
    };
    try {
      const sampler = await EnergySampler.create(inFloat64(precise), experiment, ansatz, walkers, shift);
      return new RoundingCheck(sampler, walkers, walkerDimension(experiment.hamiltonian.space), release);
    } catch (error) {
      await release();
      if (error instanceof GraphNotSupported) return null;
      throw error;
    }
  }

  /** @param measured what was found at the walkers; it was computed for at least as many as are looked at */
  async compare(
    parameters: Record<string, Float32Array>,
    walkers: Float32Array,
    measured: EnergySample,
  ): Promise<Rounding> {
    const some = walkers.subarray(0, this.#walkers * this.#dimension);
    const { excess } = await this.#sampler.measure(parameters, some);
    const computed = measured.excess[0]!.subarray(0, this.#walkers);
    return roundingOf(computed, excess[0]!);
  }

  /** Frees the engines' sessions. */
  async dispose(): Promise<void> {
    await this.#sampler.dispose();
    await this.#release();
  }
}

/** What the same local energies, as computed and exactly, say of each other. */
export function roundingOf(computed: ArrayLike<number>, exact: ArrayLike<number>): Rounding {
  const differences = Array.from(computed, (energy, walker) => energy - exact[walker]!);
  const { mean, variance } = moments(differences);
  const whole = moments(Array.from(computed)).variance;
  return {
    shift: mean,
    error: Math.sqrt(variance / differences.length),
    share: whole > 0 ? Math.min(1, variance / whole) : 0,
  };
}

function moments(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / Math.max(1, values.length - 1) };
}
