import { initialisations } from './networks.ts';
import { count, positive } from './numbers.ts';
import { setting } from './value.ts';

/** Settings of `orbitals(B, …)`, given by name behind the features. */
export const orbitals = {
  determinants: setting({
    documentation: 'How many matrices; det(Phi) adds their determinants.',
    value: count,
    fallback: {
      value: 1,
      shown: '1',
      reason:
        'features that see all particles make one determinant exact in principle; more cost as many times the work',
    },
  }),
  init: setting({
    ...initialisations.init,
    fallback: {
      value: { kind: 'fan_in' },
      shown: 'fan_in',
      reason: 'orbitals of about the size of one feature: determinants neither vanish nor overflow at the start',
    },
  }),
  bias_init: initialisations.bias_init,
} as const;

/** Settings of `gaussian_envelope(x, …)`. */
export const gaussianEnvelope = {
  width: setting({
    documentation: 'Where every w of exp(−w² |xᵢ|²) begins.',
    value: positive,
    fallback: {
      value: Math.SQRT1_2,
      shown: 'sqrt(1/2)',
      reason: 'exp(−x²/2) is the ground state of the oscillator, so training begins with free particles in a trap',
    },
  }),
} as const;
