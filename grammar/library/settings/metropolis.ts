import { say } from '../../localization/phrase.ts';
import { oneOf, withNumber } from './choices.ts';
import { count, countOrZero, fraction, orAuto, positive } from './numbers.ts';
import { setting } from './value.ts';

const proposal = oneOf<{ kind: 'uniform' | 'gaussian'; width: number }>('proposal', {
  uniform: withNumber(
    'width',
    positive,
    (width) => ({ kind: 'uniform', width }),
    say`Every coordinate moves by a uniform number between −width and +width.`,
  ),
  gaussian: withNumber(
    'width',
    positive,
    (width) => ({ kind: 'gaussian', width }),
    say`Every coordinate moves by a normal number with this standard deviation.`,
  ),
});

const start = oneOf<{ kind: 'cube' | 'cloud'; size: number }>('start', {
  cube: withNumber(
    'side',
    positive,
    (size) => ({ kind: 'cube', size }),
    say`Uniform in a cube of this side, centred at 0.`,
  ),
  cloud: withNumber(
    'width',
    positive,
    (size) => ({ kind: 'cloud', size }),
    say`A normal cloud with this standard deviation in each direction, centred at 0.`,
  ),
});

/** `sampler metropolis { … }`: random walks that visit a point as often as |ψ|² says. */
export const metropolis = {
  walkers: setting({
    documentation: say`How many configurations are sampled at once.`,
    value: count,
    fallback: {
      value: 1024,
      shown: '1024',
      reason: say`one step's energy is then known to 1/√1024, 3 % of the spread of the local energy`,
    },
  }),
  sweeps: setting<number | 'auto'>({
    documentation: say`Moves of every walker between two optimizer steps; auto: as many as the local energy needs to forget.`,
    value: orAuto(count),
    fallback: {
      value: 10,
      shown: '10',
      reason: say`ten moves of about the size of the state let a walker forget where it was`,
    },
  }),
  proposal: setting({
    documentation: say`How a walker moves; all its coordinates move together.`,
    value: proposal,
    fallback: {
      value: { kind: 'uniform', width: 1 },
      shown: 'uniform(1)',
      reason: say`in natural units states have a size of about 1, and moves of that size are neither timid nor mostly refused`,
    },
  }),
  acceptance: setting<number | null>({
    documentation: say`The fraction of accepted moves to aim at: the width of the proposal is adapted to it between steps.`,
    value: fraction,
    fallback: {
      value: null,
      shown: say`none: the width stays`,
      reason: say`a fixed width keeps the walk free of any bias from adaptation; 50% is a good aim where the size is unknown`,
    },
  }),
  start: setting({
    documentation: say`Where walkers begin.`,
    value: start,
    fallback: {
      value: { kind: 'cube', size: 3 },
      shown: 'cube(3)',
      reason: say`it covers 1.5 natural lengths to each side, where a ground state lives; burn_in does the rest`,
    },
  }),
  burn_in: setting<number | 'auto'>({
    documentation: say`Moves of every walker before the first optimizer step; auto: until the energy is stationary.`,
    value: orAuto(countOrZero),
    fallback: {
      value: 100,
      shown: '100',
      reason: say`the first step then sees |ψ|², not the shape of the start; 0 for schemes that are published without it`,
    },
  }),
  max_age: setting({
    documentation: say`A walker that has not moved for more sweeps than this, or is where ψ is 0, is put where another one is.`,
    value: count,
    fallback: {
      value: 1000,
      shown: '1000',
      reason: say`a walker that long in one place is caught at a node or a singularity, and speaks of nothing else`,
    },
  }),
} as const;
