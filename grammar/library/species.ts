import { type Phrase, say } from '../localization/phrase.ts';

/** What happens to a wave function when two particles change places. */
export type Statistics = 'fermions' | 'bosons' | 'distinguishable';

/** A kind of particles, as it is named in `particles x: 4 fermions in R^1`. */
export interface Species {
  readonly name: string;
  readonly statistics: Statistics;
  /** In elementary charges; undefined where nothing says it. */
  readonly charge: number | undefined;
  readonly documentation: Phrase;
}

export const SPECIES: readonly Species[] = [
  {
    name: 'fermions',
    statistics: 'fermions',
    charge: undefined,
    documentation: say`Identical fermions: ψ changes its sign when two of them change places.`,
  },
  {
    name: 'bosons',
    statistics: 'bosons',
    charge: undefined,
    documentation: say`Identical bosons: ψ stays the same when two of them change places.`,
  },
  {
    name: 'distinguishable',
    statistics: 'distinguishable',
    charge: undefined,
    documentation: say`Particles that can be told apart: ψ has no symmetry under exchange.`,
  },
  {
    name: 'electrons',
    statistics: 'fermions',
    charge: -1,
    documentation: say`Electrons: fermions of spin ½ with charge −1.`,
  },
  {
    name: 'nucleons',
    statistics: 'fermions',
    charge: undefined,
    documentation: say`Nucleons: fermions of spin ½ and isospin ½, protons and neutrons alike.`,
  },
  {
    name: 'neutrons',
    statistics: 'fermions',
    charge: 0,
    documentation: say`Neutrons: fermions of spin ½ without charge.`,
  },
  {
    name: 'protons',
    statistics: 'fermions',
    charge: 1,
    documentation: say`Protons: fermions of spin ½ with charge 1.`,
  },
];

export function speciesNamed(name: string): Species | undefined {
  return SPECIES.find((species) => species.name === name);
}
