import { say } from '../../localization/phrase.ts';
import { bare, type Form, oneOf, withNumber } from './choices.ts';
import { nonNegative } from './numbers.ts';
import { setting } from './value.ts';

export type ActivationName = 'sin' | 'cos' | 'tanh' | 'sigmoid' | 'softplus' | 'silu' | 'gaussian' | 'none';

/** Functions between the layers of a network. */
export const activation = oneOf<ActivationName>('activation', {
  sin: bare('sin', say`sin(x): oscillates, so that few layers make many nodes.`),
  cos: bare('cos', say`cos(x): even, and 1 at the origin.`),
  tanh: bare('tanh', say`tanh(x): smooth and bounded, linear near 0.`),
  sigmoid: bare('sigmoid', say`1/(1 + exp(−x)): smooth, between 0 and 1.`),
  softplus: bare('softplus', say`log(1 + exp(x)): a ramp with a smooth corner.`),
  silu: bare('silu', say`x/(1 + exp(−x)): a smooth ramp, slightly negative below 0.`),
  gaussian: bare('gaussian', say`exp(−x²): local, vanishes on both sides.`),
  none: bare('none', say`x: the layer stays linear.`),
});

export type InitialisationValue =
  | { kind: 'normal'; std: number }
  | { kind: 'uniform'; width: number }
  | { kind: 'fan_in' | 'glorot' | 'zero' };

/** The ways in which parameters of any network can begin. */
export const initialisationForms: Readonly<Record<string, Form<InitialisationValue>>> = {
  normal: withNumber(
    'std',
    nonNegative,
    (std) => ({ kind: 'normal', std }),
    say`Normal numbers with this standard deviation.`,
  ),
  uniform: withNumber(
    'width',
    nonNegative,
    (width) => ({ kind: 'uniform', width }),
    say`Uniform numbers between −width and +width.`,
  ),
  fan_in: bare({ kind: 'fan_in' }, say`Uniform numbers between ±1/√n for a layer with n inputs.`),
  glorot: bare(
    { kind: 'glorot' },
    say`Uniform numbers between ±√(6/(inputs + outputs)): signals keep their size from layer to layer (Glorot & Bengio 2010).`,
  ),
  zero: bare({ kind: 'zero' }, say`All zero.`),
};

/** How parameters begin. */
export const initialisation = oneOf<InitialisationValue>('initialisation', initialisationForms);

/** How weights and biases begin, alike in every network. */
export const initialisations = {
  init: setting({
    documentation: say`How weights begin.`,
    value: initialisation,
    fallback: {
      value: { kind: 'glorot' },
      shown: 'glorot',
      reason: say`signals keep their size through layers of any width, so deep networks begin to learn at once`,
    },
  }),
  bias_init: setting({
    documentation: say`How biases begin.`,
    value: initialisation,
    fallback: {
      value: { kind: 'fan_in' },
      shown: 'fan_in',
      reason: say`without biases a network of odd functions is odd, and would begin with a node at the origin`,
    },
  }),
} as const;
