import { changesBetween, energyDifferences } from 'qham/compare';
import type { StoredRun } from '../runs/stored-run.ts';
import type { Run } from '../training/runs.ts';
import type { Comparison } from './protocol.ts';

/** A run to compare: what its folder says and, with its curve, what was read of it. */
export interface Compared {
  readonly stored: StoredRun;
  readonly run: Run;
}

/**
 * What the Compare view states of some runs.
 * @param name what to call a run
 */
export function comparison(compared: readonly Compared[], name: (stored: StoredRun) => string): Comparison {
  const runs = compared.map(({ stored, run }) => ({
    name: name(stored),
    path: stored.path,
    status: run.state.status,
    energies: [...(stored.errors ? stored.energies : run.state.energies)],
    errors: [...(stored.errors ?? [])],
    references: [...stored.references],
    buckets: run.curve?.since(-1, 0).buckets ?? [],
  }));
  return {
    type: 'compare',
    runs,
    differences: energyDifferences(runs),
    changes: changesBetween(compared.flatMap(({ stored }) => stored.experiment ?? [])).map(({ what, values }) => ({
      what,
      values: [...values],
    })),
  };
}
