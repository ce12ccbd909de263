import { isKept, keeperOf } from '../store/index.ts';
import type { StopRequest } from './stop-request.ts';

/** Milliseconds between two looks. */
const PAUSE = 500;

/**
 * Lets a run outlive the process that started it while somebody wants it: asks it to stop where its `keeper.json` says so, or
 * where its parent has gone and there has been no living keeper for `linger` seconds.
 * @param now a clock in milliseconds
 * @returns what ends the watch
 */
export function watchKeeper(
  folder: string,
  stop: Pick<StopRequest, 'ask' | 'orphaned'>,
  linger: number,
  now: () => number = Date.now,
): () => void {
  let wantedAt = now();
  const timer = setInterval(() => {
    const keeper = keeperOf(folder);
    if (keeper?.stop) stop.ask();
    else if (!stop.orphaned || isKept(keeper)) wantedAt = now();
    else if (now() - wantedAt > linger * 1000) stop.ask();
  }, PAUSE);
  return () => clearInterval(timer);
}
