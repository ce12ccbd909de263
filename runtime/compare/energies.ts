/** Energies of several runs side by side. */
import type { ListedRun } from '../store/index.ts';

/** The energies of one run; without error bars where it has no result. */
export interface ComparedRun {
  readonly energies: readonly (number | null)[];
  readonly errors: readonly (number | null)[];
}

/** How far a state of a run is from the same state of the first run. */
export interface EnergyDifference {
  readonly state: number;
  /** Number of the run, from 1: the first one is what is compared with. */
  readonly run: number;
  readonly value: number;
  /** One standard error; the runs are independent, so the squares of theirs add up. Null where one has none. */
  readonly error: number | null;
  /** The difference in standard errors. */
  readonly sigmas: number | null;
}

/** What is known of the energies of a run on the disk. */
export function comparedRun({ summary, lastStep }: Pick<ListedRun, 'summary' | 'lastStep'>): ComparedRun {
  const ending = summary?.ending;
  return ending?.type === 'result'
    ? { energies: ending.energies, errors: ending.errors }
    : { energies: lastStep?.energies ?? [], errors: [] };
}

/** The differences of every later run from the first one, for each state that both have. */
export function energyDifferences([first, ...others]: readonly ComparedRun[]): EnergyDifference[] {
  if (first === undefined) return [];
  return others.flatMap((other, i) =>
    other.energies.flatMap((energy, state): EnergyDifference[] => {
      const reference = first.energies[state] ?? null;
      if (energy === null || reference === null) return [];
      const errors = [first.errors[state] ?? null, other.errors[state] ?? null];
      const error = errors.includes(null) ? null : Math.hypot(...(errors as number[]));
      const value = energy - reference;
      return [{ state, run: i + 1, value, error, sigmas: error ? value / error : null }];
    }),
  );
}
