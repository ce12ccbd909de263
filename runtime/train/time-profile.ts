/**
 * Where the time of a step goes.
 */
import type { EventOf } from '../events.ts';

export type Section = keyof NonNullable<EventOf<'step'>['seconds']>;

/** One step's seconds by section; what no section measured is `other`. */
export class StepTimes {
  readonly #began = performance.now();
  readonly #spent: Record<Exclude<Section, 'other'>, number> = { sampling: 0, energy: 0, gradient: 0, optimizer: 0 };

  /** Runs a part of the step and counts its time. */
  async measure<T>(section: Exclude<Section, 'other'>, part: () => Promise<T> | T): Promise<T> {
    const began = performance.now();
    try {
      return await part();
    } finally {
      this.#spent[section] += (performance.now() - began) / 1000;
    }
  }

  /** Seconds from the beginning until now. */
  get seconds(): Record<Section, number> {
    const { sampling, energy, gradient, optimizer } = this.#spent;
    const total = (performance.now() - this.#began) / 1000;
    return { ...this.#spent, other: Math.max(0, total - sampling - energy - gradient - optimizer) };
  }
}
