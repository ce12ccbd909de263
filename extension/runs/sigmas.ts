import type { Reference } from '../protocol.ts';

/** How many standard errors each state with an error bar is away from its level; states without either are left out. */
export function sigmas(
  energies: readonly (number | null)[],
  errors: readonly (number | null)[],
  references: readonly Reference[],
): { state: number; sigmas: number; kind: Reference['kind'] }[] {
  return energies.flatMap((energy, state) => {
    const error = errors[state] ?? 0;
    const reference = references[state];
    if (energy === null || error <= 0 || reference === undefined || reference.value === null) return [];
    return [{ state, sigmas: Math.abs(energy - reference.value) / error, kind: reference.kind }];
  });
}
