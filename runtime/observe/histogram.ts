/**
 * Weighted histograms with an error bar for each bin: walkers form groups that move independently, and the spread of the
 * groups is the error (the delta method of `ratioOfSeries`, bin by bin).
 */

/** More groups than this would know the error no better. */
const MOST_GROUPS = 256;

export interface Bins {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

export interface Curve {
  /** Middle of each bin. */
  at: number[];
  /** Per unit of length. */
  values: number[];
  /** One standard error each; NaN where there is only one walker. */
  errors: number[];
}

export class Histogram {
  readonly #bins: Bins;
  readonly #walkers: number;
  readonly #groups: number;
  /** [group, bin]. */
  readonly #counts: Float64Array;
  /** Weight of all samples of each group, inside the bins or not. */
  readonly #weights: Float64Array;

  constructor(bins: Bins, walkers: number) {
    this.#bins = bins;
    this.#walkers = walkers;
    this.#groups = Math.min(walkers, MOST_GROUPS);
    this.#counts = new Float64Array(this.#groups * bins.count);
    this.#weights = new Float64Array(this.#groups);
  }

  /** A value that a walker shows, at its weight; values outside the bins are not counted. */
  add(walker: number, value: number, weight: number): void {
    const { low, high, count } = this.#bins;
    const bin = Math.floor(((value - low) / (high - low)) * count);
    if (bin >= 0 && bin < count) this.#counts[this.#group(walker) * count + bin]! += weight;
  }

  /** Counts a sample of a walker in the normalisation, once for all the values it shows. */
  addSample(walker: number, weight: number): void {
    this.#weights[this.#group(walker)]! += weight;
  }

  /** How often values of a bin are shown by a sample, per length of the bin. */
  curve(): Curve {
    const { low, high, count } = this.#bins;
    const width = (high - low) / count;
    const total = this.#weights.reduce((sum, weight) => sum + weight, 0);
    const curve: Curve = { at: [], values: [], errors: [] };
    for (let bin = 0; bin < count; bin++) {
      let sum = 0;
      for (let group = 0; group < this.#groups; group++) sum += this.#counts[group * count + bin]!;
      const value = sum / total;
      let squares = 0;
      for (let group = 0; group < this.#groups; group++)
        squares += (this.#counts[group * count + bin]! - value * this.#weights[group]!) ** 2;
      // Of the sum over groups of residuals whose mean is zero.
      const error = Math.sqrt((squares * this.#groups) / (this.#groups - 1)) / total;
      curve.at.push(low + (bin + 0.5) * width);
      curve.values.push(value / width);
      curve.errors.push(error / width);
    }
    return curve;
  }

  #group(walker: number): number {
    return Math.floor((walker * this.#groups) / this.#walkers);
  }
}
