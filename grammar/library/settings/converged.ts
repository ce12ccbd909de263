import { bare, oneOf } from './choices.ts';
import { count, countOrZero, positive } from './numbers.ts';
import { setting } from './value.ts';

const arithmetic = oneOf<'absolute' | 'published'>('stopping rule', {
  absolute: bare('absolute', 'Slopes are compared by their size, windows are as long as said.'),
  published: bare('published', 'As the published program counts: one test every window + 1 steps, and signed slopes.'),
});

/** A bound that the energy of a window must keep; `shown` is its default as people write it. */
const limit = (documentation: string, shown: string, reason: string) =>
  setting({ documentation, value: positive, fallback: { value: Number(shown), shown, reason } });

/** `stop when converged { … }`: the energy's averages over windows have come to rest (Azzam 2023). */
export const converged = {
  window: setting({
    documentation: 'Steps of one window; windows follow each other without overlap.',
    value: count,
    fallback: {
      value: 100,
      shown: '100',
      reason: 'a slope over 100 energies stands out of their noise; long schemes take 1000',
    },
  }),
  slope: limit(
    'Largest slope of the energy, per step, in two windows.',
    '3e-6',
    'less than 0.0003 over a window of 100 steps',
  ),
  slope_change: limit(
    'Largest change of the slope between two windows.',
    '3e-5',
    'ten slopes: curves that still bend go on',
  ),
  drift: limit(
    'Largest change of the mean energy between two windows.',
    '1e-3',
    'below the accuracy that most energies are wanted with',
  ),
  variance: limit(
    'Largest mean statistical error of the energy in a window.',
    '3e-3',
    'an energy that is still noisy is not converged',
  ),
  spread: limit(
    'Largest standard deviation of the energy in a window.',
    '3e-3',
    'the same as for its statistical error',
  ),
  hits: setting({
    documentation: 'Windows that must pass.',
    value: count,
    fallback: { value: 4, shown: '4', reason: 'one quiet window may be luck, four are not (Azzam 2023)' },
  }),
  misses: setting({
    documentation: 'Windows between them that may fail.',
    value: countOrZero,
    fallback: { value: 2, shown: '2', reason: 'a spike must not undo thousands of steps (Azzam 2023)' },
  }),
  arithmetic: setting({
    documentation: 'How windows and slopes are counted.',
    value: arithmetic,
    fallback: {
      value: 'absolute',
      shown: 'absolute',
      reason: 'a falling energy has not converged; with signed slopes any fall would pass',
    },
  }),
} as const;
