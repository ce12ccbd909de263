import { say } from '../../localization/phrase.ts';
import { count, span } from './numbers.ts';
import { setting } from './value.ts';

const bins = setting({
  documentation: say`How many bins.`,
  value: count,
  fallback: { value: 100, shown: '100', reason: say`a smooth picture, and still many samples in each` },
});

/** Settings of `observe density(x, …)`. */
export const density = {
  axis: setting({
    documentation: say`Along which component, counted from 1.`,
    value: count,
    fallback: { value: 1, shown: '1', reason: say`the first; on a line there is no other` },
  }),
  bins,
  range: setting({
    documentation: say`From where to where.`,
    value: span,
    fallback: { value: { low: -5, high: 5 }, shown: '-5..5', reason: say`natural states end within five lengths` },
  }),
} as const;

/** Settings of `observe pair_density(x, …)`. */
export const pairDensity = {
  bins,
  range: setting({
    documentation: say`From which distance to which.`,
    value: span,
    fallback: { value: { low: 0, high: 10 }, shown: '0..10', reason: say`twice the range of the density` },
  }),
} as const;
