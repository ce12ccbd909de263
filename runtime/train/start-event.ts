import { parameterCount } from '../ansatz/parameters.ts';
import { EVENTS_VERSION, type EventOf } from '../events.ts';
import { phaseSpans, totalSteps } from './phases.ts';
import { referenceLines } from './reference-lines.ts';
import type { RunState } from './run-state.ts';

/** What a run says of itself first. @param run path of its folder */
export function startEvent(state: RunState, run: string | null): EventOf<'start'> {
  const { train, states, schedule, seed } = state.experiment;
  const { text, threads } = state.engine.description;
  return {
    type: 'start',
    version: EVENTS_VERSION,
    time: state.time,
    train,
    states,
    steps: totalSteps(schedule),
    walkers: schedule.sampler.walkers,
    parameters: parameterCount(state.ansatz.parameters),
    device: text,
    threads,
    seed,
    reference: referenceLines(state.experiment),
    phases: phaseSpans(schedule).map(({ phase, first }, k) => ({
      name: phase.name,
      first,
      steps: phase.steps,
      trained: state.phases[k]!.trainable.count,
    })),
    terms: [...new Set(state.phases.flatMap(({ objective }) => objective.terms))],
    run,
  };
}
