/**
 * Where a step lies in the schedule.
 */
import type { Phase, Schedule } from '../experiment.ts';

export interface PhaseSpan {
  phase: Phase;
  /** Step of the whole run before which this phase begins, counted from 0. */
  first: number;
}

/** The phases with their first steps. */
export function phaseSpans(schedule: Schedule): PhaseSpan[] {
  let first = 0;
  return schedule.phases.map((phase) => {
    const span = { phase, first };
    first += phase.steps;
    return span;
  });
}

/** Optimizer steps of all phases together. */
export function totalSteps(schedule: Schedule): number {
  return schedule.phases.reduce((total, phase) => total + phase.steps, 0);
}
