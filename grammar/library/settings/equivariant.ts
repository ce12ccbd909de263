import { say } from '../../localization/phrase.ts';
import { oneOf, withNumber } from './choices.ts';
import { activation, type InitialisationValue, initialisationForms, initialisations } from './networks.ts';
import { count, positive } from './numbers.ts';
import { setting } from './value.ts';

/** How weights begin; only layers of particles know where steps could be scattered. */
const equivariantInitialisation = oneOf<InitialisationValue | { kind: 'scattered'; size: number }>('initialisation', {
  ...initialisationForms,
  scattered: withNumber(
    'size',
    positive,
    (size) => ({ kind: 'scattered', size }),
    say`The first layer begins with steps of this width, all over a trap whose ground state has this width; later layers as with fan_in.`,
  ),
});

/** `equivariant { … }`: features of each particle that follow it when particles change places. */
export const equivariant = {
  layers: setting({
    documentation: say`How many layers; each mixes what a particle knows with the mean over all particles.`,
    value: count,
    fallback: {
      value: 2,
      shown: '2',
      reason: say`the second layer is the first that sees where the others are; trapped fermions need no third (Keeble 2023)`,
    },
  }),
  hidden: setting({
    documentation: say`Features of each particle.`,
    value: count,
    fallback: {
      value: 64,
      shown: '64',
      reason: say`enough for up to six trapped fermions at every coupling that was tried (Keeble 2023)`,
    },
  }),
  activation: setting({
    documentation: say`The function after each layer. It must have two derivatives, because H contains ∇².`,
    value: activation,
    fallback: { value: 'tanh', shown: 'tanh', reason: say`it is smooth and bounded, so local energies stay tame` },
  }),
  init: setting({
    ...initialisations.init,
    value: equivariantInitialisation,
    fallback: {
      value: { kind: 'scattered', size: 1 },
      shown: 'scattered(1)',
      reason: say`orbitals of many particles stay linearly independent, so that float32 has digits enough for ten of them`,
    },
  }),
  bias_init: setting({
    ...initialisations.bias_init,
    documentation: say`How biases begin, but for those that a scattered layer brings with it.`,
  }),
} as const;
