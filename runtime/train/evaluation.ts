/**
 * The evaluation at the end: frozen parameters, frozen proposal, error bars that know about autocorrelation.
 */
import { ratioOfMeans } from '../estimator/ratio.ts';
import type { Moments } from '../hamiltonian/moments.ts';

export interface Evaluated {
  /** Ascending. */
  energies: number[];
  /** One standard error each. */
  errors: number[];
  /** Variance of the local energy of each state. */
  variance: number[];
  /** Integrated autocorrelation time of each energy, in samples. */
  autocorrelation: number[];
}

/** Collects one set of moments per sample. */
export class EvaluationSeries {
  readonly #norms: number[][] = [];
  readonly #excess: number[][] = [];
  readonly #squares: number[][] = [];
  readonly #shift: readonly number[];

  /** @param shift energies that H was shifted by in the moments */
  constructor(shift: ArrayLike<number>) {
    this.#shift = Array.from(shift);
  }

  add({ norms, shifted, energies, variances }: Moments): void {
    this.#norms.push([...norms]);
    this.#excess.push([...shifted]);
    this.#squares.push(
      norms.length === 0 ? [] : [...norms].map((n, m) => (variances[m]! + (energies[m]! - this.#shift[m]!) ** 2) * n),
    );
  }

  /**
   * E_m = shift_m + ⟨ψ_m(H − shift_m)ψ_m/W⟩ / ⟨ψ_m²/W⟩ over all samples, with the error of that ratio.
   * States are put in order of energy.
   */
  estimate(): Evaluated {
    const states = this.#shift.map((shift, m) => {
      const column = (rows: number[][]) => rows.map((row) => row[m]!);
      const norms = column(this.#norms);
      const { value, error, tau } = ratioOfMeans(column(this.#excess), norms);
      const square = mean(column(this.#squares)) / mean(norms);
      return { energy: shift + value, error, tau, variance: Math.max(0, square - value ** 2) };
    });
    states.sort((a, b) => a.energy - b.energy);
    return {
      energies: states.map((s) => s.energy),
      errors: states.map((s) => s.error),
      variance: states.map((s) => s.variance),
      autocorrelation: states.map((s) => s.tau),
    };
  }
}

const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;
