import { type Phrase, say } from '../../localization/phrase.ts';
import { countOrZero, finite, positive } from './numbers.ts';
import { setting } from './value.ts';

/** Settings of a line of `particles`. */
export const particles = {
  up: setting<number | null>({
    documentation: say`How many of the particles have spin up; the others have spin down.`,
    value: countOrZero,
    fallback: {
      value: null,
      shown: say`all`,
      reason: say`without spin in H the particles are taken as polarised: one orbital for each of them`,
    },
  }),
  mass: setting<number | null>({
    documentation: say('The mass that `kinetic` takes.'),
    value: positive,
    fallback: {
      value: null,
      shown: say`that of the kind`,
      reason: say`electrons and nucleons have their own, others have 1`,
    },
  }),
  charge: setting<number | null>({
    documentation: say('The charge that `coulomb` and `ewald` take, in elementary charges.'),
    value: finite,
    fallback: {
      value: null,
      shown: say`that of the kind`,
      reason: say`electrons have −1; other particles have none to assume`,
    },
  }),
} as const;

/** What may stand beside the settings of `particles`, without a value. */
export const PARTICLE_FLAGS: Readonly<Record<string, Phrase>> = {
  spin: say`Each particle has a spin ½ of its own, on which σ[i] and S[i] act.`,
  isospin: say`Each particle is a proton or a neutron: τ[i] acts on it.`,
};

/** What may stand in the braces of a `sweep`, without a value. */
export const SWEEP_FLAGS: Readonly<Record<string, Phrase>> = {
  chain: say`Each value begins with the wave function of the one before it.`,
};
