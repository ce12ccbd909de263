import { define } from './define.ts';

/** QH12: sweeps. */
export const sweep = {
  emptySweep: define<object>('QH1201', 'error', 'a sweep over nothing', () => ({
    message: 'this sweep has no values',
    hint: 'write [1, 2, 5] or [-20..20 step 5]',
  })),
  noStep: define<object>('QH1202', 'error', 'an interval of a sweep without a step', () => ({
    message: 'there are infinitely many values in an interval',
    hint: 'say how far apart they are: -20..20 step 5',
  })),
  badStep: define<{ from: number; to: number; step: number }>(
    'QH1203',
    'error',
    'a step that does not lead to the end',
    ({ from, to, step }) => ({
      message: `steps of ${step} do not lead from ${from} to ${to}`,
      hint: 'the step has the sign of the way, and is no tiny part of it',
    }),
  ),
};
