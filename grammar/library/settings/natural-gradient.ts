import { say } from '../../localization/phrase.ts';
import { bare, oneOf } from './choices.ts';
import { belowOne, scheduled } from './numbers.ts';
import { setting, type ValuesOf } from './value.ts';

type Space = 'auto' | 'parameters' | 'walkers';

const space = oneOf<Space>('method', {
  auto: bare('auto', say`The smaller of the two systems.`),
  parameters: bare('parameters', say`One equation for each parameter (Sorella 1998).`),
  walkers: bare(
    'walkers',
    say`One equation for each walker (Chen & Heyl 2023); the same step, cheaper for large networks.`,
  ),
});

const learning_rate = setting({
  documentation: say('Size of a step; may be a formula in `step`, such as `0.2 / (1 + step/1000)`.'),
  value: scheduled,
  fallback: {
    value: 0.2,
    shown: '0.2',
    reason: say(
      'natural gradients know the scale of every parameter: a fifth of the way at each step is quick, and `norm_constraint` keeps the first steps safe',
    ),
  },
});

const damping = setting({
  documentation: say(
    'Added to the diagonal of the linear system; may be a formula in `step`. `1e-3 + 0.1 * exp(-step/30)` begins with much, while the samples say little: it reaches the same energy in about half the steps.',
  ),
  value: scheduled,
  fallback: {
    value: 1e-3,
    shown: '1e-3',
    reason: say`below it single-precision noise is amplified, above it steps become plain gradients`,
  },
});

const norm_constraint = setting<Parameters<typeof scheduled.read>[0] | number | null>({
  documentation: say(
    'Bound of the squared length of a step; may be a formula in `step`. `1e-2 / (1 + (step/150)^2)` brings the noise of the last steps down.',
  ),
  value: scheduled,
  fallback: {
    value: 1e-2,
    shown: '1e-2',
    reason: say`no step is longer than 0.1: one bad sample cannot throw the wave function away`,
  },
});

const system = setting({
  documentation: say`Which linear system is solved.`,
  value: space,
  fallback: { value: 'auto' as Space, shown: 'auto', reason: say`both give the same step; the smaller one is cheaper` },
});

/** `optimizer sr { … }`: stochastic reconfiguration. */
export const sr = { learning_rate, damping, norm_constraint, space: system } as const;

/** `optimizer minsr { … }`: the same step from the smaller side. */
export const minsr = { learning_rate, damping, norm_constraint } as const;

/** `optimizer spring { … }`: natural gradients with a memory of the last step (Goldshlager et al. 2024). */
export const spring = {
  learning_rate,
  damping,
  momentum: setting({
    documentation: say`Fraction of the last step that the next one begins from.`,
    value: belowOne,
    fallback: {
      value: 0.9,
      shown: '0.9',
      reason: say`ten steps of memory; 0.95 to 0.99 pay only in long runs, and 1 can diverge`,
    },
  }),
  norm_constraint,
  space: system,
} as const;
export type SpringSettings = ValuesOf<typeof spring>;
