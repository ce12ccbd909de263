import type { Status } from '../protocol.ts';
import type { RunItem } from './run-tree.ts';

/** How a run stands, for its icon and its commands; `passed` … are what became of a finished run's promises. */
export type Standing =
  | Exclude<Status, 'finished'>
  | 'finished'
  | 'passed'
  | 'missed'
  | 'undecided'
  | 'damaged'
  | 'lost';

const OF_STORED = {
  running: 'training',
  finished: 'finished',
  failed: 'failed',
  interrupted: 'stopped',
  dead: 'lost',
  damaged: 'damaged',
} as const;

/**
 * What is known best: from the process while this window has one, else from the folder. A process that has said its end still
 * holds its folder for a moment, and then the folder says that it goes on.
 */
export function standing({ run, stored }: RunItem): Standing {
  const goes = run && !['finished', 'failed', 'stopped'].includes(run.state.status);
  const live = goes || (run && stored?.status === 'running') ? run.state.status : null;
  const status = live ?? (stored ? OF_STORED[stored.status] : (run?.state.status ?? 'failed'));
  if (status !== 'finished' || !stored || stored.expectations.length === 0) return status;
  const verdicts = stored.expectations.map(({ verdict }) => verdict);
  if (verdicts.includes('fail')) return 'missed';
  return verdicts.includes('undecided') ? 'undecided' : 'passed';
}

/** Whether a process works on it. */
export const goesOn = (now: Standing): boolean =>
  ['queued', 'starting', 'training', 'evaluating', 'stopping'].includes(now);
