import type { Bucket, CurvePart } from '../protocol.ts';

type Values = readonly (number | null)[];

/**
 * Energies against the step, in bounded memory whatever the number of steps.
 *
 * Steps are gathered in buckets of equal width; when there are more than `limit`, neighbours are joined and the width doubles.
 * Every bucket keeps the lowest, the highest and the mean energy of each state, so no excursion is lost by it.
 */
export class Curve {
  readonly #limit: number;
  #width = 1;
  #epoch = 0;
  #last = -1;
  #buckets: Bucket[] = [];

  /** @param limit buckets to keep at most; even. A chart on a large screen is some 2000 points wide. */
  constructor(limit = 2000) {
    this.#limit = limit;
  }

  get length(): number {
    return this.#buckets.length;
  }

  /**
   * Adds one step. A step that is not after the last one (the run went back to a checkpoint) replaces what followed.
   * @param time seconds of the run
   * @param more further values of the step, always in the same order
   */
  add(step: number, energies: Values, time = step, more: Values = []): void {
    if (step <= this.#last) this.#cut(step);
    this.#last = step;
    const first = this.#start(step);
    const last = this.#buckets.at(-1);
    const single: Bucket = {
      first,
      count: 1,
      low: [...energies],
      high: [...energies],
      mean: [...energies],
      time,
      more: [...more],
    };
    if (last?.first === first) this.#buckets[this.#buckets.length - 1] = join(last, single);
    else this.#buckets.push(single);
    if (this.#buckets.length > this.#limit) this.#widen();
  }

  /** Forgets every step: another curve begins. */
  clear(): void {
    this.#buckets = [];
    this.#width = 1;
    this.#last = -1;
    this.#epoch += 1;
  }

  /**
   * What someone lacks who holds `held` buckets of `epoch`: everything if the epoch has changed, else from the last held one,
   * which may have grown.
   */
  since(epoch: number, held: number): CurvePart {
    const from = epoch === this.#epoch ? Math.max(0, Math.min(held, this.#buckets.length) - 1) : 0;
    return { epoch: this.#epoch, from, buckets: this.#buckets.slice(from) };
  }

  #start(step: number): number {
    return Math.floor(step / this.#width) * this.#width;
  }

  #cut(step: number): void {
    this.#buckets = this.#buckets.filter((bucket) => bucket.first < this.#start(step));
    this.#epoch += 1;
  }

  #widen(): void {
    this.#width *= 2;
    this.#epoch += 1;
    const wide: Bucket[] = [];
    for (const bucket of this.#buckets) {
      const first = this.#start(bucket.first);
      const last = wide.at(-1);
      if (last?.first === first) wide[wide.length - 1] = join(last, bucket);
      else wide.push({ ...bucket, first });
    }
    this.#buckets = wide;
  }
}

/** Two neighbouring buckets as one; a value that was not finite leaves the other's. */
function join(a: Bucket, b: Bucket): Bucket {
  const merge = (left: Values, right: Values, both: (x: number, y: number) => number) =>
    left.map((x, state) => {
      const y = right[state] ?? null;
      return x === null ? y : y === null ? x : both(x, y);
    });
  const count = a.count + b.count;
  return {
    first: a.first,
    count,
    low: merge(a.low, b.low, Math.min),
    high: merge(a.high, b.high, Math.max),
    mean: merge(a.mean, b.mean, (x, y) => (x * a.count + y * b.count) / count),
    time: b.time,
    more: merge(a.more, b.more, (x, y) => (x * a.count + y * b.count) / count),
  };
}
