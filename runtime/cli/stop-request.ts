import type { Console } from './console.ts';
import { listenForStop, type Stoppable } from './stop-signals.ts';

/** The wish that what is going on should end soon and in good order. */
export interface StopRequest {
  readonly asked: boolean;
  /** True when whoever started this process has gone and it goes on all the same, see `linger`. */
  readonly orphaned: boolean;
  ask(): void;
  /** Calls back when it is asked for; at once if that has happened already. Only the latest listener is called. */
  whenAsked(listener: () => void): void;
  /** There is nothing left to stop. */
  dispose(): void;
}

/**
 * Listens for signals, for the parent's end (`parentPipe`) and for the end of whoever read stdout: a run that nobody reads
 * any more keeps its checkpoint and leaves. With `linger` the end of parent and reader is only noted: `watchKeeper` decides.
 */
export function openStopRequest(
  process: Stoppable,
  console: Console,
  { parentPipe = false, linger }: { parentPipe?: boolean; linger?: number },
): StopRequest {
  let asked = false;
  let orphaned = false;
  let listener = () => {};
  const ask = () => {
    if (asked) return;
    asked = true;
    listener();
  };
  const parentGone = () => {
    orphaned = true;
    if (linger === undefined) ask();
  };
  const dispose = listenForStop(process, parentPipe, ask, parentGone);
  console.onReaderGone(parentGone);
  return {
    get asked() {
      return asked;
    },
    get orphaned() {
      return orphaned;
    },
    ask,
    whenAsked: (next) => {
      listener = next;
      if (asked) next();
    },
    dispose,
  };
}
