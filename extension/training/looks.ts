import { hasCurve, readCurve } from '../runs/read-curve.ts';
import { Curve } from './curve.ts';
import { isOver } from './run-state.ts';
import type { Run } from './runs.ts';

/** Somebody looks at a run: its curve is in memory, or on its way there, until the look ends. */
export interface Look {
  /** Settles when the curve is whole, with whether it had to be read back; where that cannot be done the run says why. */
  readonly whole: Promise<boolean>;
  dispose(): void;
}

/**
 * Who looks at which run. The run folder is the truth: the curve of a run that is over and that nobody looks at need not stay in
 * memory, and is read back for the next who looks.
 */
export class Looks {
  readonly #find: (id: number) => Run | undefined;
  readonly #change: (id: number, change: (run: Run) => Partial<Run>) => unknown;
  readonly #looking = new Map<number, number>();
  readonly #reading = new Map<number, Promise<boolean>>();

  constructor(find: (id: number) => Run | undefined, change: (id: number, to: (run: Run) => Partial<Run>) => unknown) {
    this.#find = find;
    this.#change = change;
  }

  /** Begins a look at a run. */
  begin(id: number): Look {
    this.#looking.set(id, (this.#looking.get(id) ?? 0) + 1);
    let over = false;
    return {
      whole: this.#whole(id),
      dispose: () => {
        if (over) return;
        over = true;
        const others = (this.#looking.get(id) ?? 1) - 1;
        if (others > 0) this.#looking.set(id, others);
        else this.#looking.delete(id);
        this.letGo(id);
      },
    };
  }

  /** To be called when a run may be over. What could not be read back stays. */
  letGo(id: number): void {
    const run = this.#find(id);
    if (!run || run.curve === null || run.process !== null || !isOver(run.state)) return;
    if (this.#looking.has(id) || this.#reading.has(id)) return;
    if (run.folder !== null && hasCurve(run.folder)) this.#change(id, () => ({ curve: null }));
  }

  #whole(id: number): Promise<boolean> {
    const known = this.#reading.get(id);
    if (known) return known;
    const run = this.#find(id);
    if (!run || run.curve !== null || run.folder === null) return Promise.resolve(false);
    const reading = this.#read(run, run.folder);
    this.#reading.set(id, reading);
    return reading;
  }

  async #read({ id, request }: Run, folder: string): Promise<boolean> {
    const curve = new Curve();
    try {
      await readCurve(folder, request.train, curve);
      // It may have begun again meanwhile.
      this.#change(id, (run) => ({ curve: run.curve ?? curve }));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#change(id, ({ state }) => ({
        state: { ...state, trouble: state.trouble ?? { kind: 'unreadable', message } },
      }));
    }
    this.#reading.delete(id);
    // They may have looked away meanwhile.
    this.letGo(id);
    return true;
  }
}
