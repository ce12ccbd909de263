import { libraryName } from './builtin.ts';

/** What `observe` measures beside the energy; a formula stands for its own mean. */
export const OBSERVABLES = [
  libraryName(
    'observable',
    'density',
    'density(x)',
    'Particles per length along one component: `density(r, axis = 1, bins = 100, range = -5..5)`.',
  ),
  libraryName(
    'observable',
    'pair_density',
    'pair_density(x)',
    'Pairs of particles per length of their distance: `pair_density(x, bins = 100, range = 0..10)`.',
  ),
] as const;
