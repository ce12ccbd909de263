import { type Phrase, say } from '../../localization/phrase.ts';
import { define } from './define.ts';

/** QH12: sweeps. */
export const sweep = {
  emptySweep: define<object>('QH1201', 'error', say`a sweep over nothing`, () => ({
    message: say`this sweep has no values`,
    hint: say`write [1, 2, 5] or [-20..20 step 5]`,
  })),
  noStep: define<object>('QH1202', 'error', say`an interval of a sweep without a step`, () => ({
    message: say`there are infinitely many values in an interval`,
    hint: say`say how far apart they are: -20..20 step 5`,
  })),
  badStep: define<{ from: number; to: number; step: number }>(
    'QH1203',
    'error',
    say`a step that does not lead to the end`,
    ({ from, to, step }) => ({
      message: say`steps of ${step} do not lead from ${from} to ${to}`,
      hint: say`the step has the sign of the way, and is no tiny part of it`,
    }),
  ),
  repeatedValue: define<{ value: number }>('QH1204', 'error', say`a value of a sweep twice`, ({ value }) => ({
    message: say`${value} is among the values twice`,
    hint: say`each value is one training: to repeat it, sweep with another seed`,
  })),
  badSweepValue: define<{ value: string; train: string; reason: Phrase }>(
    'QH1205',
    'error',
    say`a value of a sweep that its train cannot take`,
    ({ value, train, reason }) => ({ message: say`${train} cannot be trained with ${value}: ${reason}` }),
  ),
};
