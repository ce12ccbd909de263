import { type Phrase, say } from '../../localization/phrase.ts';
import { bare, oneOf } from './choices.ts';
import { count, countOrZero, positive } from './numbers.ts';
import { setting } from './value.ts';

const arithmetic = oneOf<'absolute' | 'published'>('stopping rule', {
  absolute: bare('absolute', say`Slopes are compared by their size, windows are as long as said.`),
  published: bare(
    'published',
    say`As the published program counts: one test every window + 1 steps, and signed slopes.`,
  ),
});

/** A bound that the energy of a window must keep; `shown` is its default as people write it. */
const limit = (documentation: Phrase, shown: string, reason: Phrase) =>
  setting({ documentation, value: positive, fallback: { value: Number(shown), shown, reason } });

/** `stop when converged { … }`: the energy's averages over windows have come to rest (Azzam 2023). */
export const converged = {
  window: setting({
    documentation: say`Steps of one window; windows follow each other without overlap.`,
    value: count,
    fallback: {
      value: 100,
      shown: '100',
      reason: say`a slope over 100 energies stands out of their noise; long schemes take 1000`,
    },
  }),
  slope: limit(
    say`Largest slope of the energy, per step, in two windows.`,
    '3e-6',
    say`less than 0.0003 over a window of 100 steps`,
  ),
  slope_change: limit(
    say`Largest change of the slope between two windows.`,
    '3e-5',
    say`ten slopes: curves that still bend go on`,
  ),
  drift: limit(
    say`Largest change of the mean energy between two windows.`,
    '1e-3',
    say`below the accuracy that most energies are wanted with`,
  ),
  variance: limit(
    say`Largest mean statistical error of the energy in a window.`,
    '3e-3',
    say`an energy that is still noisy is not converged`,
  ),
  spread: limit(
    say`Largest standard deviation of the energy in a window.`,
    '3e-3',
    say`the same as for its statistical error`,
  ),
  hits: setting({
    documentation: say`Windows that must pass.`,
    value: count,
    fallback: { value: 4, shown: '4', reason: say`one quiet window may be luck, four are not (Azzam 2023)` },
  }),
  misses: setting({
    documentation: say`Windows between them that may fail.`,
    value: countOrZero,
    fallback: { value: 2, shown: '2', reason: say`a spike must not undo thousands of steps (Azzam 2023)` },
  }),
  arithmetic: setting({
    documentation: say`How windows and slopes are counted.`,
    value: arithmetic,
    fallback: {
      value: 'absolute',
      shown: 'absolute',
      reason: say`a falling energy has not converged; with signed slopes any fall would pass`,
    },
  }),
} as const;
