import { EventEmitter } from 'node:events';
import { Looking } from '../training/looking.ts';
import type { Run, Runs } from '../training/runs.ts';

/** Which run the views show: the one that was chosen, until a newer one is started. */
export class Shown {
  readonly #runs: Pick<Runs, 'all' | 'find' | 'look' | 'onChange'>;
  readonly #emitter = new EventEmitter<{ change: [] }>();
  readonly #looking: Looking;
  #looked: number | undefined;
  #selected: number | null = null;
  #newest = 0;

  constructor(runs: Pick<Runs, 'all' | 'find' | 'look' | 'onChange'>) {
    this.#runs = runs;
    this.#emitter.setMaxListeners(0);
    this.#looking = new Looking(runs);
    runs.onChange(() => this.#look());
  }

  get run(): Run | undefined {
    const newest = this.#runs.all[0];
    if (newest !== undefined && newest.id > this.#newest) {
      this.#newest = newest.id;
      this.#selected = null;
    }
    return this.#selected === null ? newest : (this.#runs.find(this.#selected) ?? newest);
  }

  /** Shows this run from now on. */
  select(run: number): void {
    // What is newest now is known, and does not take its place.
    this.#newest = Math.max(this.#newest, this.#runs.all[0]?.id ?? 0);
    this.#selected = run;
    this.#look();
    this.#emitter.emit('change');
  }

  /** Calls back when another run was chosen; returns what ends that. */
  onChange(listener: () => void): { dispose(): void } {
    this.#emitter.on('change', listener);
    return { dispose: () => this.#emitter.off('change', listener) };
  }

  /** What is shown has its curve in memory. */
  #look(): void {
    const { run } = this;
    if (run?.id === this.#looked) return;
    this.#looked = run?.id;
    this.#looking.at(run ? [run.id] : []);
  }
}
