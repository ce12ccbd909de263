import { bare, oneOf, withNumber } from './choices.ts';
import { nonNegative, widths } from './numbers.ts';
import { setting, type ValuesOf } from './value.ts';

type ActivationName = 'sin' | 'cos' | 'tanh' | 'sigmoid' | 'softplus' | 'silu' | 'gaussian' | 'none';

const activation = oneOf<ActivationName>('activation', {
  sin: bare('sin', 'sin(x): oscillates, so that few layers make many nodes.'),
  cos: bare('cos', 'cos(x): even, and 1 at the origin.'),
  tanh: bare('tanh', 'tanh(x): smooth and bounded, linear near 0.'),
  sigmoid: bare('sigmoid', '1/(1 + exp(−x)): smooth, between 0 and 1.'),
  softplus: bare('softplus', 'log(1 + exp(x)): a ramp with a smooth corner.'),
  silu: bare('silu', 'x/(1 + exp(−x)): a smooth ramp, slightly negative below 0.'),
  gaussian: bare('gaussian', 'exp(−x²): local, vanishes on both sides.'),
  none: bare('none', 'x: the layer stays linear.'),
});

type InitialisationValue =
  | { kind: 'normal'; std: number }
  | { kind: 'uniform'; width: number }
  | { kind: 'fan_in' | 'glorot' | 'zero' };

const initialisation = oneOf<InitialisationValue>('initialisation', {
  normal: withNumber(
    'std',
    nonNegative,
    (std) => ({ kind: 'normal', std }),
    'Normal numbers with this standard deviation.',
  ),
  uniform: withNumber(
    'width',
    nonNegative,
    (width) => ({ kind: 'uniform', width }),
    'Uniform numbers between −width and +width.',
  ),
  fan_in: bare({ kind: 'fan_in' }, 'Uniform numbers between ±1/√n for a layer with n inputs.'),
  glorot: bare(
    { kind: 'glorot' },
    'Uniform numbers between ±√(6/(inputs + outputs)): signals keep their size from layer to layer (Glorot & Bengio 2010).',
  ),
  zero: bare({ kind: 'zero' }, 'All zero.'),
});

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
  init: setting({
    documentation: 'How weights begin.',
    value: initialisation,
    fallback: {
      value: { kind: 'glorot' },
      shown: 'glorot',
      reason: 'signals keep their size through layers of any width, so deep networks begin to learn at once',
    },
  }),
  bias_init: setting({
    documentation: 'How biases begin.',
    value: initialisation,
    fallback: {
      value: { kind: 'fan_in' },
      shown: 'fan_in',
      reason: 'without biases a network of odd functions is odd, and would begin with a node at the origin',
    },
  }),
} as const;

export type MlpSettings = ValuesOf<typeof mlp>;
