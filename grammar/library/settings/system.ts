import { countOrZero, finite, positive } from './numbers.ts';
import { setting } from './value.ts';

/** Settings of a line of `particles`. */
export const particles = {
  up: setting<number | null>({
    documentation: 'How many of the particles have spin up; the others have spin down.',
    value: countOrZero,
    fallback: {
      value: null,
      shown: 'all',
      reason: 'without spin in H the particles are taken as polarised: one orbital for each of them',
    },
  }),
  mass: setting<number | null>({
    documentation: 'The mass that `kinetic` takes.',
    value: positive,
    fallback: {
      value: null,
      shown: 'that of the kind',
      reason: 'electrons and nucleons have their own, others have 1',
    },
  }),
  charge: setting<number | null>({
    documentation: 'The charge that `coulomb` and `ewald` take, in elementary charges.',
    value: finite,
    fallback: {
      value: null,
      shown: 'that of the kind',
      reason: 'electrons have −1; other particles have none to assume',
    },
  }),
} as const;

/** What may stand beside the settings of `particles`, without a value. */
export const PARTICLE_FLAGS: Readonly<Record<string, string>> = {
  spin: 'Each particle has a spin ½ of its own, on which σ[i] and S[i] act.',
  isospin: 'Each particle is a proton or a neutron: τ[i] acts on it.',
};

/** What may stand in the braces of a `sweep`, without a value. */
export const SWEEP_FLAGS: Readonly<Record<string, string>> = {
  chain: 'Each value begins with the wave function of the one before it.',
};
