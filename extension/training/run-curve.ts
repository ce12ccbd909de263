import type { RunEvent } from 'qham/events';
import { valuesOf } from './columns.ts';
import type { Curve } from './curve.ts';
import { afterEvent, type RunState } from './run-state.ts';

/** The state after some events, which the curve has taken in. */
export function afterEventsWithCurve(curve: Curve, before: RunState, events: Iterable<RunEvent>): RunState {
  let now = before;
  for (const event of events) {
    const state = afterEvent(now, event);
    takeIntoCurve(curve, now, state, event);
    now = state;
  }
  return now;
}

/** Adds a step of the run to its curve; each point of a sweep has a curve of its own. @param state after the event */
export function takeIntoCurve(curve: Curve, before: RunState, state: RunState, event: RunEvent): void {
  if (state.point !== before.point) curve.clear();
  if (event.type === 'step' && state.before === null)
    curve.add(event.step, event.energies, event.time, valuesOf(event, state.columns));
}
