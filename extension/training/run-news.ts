import { EventEmitter } from 'node:events';
import type { Remark } from './remark.ts';
import type { Run } from './runs.ts';

/** What happens to runs, for those who want to hear of it. */
export class RunNews {
  readonly #emitter = new EventEmitter<{ change: [Run]; standing: [Run]; remark: [Remark] }>();
  /** Status and folder of each run, as it was told last. */
  readonly #told = new Map<number, string>();

  constructor() {
    this.#emitter.setMaxListeners(0);
  }

  /** Calls back after each change of a run, at each of its steps; returns what ends that. */
  onChange(listener: (run: Run) => void): { dispose(): void } {
    this.#emitter.on('change', listener);
    return { dispose: () => this.#emitter.off('change', listener) };
  }

  /** Calls back where a run comes, goes, or changes its status or its folder, which is seldom; returns what ends that. */
  onStanding(listener: (run: Run) => void): { dispose(): void } {
    this.#emitter.on('standing', listener);
    return { dispose: () => this.#emitter.off('standing', listener) };
  }

  /** Calls back for everything worth a line in a log; returns what ends that. */
  onRemark(listener: (remark: Remark) => void): { dispose(): void } {
    this.#emitter.on('remark', listener);
    return { dispose: () => this.#emitter.off('remark', listener) };
  }

  /** Tells of a run as it is now. @param gone it is none of the runs any more */
  protected tell(run: Run, gone = false): void {
    this.#emitter.emit('change', run);
    const standing = `${run.state.status} ${run.folder}`;
    if (!gone && this.#told.get(run.id) === standing) return;
    if (gone) this.#told.delete(run.id);
    else this.#told.set(run.id, standing);
    this.#emitter.emit('standing', run);
  }

  protected remark(remark: Remark): void {
    this.#emitter.emit('remark', remark);
  }

  /** Tells nobody anything any more. */
  protected silence(): void {
    this.#emitter.removeAllListeners();
  }
}
