import type { Bucket, CurvePart } from '../protocol.ts';
import { joined, startOf, widened } from './widen.ts';

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
    const first = startOf(step, this.#width);
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
    if (last?.first === first) this.#buckets[this.#buckets.length - 1] = joined(last, single);
    else this.#buckets.push(single);
    if (this.#buckets.length <= this.#limit) return;
    this.#width *= 2;
    this.#buckets = widened(this.#buckets, this.#width);
  }

  /** Forgets every step: another curve begins. */
  clear(): void {
    this.#buckets = [];
    this.#width = 1;
    this.#last = -1;
    this.#epoch += 1;
  }

  /**
   * What someone lacks who holds the buckets of `epoch` up to the one that begins with step `last`: everything if the epoch has
   * changed, else from the bucket now that this step is in, for the last one may have grown. The others are only to be widened.
   */
  since(epoch: number, last: number): CurvePart {
    const start = startOf(last, this.#width);
    const from =
      epoch === this.#epoch
        ? Math.max(
            0,
            this.#buckets.findLastIndex(({ first }) => first <= start),
          )
        : 0;
    return { epoch: this.#epoch, width: this.#width, from, buckets: this.#buckets.slice(from) };
  }

  #cut(step: number): void {
    this.#buckets = this.#buckets.filter((bucket) => bucket.first < startOf(step, this.#width));
    this.#epoch += 1;
  }
}
