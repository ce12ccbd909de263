/**
 * Mean and variance in one pass, without the cancellation of Σx² − (Σx)²/n.
 * Source: Welford 1962, Technometrics 4, 419; merging: Chan, Golub & LeVeque 1983, Am. Stat. 37, 242.
 */
export class RunningMoments {
  #count = 0;
  #mean = 0;
  #squares = 0;

  add(x: number): void {
    this.#count++;
    const before = x - this.#mean;
    this.#mean += before / this.#count;
    this.#squares += before * (x - this.#mean);
  }

  /** Takes in everything that `other` has seen. */
  merge(other: RunningMoments): void {
    if (other.#count === 0) return;
    const count = this.#count + other.#count;
    const shift = other.#mean - this.#mean;
    this.#mean += (shift * other.#count) / count;
    this.#squares += other.#squares + (shift * shift * this.#count * other.#count) / count;
    this.#count = count;
  }

  get count(): number {
    return this.#count;
  }

  /** NaN before the first sample. */
  get mean(): number {
    return this.#count === 0 ? NaN : this.#mean;
  }

  /** Unbiased, Σ(x − mean)² / (n − 1); NaN for fewer than two samples. */
  get variance(): number {
    return this.#count < 2 ? NaN : this.#squares / (this.#count - 1);
  }

  /** Σ(x − mean)² / n: the variance of the samples themselves; NaN before the first. */
  get populationVariance(): number {
    return this.#count === 0 ? NaN : this.#squares / this.#count;
  }
}

/** Mean and variance of a series. */
export function moments(series: ArrayLike<number>): RunningMoments {
  const running = new RunningMoments();
  for (let i = 0; i < series.length; i++) running.add(series[i]!);
  return running;
}
