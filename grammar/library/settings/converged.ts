import { bare, oneOf } from './choices.ts';
import { count, countOrZero, positive } from './numbers.ts';
import { setting } from './value.ts';

const arithmetic = oneOf<'absolute' | 'published'>('stopping rule', {
  absolute: bare('absolute', 'Slopes are compared by their size, windows are as long as said.'),
  published: bare('published', 'As the published program counts: one test every window + 1 steps, and signed slopes.'),
});

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
  slope: setting({
    documentation: 'Largest slope of the energy, per step, in two windows.',
    value: positive,
    fallback: { value: 3e-6, shown: '3e-6', reason: 'less than 0.0003 over a window of 100 steps' },
  }),
  slope_change: setting({
    documentation: 'Largest change of the slope between two windows.',
    value: positive,
    fallback: { value: 3e-5, shown: '3e-5', reason: 'ten slopes: curves that still bend go on' },
  }),
  drift: setting({
    documentation: 'Largest change of the mean energy between two windows.',
    value: positive,
    fallback: { value: 1e-3, shown: '1e-3', reason: 'below the accuracy that most energies are wanted with' },
  }),
  variance: setting({
    documentation: 'Largest mean statistical error of the energy in a window.',
    value: positive,
    fallback: { value: 3e-3, shown: '3e-3', reason: 'an energy that is still noisy is not converged' },
  }),
  spread: setting({
    documentation: 'Largest standard deviation of the energy in a window.',
    value: positive,
    fallback: { value: 3e-3, shown: '3e-3', reason: 'the same as for its statistical error' },
  }),
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
