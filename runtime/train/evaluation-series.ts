/**
 * The statistics of the evaluation at the end: each walker is a chain of its own, so error bars know about autocorrelation.
 */
import type { Estimate } from '../estimator/estimate.ts';
import {
  addSample,
  driftOfSeries,
  EMPTY_SERIES,
  isSaturated,
  largestPart,
  ratioOfSeries,
  splitRHat,
  valueOfSeries,
  type WalkerSeries,
} from '../estimator/walker-series.ts';
import type { EnergySample } from '../observe/energy-samples.ts';

/** One number per state, in order of energy. */
export interface Evaluated {
  energies: number[];
  /** One standard error each. */
  errors: number[];
  /** Variance of the local energy of each state. */
  variance: number[];
  /** Integrated autocorrelation time of each energy, in samples. */
  autocorrelation: number[];
  r_hat: number[];
  effective_samples: number[];
}

/** What the series of one state shows. */
interface StateStatistics {
  energy: number;
  estimate: Estimate;
  variance: number;
  series: WalkerSeries;
  /** ⟨H_t⟩ of each term of the Hamiltonian. */
  terms: readonly WalkerSeries[];
}

/** Collects samples of all walkers. */
export class EvaluationSeries {
  readonly #shift: readonly number[];
  #excess: WalkerSeries[];
  #squares: WalkerSeries[];
  /** [state][term]. */
  #terms: WalkerSeries[][];

  /** @param shift energies that H was shifted by in the samples */
  constructor(shift: ArrayLike<number>) {
    this.#shift = Array.from(shift);
    this.#excess = this.#shift.map(() => EMPTY_SERIES);
    this.#squares = this.#shift.map(() => EMPTY_SERIES);
    this.#terms = this.#shift.map(() => []);
  }

  add({ norms, excess, squares, terms }: EnergySample): void {
    this.#excess = this.#excess.map((series, m) => addSample(series, excess[m]!, norms[m]!));
    this.#squares = this.#squares.map((series, m) => addSample(series, squares[m]!, norms[m]!));
    this.#terms = this.#terms.map((series, m) =>
      terms.map((term, t) => addSample(series[t] ?? EMPTY_SERIES, term[m]!, norms[m]!)),
    );
  }

  /**
   * E_m = shift_m + ⟨ψ_m(H − shift_m)ψ_m/W⟩ / ⟨ψ_m²/W⟩ over all samples, with the error of that ratio.
   * States are put in order of energy.
   */
  estimate(): Evaluated {
    const states = this.#states();
    return {
      energies: states.map((s) => s.energy),
      errors: states.map((s) => s.estimate.error),
      variance: states.map((s) => s.variance),
      autocorrelation: states.map((s) => s.estimate.tau),
      r_hat: states.map((s) => splitRHat(s.series)),
      effective_samples: states.map((s) => s.estimate.effectiveSamples),
    };
  }

  /** The energies alone, in order, for display. */
  energies(): number[] {
    return this.#shift.map((shift, m) => shift + valueOfSeries(this.#excess[m]!)).sort((a, b) => a - b);
  }

  /** The lowest state's expectation of each term of H. */
  termsOfLowest(): Estimate[] {
    return this.#states()[0]!.terms.map(ratioOfSeries);
  }

  /** Whether any state's series is too short to know its autocorrelation time. */
  get saturated(): boolean {
    return this.#excess.some(isSaturated);
  }

  /** The largest part that a single walker has in the square of an error bar; 0 where it cannot be told. */
  get largestPart(): number {
    return Math.max(0, ...this.#excess.map(largestPart).filter(Number.isFinite));
  }

  /** The largest drift of a state's energy from the first to the second half of the samples, in standard errors. */
  get drift(): number {
    return Math.max(
      ...this.#excess.map((series) => {
        const { value, error } = driftOfSeries(series);
        return error > 0 ? Math.abs(value) / error : 0;
      }),
    );
  }

  #states(): StateStatistics[] {
    const states = this.#shift.map((shift, m): StateStatistics => {
      const series = this.#excess[m]!;
      const estimate = ratioOfSeries(series);
      const square = valueOfSeries(this.#squares[m]!);
      return {
        energy: shift + estimate.value,
        estimate,
        variance: Math.max(0, square - estimate.value ** 2),
        series,
        terms: this.#terms[m]!,
      };
    });
    return states.sort((a, b) => a.energy - b.energy);
  }
}
