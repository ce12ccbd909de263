import { libraryName } from './builtin.ts';

export const KINETIC = libraryName(
  'energy',
  'kinetic',
  'kinetic',
  'The kinetic energy of all particles, `sum(i) -ħ^2/(2*m) * ∇²[i]` with the mass of each kind.',
);
export const COULOMB = libraryName(
  'energy',
  'coulomb',
  'coulomb',
  'The whole electrostatic Hamiltonian: kinetic energy, attraction to the nuclei, repulsion of the particles and of the nuclei.',
);
export const EWALD = libraryName(
  'energy',
  'ewald',
  'ewald',
  'The Coulomb energy of charges in a periodic box with a neutralising background, summed as Ewald does (Ann. Phys. 369, 253, 1921).',
);

/** Energies that a Hamiltonian may name instead of writing them out. */
export const ENERGIES = [KINETIC, COULOMB, EWALD] as const;
