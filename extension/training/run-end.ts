import { existsSync } from 'node:fs';
import type { Ending } from './process.ts';
import { afterEnding, isOver, type RunState } from './run-state.ts';

/**
 * The state of a run when its process has ended. A process whose folder was deleted gives up by itself, with whatever it could not
 * write last: the reason is the folder.
 * @param folder path of its folder; null where it never had one
 */
export function afterEndingIn(folder: string | null, state: RunState, ending: Ending): RunState {
  const after = afterEnding(state, ending);
  const byItself = ending.kind === 'ended' && ending.signal === null;
  if (isOver(state) || after.status !== 'failed' || !byItself || folder === null || existsSync(folder)) return after;
  return { ...after, trouble: { kind: 'unreadable', message: folder } };
}
