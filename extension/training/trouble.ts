import type { Words } from '@qham/grammar/phrase';
import type { Ending } from './process.ts';
import type { RunState } from './run-state.ts';

/** Why a run ended without a result. */
export type Trouble =
  /** The run itself stopped, on a number that was not finite. */
  | {
      kind: 'numeric';
      /** The point of a sweep that it was. */
      point: string | null;
      message: Words;
      where: Words;
      step: number;
      walker: readonly (number | null)[] | null;
    }
  /** No event in time after the start. */
  | { kind: 'silent'; seconds: number }
  /** The process could not be started. */
  | { kind: 'unstartable'; message: Words }
  /** It printed things that are not events, and no event before them. */
  | { kind: 'garbage'; line: string }
  /** It ended, or was ended by a signal, before its result. */
  | {
      kind: 'ended';
      code: number | null;
      signal: string | null;
      errorOutput: string;
      /** Why, in its own words. */
      fault?: Words;
    }
  /** Its process ended without a word; seen from its folder. */
  | { kind: 'lost' }
  /** Its folder cannot be read any more. */
  | { kind: 'unreadable'; message: Words };

/** What the end of a process is to a run that had no result by then. */
export function troubleAfter(state: Pick<RunState, 'steps' | 'garbage' | 'fault'>, ending: Ending): Trouble {
  const onlyRubbish = state.steps === 0 && state.garbage !== '';
  const unexplained = ending.kind === 'silent' || (ending.kind === 'ended' && ending.code === 0);
  if (onlyRubbish && unexplained) return { kind: 'garbage', line: state.garbage };
  return ending.kind === 'ended' && state.fault !== null ? { ...ending, fault: state.fault } : ending;
}
