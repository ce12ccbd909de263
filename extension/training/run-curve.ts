import type { RunEvent } from 'qham/events';
import { valuesOf } from './columns.ts';
import type { Curve } from './curve.ts';
import { afterEvent, type RunState } from './run-state.ts';

/** The state after some events, which the curve, if there is one, has taken in. */
export function afterEventsWithCurve(curve: Curve | null, before: RunState, events: Iterable<RunEvent>): RunState {
  let now = before;
  for (const event of events) {
    const state = afterEvent(now, event);
    takeIntoCurve(curve, now, state, event);
    now = state;
  }
  return now;
}

/** Adds a step of the run to its curve; each point of a sweep has a curve of its own. @param state after the event */
export function takeIntoCurve(curve: Curve | null, before: RunState, state: RunState, event: RunEvent): void {
  if (curve === null) return;
  if (state.point !== before.point) curve.clear();
  if (event.type === 'step' && state.before === null)
    curve.add(event.step, event.energies, event.time, valuesOf(event, state.columns));
}
