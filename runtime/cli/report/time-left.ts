/** Steps over which the pace is measured: long enough to be steady, short enough to follow a change of phase. */
const WINDOW = 50;

/** Estimates how long a run still takes from the pace of its latest steps. */
export class TimeLeft {
  readonly #seen: { step: number; time: number }[] = [];

  /** @param time seconds since the run began */
  see(step: number, time: number): void {
    this.#seen.push({ step, time });
    if (this.#seen.length > WINDOW) this.#seen.shift();
  }

  /** Seconds until step `steps`, or null before two steps were seen. */
  until(steps: number): number | null {
    const first = this.#seen[0];
    const last = this.#seen.at(-1);
    if (!first || !last || last.step === first.step) return null;
    return ((last.time - first.time) / (last.step - first.step)) * (steps - last.step);
  }
}
