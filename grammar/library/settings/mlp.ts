import { say } from '../../localization/phrase.ts';
import { activation, initialisations } from './networks.ts';
import { widths } from './numbers.ts';
import { setting } from './value.ts';

/** `mlp { … }`: dense layers, one output for each state. */
export const mlp = {
  hidden: setting({
    documentation: say`Widths of the hidden layers, from the coordinates to the output.`,
    value: widths,
    fallback: {
      value: [32, 32],
      shown: '[32, 32]',
      reason: say`two layers of 32 bend enough for smooth states of a few dimensions, and train in seconds`,
    },
  }),
  activation: setting({
    documentation: say`The function after each hidden layer. It must have two derivatives, because H contains ∇².`,
    value: activation,
    fallback: { value: 'tanh', shown: 'tanh', reason: say`it is smooth and bounded, so local energies stay tame` },
  }),
  output: setting({
    documentation: say`The function after the last layer.`,
    value: activation,
    fallback: {
      value: 'none',
      shown: 'none',
      reason: say`the size of a wave function is free: nothing should bound it`,
    },
  }),
  ...initialisations,
} as const;
