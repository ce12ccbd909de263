import { say } from '../localization/phrase.ts';
import { libraryName } from './builtin.ts';

export const DENSITY = libraryName(
  'observable',
  'density',
  'density(x)',
  say('Particles per length along one component: `density(r, axis = 1, bins = 100, range = -5..5)`.'),
);
export const PAIR_DENSITY = libraryName(
  'observable',
  'pair_density',
  'pair_density(x)',
  say('Pairs of particles per length of their distance: `pair_density(x, bins = 100, range = 0..10)`.'),
);

/** What `observe` measures beside the energy; a formula stands for its own mean. */
export const OBSERVABLES = [DENSITY, PAIR_DENSITY] as const;
