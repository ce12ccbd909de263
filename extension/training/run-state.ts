import type { Words } from '@qham/grammar/phrase';
import {
  type EventOf,
  type ExpectationResult,
  type Fault,
  type Judgement,
  parseLine,
  type RunEvent,
} from 'qham/events';
import type { RunStatus } from 'qham/store';
import type { Column, Reference, ShapeCurve, Status } from '../protocol.ts';
import { columnsOf } from './columns.ts';
import { askedFor } from './point-name.ts';
import type { Ending } from './process.ts';
import { type MeasuredNumber, measuredBy, shapesWith } from './result-parts.ts';
import { type Trouble, troubleAfter } from './trouble.ts';

/** What the extension knows of a run; made from its events alone. */
export interface RunState {
  readonly status: Status;
  readonly train: string;
  /** The point of a sweep that is trained now, as in `Curve(V0 = 5)`; null where it is no sweep. */
  readonly point: string | null;
  /** The train that this one starts from, while that is trained first; its events tell nothing of this run. */
  readonly before: string | null;
  readonly device: string;
  readonly walkers: number;
  readonly parameters: number;
  /** Optimizer steps, done and asked for. */
  readonly step: number;
  readonly steps: number;
  readonly phase: string;
  /** How many phases the schedule has. */
  readonly phases: number;
  /** Part of the evaluation that is done, 0 to 1; null before it begins. */
  readonly evaluated: number | null;
  /** Seconds on the run's own clock. */
  readonly seconds: number;
  readonly secondsLeft: number | null;
  readonly acceptance: number | null;
  readonly energies: readonly (number | null)[];
  readonly errors: readonly (number | null)[] | null;
  readonly references: readonly Reference[];
  readonly expectations: readonly ExpectationResult[];
  /** What the steps carry beside their energies. */
  readonly columns: readonly Column[];
  /** Where the phases begin; steps count from 1. */
  readonly phaseMarks: readonly { name: string; first: number }[];
  readonly judgement: Judgement | null;
  /** What else the evaluation has measured. */
  readonly measured: readonly MeasuredNumber[];
  /** What the state looks like, and after which step; null before it was looked at. */
  readonly shapes: {
    readonly step: number;
    readonly samples: number | null;
    readonly curves: readonly ShapeCurve[];
  } | null;
  readonly trouble: Trouble | null;
  /** The latest line on stdout that was not an event; empty: none. */
  readonly garbage: string;
  /** Why its process is about to end, in its own words. */
  readonly fault: Words | null;
  /** Seconds that its process has said nothing for; null while it talks. */
  readonly still: number | null;
  /** Folder of the run; null until it says so. */
  readonly folder: string | null;
  /** Recent (done, time) pairs, from which the time left is worked out. */
  readonly pace: readonly { done: number; time: number }[];
}

/** Steps over which the pace is measured: long enough to be steady, short enough to follow a change of phase. */
const PACE_WINDOW = 64;

/** A run that was just asked for: `queued` until its process is. */
export function newRun(train: string, status: 'queued' | 'starting' = 'starting'): RunState {
  return {
    status,
    train,
    point: null,
    before: null,
    device: '',
    walkers: 0,
    parameters: 0,
    step: 0,
    steps: 0,
    phase: '',
    phases: 0,
    evaluated: null,
    seconds: 0,
    secondsLeft: null,
    acceptance: null,
    energies: [],
    errors: null,
    references: [],
    expectations: [],
    columns: [],
    phaseMarks: [],
    judgement: null,
    measured: [],
    shapes: null,
    trouble: null,
    garbage: '',
    fault: null,
    still: null,
    folder: null,
    pace: [],
  };
}

/** True when nothing more can come of the run. */
export function isOver(state: RunState): boolean {
  return state.status === 'finished' || state.status === 'stopped' || state.status === 'failed';
}

/** The state after an event of the run. */
export function afterEvent(state: RunState, event: RunEvent): RunState {
  // A finished run may have been evaluated again; the latest result counts.
  if (isOver(state) && !(state.status === 'finished' && event.type === 'result')) return state;
  if (event.type === 'start' && askedFor(event.train) === state.train && event.train !== state.train)
    return beginPoint(state, event);
  if (event.type === 'start' && event.train !== state.train)
    return { ...state, status: going(state, 'training'), device: event.device, before: event.train };
  if (state.before !== null && event.type !== 'start') return state;
  const timed = { ...state, seconds: event.time, still: null };
  switch (event.type) {
    case 'start':
      return begun(timed, event);
    case 'resumed':
      return { ...timed, step: event.step, pace: [{ done: event.step, time: event.time }] };
    case 'step':
      return {
        ...timed,
        ...paced(state, event.step, state.steps, event.time),
        status: going(state, 'training'),
        step: event.step,
        phase: event.phase,
        acceptance: event.acceptance,
        energies: event.energies,
        columns: state.columns.length > 0 ? state.columns : columnsOf(event),
      };
    case 'transfer':
    case 'burn_in':
    case 'sweeps':
    case 'renewed':
    case 'stopped':
      return timed;
    case 'shapes':
      return { ...timed, shapes: { step: event.step, samples: event.samples ?? null, curves: event.shapes } };
    case 'evaluation':
      return {
        ...timed,
        // Optimizer steps and evaluation samples go at different paces.
        ...paced(state.evaluated === null ? { pace: [] } : state, event.sample, event.samples, event.time),
        status: going(state, 'evaluating'),
        evaluated: event.samples > 0 ? event.sample / event.samples : 1,
        energies: event.energies,
      };
    case 'result':
      return {
        ...timed,
        // Another point of the sweep may follow; its process says when all are done.
        status: state.point === null ? 'finished' : going(state, 'evaluating'),
        step: event.step,
        evaluated: 1,
        secondsLeft: null,
        acceptance: event.acceptance,
        energies: event.energies,
        errors: event.errors,
        expectations: event.expectations,
        judgement: event.verdict ?? null,
        measured: measuredBy(event),
        shapes: shapesWith(state.shapes, event),
      };
    case 'interrupted':
      return { ...timed, status: 'stopped', step: event.step, secondsLeft: null };
    case 'failure':
      return {
        ...timed,
        // A sweep goes on with its next point.
        status: state.point === null ? 'failed' : state.status,
        secondsLeft: null,
        trouble: {
          kind: 'numeric',
          point: state.point,
          message: event.said?.message ?? event.message,
          where: event.said?.where ?? event.where,
          step: event.step,
          walker: event.walker,
        },
      };
    case 'checkpoint':
      return timed;
  }
}

/** A point of a sweep is a run of its own; of those before it only what went wrong is kept. */
function beginPoint(state: RunState, event: EventOf<'start'>): RunState {
  const fresh = { ...newRun(state.train), status: state.status, trouble: state.trouble };
  return { ...begun(fresh, event), point: event.train };
}

function begun(state: RunState, event: EventOf<'start'>): RunState {
  return {
    ...state,
    before: null,
    status: going(state, 'training'),
    device: event.device,
    walkers: event.walkers,
    parameters: event.parameters,
    steps: event.steps,
    phase: event.phases[0]?.name ?? '',
    phases: event.phases.length,
    phaseMarks: event.phases.map(({ name, first }) => ({ name, first: first + 1 })),
    references: event.reference,
    folder: event.run,
    pace: [{ done: 0, time: event.time }],
  };
}

/** The state after a line of the run's stdout; one that is not an event is kept as `garbage`. */
export function afterLine(state: RunState, line: string): { state: RunState; event: RunEvent | Fault | null } {
  const event = parseLine(line);
  if ('error' in event) return { state: { ...state, garbage: line.slice(0, 200) }, event: null };
  if (event.type === 'fault') return { state: { ...state, fault: event.said }, event };
  return { state: afterEvent(state, event), event };
}

/** The state when the user has asked the run to stop. */
export function afterStop(state: RunState): RunState {
  return isOver(state) ? state : { ...state, status: 'stopping', secondsLeft: null };
}

/** The state of a run whose process was somebody else's and has ended, from what its folder says now: always one that is over. */
export function afterStored(
  state: RunState,
  status: Exclude<RunStatus, 'running'> | 'unreadable',
  message: Words,
): RunState {
  if (isOver(state)) return state;
  const over = { ...state, secondsLeft: null };
  if (status === 'interrupted' || (status === 'dead' && state.status === 'stopping'))
    return { ...over, status: 'stopped' };
  return {
    ...over,
    status: 'failed',
    trouble: status === 'unreadable' ? { kind: 'unreadable', message } : { kind: 'lost' },
  };
}

/** The state when the process has ended: always one that is over. */
export function afterEnding(state: RunState, ending: Ending): RunState {
  if (isOver(state)) return state;
  const over = { ...state, secondsLeft: null };
  if (ending.kind === 'ended' && (state.status === 'stopping' || ending.code === 130))
    return { ...over, status: 'stopped' };
  if (ending.kind === 'ended' && state.point !== null && state.errors !== null && SWEPT.includes(ending.code ?? -1))
    return { ...over, status: 'finished' };
  return { ...over, status: 'failed', trouble: state.trouble ?? troubleAfter(state, ending) };
}

/** Exit codes of a sweep whose points all have results: promises kept, and not. */
const SWEPT: readonly number[] = [0, 1];

/** A run that was asked to stop stays so whatever still comes. */
function going(state: RunState, status: Status): Status {
  return state.status === 'stopping' ? 'stopping' : status;
}

/** The latest pace, and the seconds that `all` would take at it. */
function paced(
  before: Pick<RunState, 'pace'>,
  done: number,
  all: number,
  time: number,
): Pick<RunState, 'pace' | 'secondsLeft'> {
  const pace = [...before.pace, { done, time }].slice(-PACE_WINDOW);
  const first = pace[0]!;
  const advanced = done - first.done;
  return { pace, secondsLeft: advanced > 0 && all >= done ? ((time - first.time) / advanced) * (all - done) : null };
}
