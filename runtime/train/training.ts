/**
 * A run of one experiment, as a stream of events. It knows nothing of files, terminals or editors.
 */
import type { Engine } from '../engine/engine.ts';
import type { RunEvent } from '../events.ts';
import type { Experiment } from '../experiment.ts';
import type { Checkpoint } from './checkpoint.ts';
import { evaluate } from './evaluate.ts';
import { RunState } from './run-state.ts';
import { startEvent } from './start-event.ts';
import { endPhaseWhenDue, trainingStep } from './step.ts';

export interface TrainingOptions {
  /** Go on from here instead of from the beginning. */
  checkpoint?: Checkpoint;
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

/** Builds and compiles all graphs of an experiment, and restores the checkpoint if there is one. */
export async function startTraining(
  experiment: Experiment,
  engine: Engine,
  options: TrainingOptions,
): Promise<Training> {
  const state = await RunState.create(experiment, engine, options.checkpoint);
  let stopRequested = false;
  return {
    events: () => events(state, options.runPath, () => stopRequested),
    checkpoint: () => state.checkpoint(),
    requestStop: () => {
      stopRequested = true;
    },
  };
}

async function* events(
  state: RunState,
  runPath: string | null,
  stopRequested: () => boolean,
): AsyncGenerator<RunEvent> {
  try {
    state.begin();
    yield startEvent(state, runPath);
    if (state.step > 0) yield { type: 'resumed', step: state.step, time: state.time };
    for (let { phase } = state; phase; phase = state.phase) {
      if (stopRequested()) return yield { type: 'interrupted', step: state.step, time: state.time };
      const event = await trainingStep(state, phase);
      if (event.type === 'failure') return yield event;
      const stopped = endPhaseWhenDue(state, phase, event);
      yield event;
      if (stopped) yield stopped;
    }
    yield* evaluate(state, stopRequested);
  } finally {
    await state.dispose();
  }
}
