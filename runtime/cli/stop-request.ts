import type { Console } from './console.ts';
import { listenForStop, type Stoppable } from './stop-signals.ts';

/** The wish that what is going on should end soon and in good order. */
export interface StopRequest {
  readonly asked: boolean;
  /** Calls back when it is asked for; at once if that has happened already. Only the latest listener is called. */
  whenAsked(listener: () => void): void;
  /** There is nothing left to stop. */
  dispose(): void;
}

/**
 * Listens for signals, for the parent's end (`parentPipe`) and for the end of whoever read stdout: a run that nobody reads
 * any more keeps its checkpoint and leaves.
 */
export function openStopRequest(process: Stoppable, console: Console, parentPipe: boolean): StopRequest {
  let asked = false;
  let listener = () => {};
  const ask = () => {
    if (asked) return;
    asked = true;
    listener();
  };
  const dispose = listenForStop(process, parentPipe, ask);
  console.onReaderGone(ask);
  return {
    get asked() {
      return asked;
    },
    whenAsked: (next) => {
      listener = next;
      if (asked) next();
    },
    dispose,
  };
}
