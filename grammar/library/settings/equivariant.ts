import { activation, initialisations } from './networks.ts';
import { count } from './numbers.ts';
import { setting, type ValuesOf } from './value.ts';

/** `equivariant { … }`: features of each particle that follow it when particles change places. */
export const equivariant = {
  layers: setting({
    documentation: 'How many layers; each mixes what a particle knows with the mean over all particles.',
    value: count,
    fallback: {
      value: 2,
      shown: '2',
      reason:
        'the second layer is the first that sees where the others are; trapped fermions need no third (Keeble 2023)',
    },
  }),
  hidden: setting({
    documentation: 'Features of each particle.',
    value: count,
    fallback: {
      value: 64,
      shown: '64',
      reason: 'enough for up to six trapped fermions at every coupling that was tried (Keeble 2023)',
    },
  }),
  activation: setting({
    documentation: 'The function after each layer. It must have two derivatives, because H contains ∇².',
    value: activation,
    fallback: { value: 'tanh', shown: 'tanh', reason: 'it is smooth and bounded, so local energies stay tame' },
  }),
  init: setting({
    ...initialisations.init,
    fallback: {
      value: { kind: 'fan_in' },
      shown: 'fan_in',
      reason: 'features begin small beside the envelope, so the first state is close to free fermions',
    },
  }),
  bias_init: initialisations.bias_init,
} as const;

export type EquivariantSettings = ValuesOf<typeof equivariant>;
