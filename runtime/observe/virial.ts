/**
 * The virial theorem: 2⟨T⟩ = ⟨Σ_i x_i·∂V/∂x_i⟩ in every eigenstate of H = T + V on an unbounded space (Fock 1930), as in every
 * state whose energy is stationary under scaling of lengths. For V ∝ x² that is ⟨T⟩ = ⟨V⟩, for V ∝ 1/r it is 2⟨T⟩ = −⟨V⟩.
 * Where V jumps, as at the wall of a well, its force is a delta function, which no average over walkers contains.
 */
import { evaluateFormula } from '../ansatz/formula.ts';
import { coordinateScope } from '../ansatz/scope.ts';
import type { Engine } from '../engine/engine.ts';
import { addSample, EMPTY_SERIES, ratioOfSeries, type WalkerSeries } from '../estimator/walker-series.ts';
import { type Experiment, walkerDimension } from '../experiment.ts';
import { dependsOnPosition, mayJump } from '../hamiltonian/jumps.ts';
import { add, constant, gradient, multiply, sum, type Tensor } from '../tensor/index.ts';
import { WalkerFunction } from './walker-function.ts';

export class Virial {
  /** Null where the average says nothing: V may jump, or there is none. */
  readonly #values: WalkerFunction | null;
  #series: WalkerSeries = EMPTY_SERIES;

  private constructor(values: WalkerFunction | null) {
    this.#values = values;
  }

  static async create(engine: Engine, experiment: Experiment, walkers: number): Promise<Virial> {
    const { space, terms } = experiment.hamiltonian;
    const potentials = terms.flatMap((term) => (term.kind === 'potential' ? [term.expression] : []));
    if (!potentials.some(dependsOnPosition) || potentials.some(mayJump)) return new Virial(null);
    const dimension = walkerDimension(space);
    return new Virial(await WalkerFunction.create(engine, (at) => forceVirial(experiment, at), walkers, dimension));
  }

  /**
   * @param kinetic local kinetic energy of each walker times its weight
   * @param weights of the lowest state at each walker
   */
  async add(walkers: Float32Array, kinetic: ArrayLike<number>, weights: ArrayLike<number>): Promise<void> {
    if (!this.#values) return;
    const forces = await this.#values.measure(walkers);
    this.#series = addSample(
      this.#series,
      Float64Array.from(kinetic, (t) => 2 * t),
      Float64Array.from(forces, (value, walker) => value * weights[walker]!),
    );
  }

  /** 2⟨T⟩ / ⟨x·∇V⟩; null where V may jump, or the denominator is not known well enough to divide by. */
  ratio(): { ratio: number; error: number } | null {
    if (!this.#values) return null;
    const { value, error } = ratioOfSeries(this.#series);
    return Number.isFinite(value) && Number.isFinite(error) ? { ratio: value, error } : null;
  }

  /** Frees the engine's session. */
  async dispose(): Promise<void> {
    await this.#values?.dispose();
  }
}

/** Σ_i x_i·∂V/∂x_i of each walker [B, 1]. */
function forceVirial({ hamiltonian }: Experiment, walkers: Tensor): Tensor {
  const scope = coordinateScope(hamiltonian.space, walkers);
  const slopes = hamiltonian.terms.flatMap((term) => {
    if (term.kind !== 'potential') return [];
    const value = evaluateFormula(term.expression, scope);
    return value.shape.length === 2 ? gradient(sum(value, [0, 1]), [walkers]) : [];
  });
  const none = multiply(constant(walkers.builder, 0), sum(walkers, [1], true));
  return slopes.map((slope) => sum(multiply(walkers, slope), [1], true)).reduce(add, none);
}
