import { say } from '../../localization/phrase.ts';
import { bare, oneOf } from './choices.ts';
import { initialisations } from './networks.ts';
import { count, positive } from './numbers.ts';
import { setting } from './value.ts';

/** Whose orbitals a matrix has: one row for each particle of that spin. */
export type OrbitalSpin = 'all' | 'up' | 'down';

/** Settings of `orbitals(B, …)`, given by name behind the features. */
export const orbitals = {
  determinants: setting({
    documentation: say`How many matrices; det(Phi) adds their determinants.`,
    value: count,
    fallback: {
      value: 1,
      shown: '1',
      reason: say`features that see all particles make one determinant exact in principle; more cost as many times the work`,
    },
  }),
  spin: setting<OrbitalSpin>({
    documentation: say(
      'Of which particles the matrix has rows: one for each with spin up, or down, of `{ up = 3 }`, and as many orbitals. The envelope that it is multiplied by has the same.',
    ),
    value: oneOf<OrbitalSpin>('spin', {
      all: bare('all', say`A row for each particle.`),
      up: bare('up', say`A row for each particle with spin up.`),
      down: bare('down', say`A row for each particle with spin down.`),
    }),
    fallback: {
      value: 'all',
      shown: say`all`,
      reason: say`particles without a spin are all alike`,
    },
  }),
  init: setting({
    ...initialisations.init,
    fallback: {
      value: { kind: 'fan_in' },
      shown: 'fan_in',
      reason: say`orbitals of about the size of one feature: determinants neither vanish nor overflow at the start`,
    },
  }),
  bias_init: initialisations.bias_init,
} as const;

/** Settings of `gaussian_envelope(x, …)`. */
export const gaussianEnvelope = {
  width: setting({
    documentation: say`Where every w of exp(−w² |xᵢ|²) begins.`,
    value: positive,
    fallback: {
      value: Math.SQRT1_2,
      shown: 'sqrt(1/2)',
      reason: say`exp(−x²/2) is the ground state of the oscillator, so training begins with free particles in a trap`,
    },
  }),
} as const;
