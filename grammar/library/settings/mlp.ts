import { activation, initialisations } from './networks.ts';
import { widths } from './numbers.ts';
import { setting } from './value.ts';

/** `mlp { … }`: dense layers, one output for each state. */
export const mlp = {
  hidden: setting({
    documentation: 'Widths of the hidden layers, from the coordinates to the output.',
    value: widths,
    fallback: {
      value: [32, 32],
      shown: '[32, 32]',
      reason: 'two layers of 32 bend enough for smooth states of a few dimensions, and train in seconds',
    },
  }),
  activation: setting({
    documentation: 'The function after each hidden layer. It must have two derivatives, because H contains ∇².',
    value: activation,
    fallback: { value: 'tanh', shown: 'tanh', reason: 'it is smooth and bounded, so local energies stay tame' },
  }),
  output: setting({
    documentation: 'The function after the last layer.',
    value: activation,
    fallback: { value: 'none', shown: 'none', reason: 'the size of a wave function is free: nothing should bound it' },
  }),
  ...initialisations,
} as const;
