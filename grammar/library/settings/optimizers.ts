import { say } from '../../localization/phrase.ts';
import { belowOne, nonNegative, positive, scheduled } from './numbers.ts';
import { setting } from './value.ts';

const learning_rate = setting({
  documentation: say('Size of a step; may be a formula in `step`, such as `1e-2 * exp(-step/300)`.'),
  value: scheduled,
  fallback: {
    value: 1e-3,
    shown: '1e-3',
    reason: say`the value of Kingma & Ba 2015: each weight moves by about 0.001 at a step`,
  },
});

const moments = {
  beta1: setting({
    documentation: say`Memory of the mean gradient: about 1/(1 − beta1) steps.`,
    value: belowOne,
    fallback: { value: 0.9, shown: '0.9', reason: say`ten steps, as in Kingma & Ba 2015` },
  }),
  beta2: setting({
    documentation: say`Memory of the mean squared gradient: about 1/(1 − beta2) steps.`,
    value: belowOne,
    fallback: { value: 0.999, shown: '0.999', reason: say`a thousand steps, as in Kingma & Ba 2015` },
  }),
  epsilon: setting({
    documentation: say`Added to the root of the mean squared gradient, against division by zero.`,
    value: positive,
    fallback: { value: 1e-8, shown: '1e-8', reason: say`far below any gradient that matters, as in Kingma & Ba 2015` },
  }),
};

/** `optimizer adam { … }` (Kingma & Ba 2015). */
export const adam = { learning_rate, ...moments } as const;
/** `optimizer adamw { … }` (Loshchilov & Hutter 2019). */
export const adamw = {
  learning_rate,
  weight_decay: setting({
    documentation: say`Every step shrinks each parameter by learning_rate × weight_decay of itself.`,
    value: nonNegative,
    fallback: {
      value: 1e-2,
      shown: '1e-2',
      reason: say`what PyTorch takes: with the default rate a weight loses 1e-5 of itself at each step`,
    },
  }),
  ...moments,
} as const;

/** `optimizer sgd { … }`: plain gradient steps, with momentum if wanted. */
export const sgd = {
  learning_rate: setting({
    ...learning_rate,
    fallback: {
      value: 1e-2,
      shown: '1e-2',
      reason: say`plain gradients of an energy are of order 1, so steps of a hundredth`,
    },
  }),
  momentum: setting({
    documentation: say`Fraction of the last step that is added to this one.`,
    value: belowOne,
    fallback: { value: 0, shown: '0', reason: say`plain gradient descent; 0.9 helps in narrow valleys` },
  }),
} as const;
