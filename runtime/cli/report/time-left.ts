/** Seconds over which the pace is averaged: long enough to be steady, short enough to follow a change of phase. */
const MEMORY = 5;

/** Estimates how long a run still takes from the pace of its latest steps. */
export class TimeLeft {
  #last: { step: number; time: number } | null = null;
  /** Seconds a step takes. */
  #pace: number | null = null;

  /** @param time seconds since the run began */
  see(step: number, time: number): void {
    const last = this.#last;
    this.#last = { step, time };
    if (!last || step <= last.step) return;
    const pace = (time - last.time) / (step - last.step);
    const weight = 1 - Math.exp(-(time - last.time) / MEMORY);
    this.#pace = this.#pace === null ? pace : this.#pace + weight * (pace - this.#pace);
  }

  /** Seconds until step `steps`, or null before two steps were seen. */
  until(steps: number): number | null {
    return this.#last && this.#pace !== null ? this.#pace * (steps - this.#last.step) : null;
  }
}
