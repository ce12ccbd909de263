/**
 * The lines to draw beside the energies.
 */
import type { EventOf } from '../events.ts';
import type { Experiment } from '../experiment.ts';
import { exactLevels } from '../reference/levels.ts';

/** For each state the exact level where it is known, else the value that the file expects. */
export function referenceLines(experiment: Experiment): EventOf<'start'>['reference'] {
  const exact = exactLevels(experiment.hamiltonian, experiment.states);
  return Array.from({ length: experiment.states }, (_, state) => {
    if (exact) return { value: exact.levels[state]!, kind: 'exact' as const };
    for (const { first, last, target } of experiment.expectations)
      if (state >= first && state <= last && target.kind === 'values')
        return {
          value: target.values[Math.min(state - first, target.values.length - 1)] ?? null,
          kind: 'expected' as const,
        };
    return { value: null, kind: 'expected' as const };
  });
}
