import type { Look } from './looks.ts';
import type { Runs } from './runs.ts';

/** The runs that one view looks at. */
export class Looking {
  readonly #runs: Pick<Runs, 'look'>;
  readonly #looks = new Map<number, Look>();

  constructor(runs: Pick<Runs, 'look'>) {
    this.#runs = runs;
  }

  /**
   * Looks at these runs from now on, and at no others any more.
   * @param whole called when a curve that had to be read back for it is complete
   */
  at(ids: readonly number[], whole: () => void = () => {}): void {
    const before = [...this.#looks].filter(([id]) => !ids.includes(id));
    for (const id of ids) {
      if (this.#looks.has(id)) continue;
      const look = this.#runs.look(id);
      this.#looks.set(id, look);
      void look.whole.then((read) => read && this.#looks.get(id) === look && whole());
    }
    // After the new ones: what both look at stays.
    for (const [id, look] of before) {
      this.#looks.delete(id);
      look.dispose();
    }
  }
}
