import { say } from '../../localization/phrase.ts';
import { bare, oneOf, withNumber } from './choices.ts';
import { activation, initialisations } from './networks.ts';
import { count, positive, widths } from './numbers.ts';
import { setting } from './value.ts';

const cusps = oneOf<'exact' | 'trained' | 'none'>('cusp condition', {
  exact: bare('exact', say`The slope at coalescence is the one that cancels the Coulomb singularity (Kato 1957).`),
  trained: bare('trained', say`The slope at coalescence is a parameter.`),
  none: bare('none', say`The wave function is smooth where particles meet.`),
});

/** `jastrow { … }`: a symmetric function of all distances, to be exponentiated. */
export const jastrow = {
  hidden: setting({
    documentation: say`Widths of the hidden layers of its network of pair distances.`,
    value: widths,
    fallback: {
      value: [32, 32],
      shown: '[32, 32]',
      reason: say`pair correlations are smooth functions of one distance`,
    },
  }),
  activation: setting({
    documentation: say`The function after each hidden layer.`,
    value: activation,
    fallback: { value: 'tanh', shown: 'tanh', reason: say`it is smooth and bounded, so local energies stay tame` },
  }),
  cusps: setting({
    documentation: say`What happens where two particles meet.`,
    value: cusps,
    fallback: {
      value: 'exact',
      shown: 'exact',
      reason: say`without the cusp the local energy diverges as 1/r, and dots stay 1 % above the ground state`,
    },
  }),
  ...initialisations,
} as const;

const visible = oneOf<{ kind: 'gaussian'; sigma: number } | { kind: 'binary' }>('part of a wave function', {
  gaussian: withNumber(
    'sigma',
    positive,
    (sigma) => ({ kind: 'gaussian' as const, sigma }),
    say`Coordinates with a gaussian of this width.`,
  ),
  binary: bare({ kind: 'binary' }, say`Spins ±1.`),
});

/** `rbm { … }`: a restricted Boltzmann machine of all coordinates or spins (Carleo & Troyer 2017). */
export const rbm = {
  hidden: setting({
    documentation: say`Hidden units.`,
    value: count,
    fallback: { value: 12, shown: '12', reason: say`about two for each of six particles, the published size for dots` },
  }),
  visible: setting<{ kind: 'gaussian'; sigma: number } | { kind: 'binary' }>({
    documentation: say`What the visible units are.`,
    value: visible,
    fallback: {
      value: { kind: 'gaussian', sigma: 1 },
      shown: 'gaussian(sigma = 1)',
      reason: say`the width of the oscillator’s ground state`,
    },
  }),
  init: setting({
    ...initialisations.init,
    fallback: {
      value: { kind: 'normal', std: 0.01 },
      shown: 'normal(std = 0.01)',
      reason: say`small weights begin with almost no correlation, from where training is stable`,
    },
  }),
} as const;
