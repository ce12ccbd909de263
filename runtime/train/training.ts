/**
 * A run of one experiment, as a stream of events. It knows nothing of files, terminals or editors.
 */
import { buildAnsatz } from '../ansatz/ansatz.ts';
import { parameterCount } from '../ansatz/parameters.ts';
import type { Engine } from '../engine/engine.ts';
import type { EventOf, RunEvent } from '../events.ts';
import type { Experiment } from '../experiment.ts';
import type { Checkpoint } from './checkpoint.ts';
import { evaluate } from './evaluate.ts';
import { assertFeasible } from './feasibility.ts';
import { RunState, release } from './run-state.ts';
import { ShapeSchedule } from './shape-schedule.ts';
import { startEvent } from './start-event.ts';
import { trainingStep } from './step.ts';
import { carryOver, type Source } from './transfer.ts';

export interface TrainingOptions {
  /** Go on from here instead of from the beginning. */
  checkpoint?: Checkpoint;
  /** Begin with the parameters of this run; a checkpoint has them already. */
  source?: Source;
  /** Path of the run folder, for the start event. */
  runPath: string | null;
}

export interface Training {
  /** The run itself; it goes on while it is read. The last event is `result`, `interrupted` or `failure`. */
  events(): AsyncGenerator<RunEvent>;
  /** The state after the last step event. */
  checkpoint(): Checkpoint;
  /** Ends the run after the current step or evaluation sample. */
  requestStop(): void;
}

/** An evaluation of a run that is finished, as a run that has only that left: its last event is `result`, `interrupted` or `failure`. */
export async function startEvaluation(
  experiment: Experiment,
  engine: Engine,
  options: { checkpoint: Checkpoint; runPath: string | null; samples: number },
): Promise<Training> {
  const { schedule } = experiment;
  const evaluation = { ...schedule.evaluation, samples: options.samples };
  const asked = { ...experiment, schedule: { ...schedule, evaluation } };
  const state = await RunState.create(asked, engine, options.checkpoint);
  return trainingOf(state, (stopRequested) => evaluationEvents(state, options.runPath, stopRequested));
}

type Transfer = Omit<EventOf<'transfer'>, 'type' | 'step' | 'time'>;

/** Builds and compiles all graphs of an experiment, and restores the checkpoint if there is one. @throws Infeasible, and TransferError when it cannot start from `source` */
export async function startTraining(
  experiment: Experiment,
  engine: Engine,
  options: TrainingOptions,
): Promise<Training> {
  const { source, checkpoint } = options;
  if (experiment.start_from !== null && !source && !checkpoint)
    throw new Error(`${experiment.train} starts from ${experiment.start_from}, whose parameters are missing`);
  assertFeasible(experiment, parameterCount(buildAnsatz(experiment).parameters));
  const state = await RunState.create(experiment, engine, checkpoint);
  let transfer: Transfer | null = null;
  if (source && !checkpoint)
    try {
      const carried = carryOver(experiment, state.ansatz.parameters, state.parameters, source);
      transfer = { from: source.experiment.train, run: source.run, ...carried };
    } catch (error) {
      await state.dispose();
      throw error;
    }
  return trainingOf(state, (stopRequested) => events(state, options.runPath, transfer, stopRequested));
}

function trainingOf(state: RunState, events: (stopRequested: () => boolean) => AsyncGenerator<RunEvent>): Training {
  let stopRequested = false;
  return {
    events: () => events(() => stopRequested),
    checkpoint: () => state.checkpoint(),
    requestStop: () => {
      stopRequested = true;
    },
  };
}

async function* evaluationEvents(
  state: RunState,
  runPath: string | null,
  stopRequested: () => boolean,
): AsyncGenerator<RunEvent> {
  try {
    state.begin();
    yield startEvent(state, runPath);
    yield { type: 'resumed', step: state.step, time: state.time };
    yield* evaluate(state, stopRequested);
  } finally {
    await state.dispose();
  }
}

async function* events(
  state: RunState,
  runPath: string | null,
  transfer: Transfer | null,
  stopRequested: () => boolean,
): AsyncGenerator<RunEvent> {
  const shapes = new ShapeSchedule(state);
  try {
    state.begin();
    yield startEvent(state, runPath);
    if (transfer) yield { type: 'transfer', step: 0, time: state.time, ...transfer };
    if (state.step > 0) yield { type: 'resumed', step: state.step, time: state.time };
    for (let { phase } = state; phase; phase = state.phase) {
      if (stopRequested()) return yield { type: 'interrupted', step: state.step, time: state.time };
      const said = await trainingStep(state, phase);
      const last = said.pop()!;
      yield* said;
      if (last.type !== 'failure') yield* await shapes.whenDue();
      yield last;
      if (last.type === 'failure') return;
    }
    yield* evaluate(state, stopRequested);
  } finally {
    await release(shapes, state);
  }
}
