import { say } from '../../localization/phrase.ts';
import { libraryName } from '../builtin.ts';
import { bare, oneOf } from './choices.ts';
import { positive } from './numbers.ts';
import { setting } from './value.ts';

const sampling = oneOf<'uniform' | 'metropolis'>('sampling', {
  uniform: bare('uniform', say`Points uniform in a box around the state.`),
  metropolis: bare('metropolis', say`Points distributed as |ψ|².`),
});

/** `method = mpnn { … }`: the energy is the mean of the residual, which the potential must make the same everywhere. */
export const mpnn = {
  weight: setting({
    documentation: say`Weight of the anchor beside the residual.`,
    value: positive,
    fallback: { value: 10, shown: '10', reason: say`the constant of the potential is then settled before its shape` },
  }),
  sampling: setting({
    documentation: say`Where the Schrödinger equation is asked for.`,
    value: sampling,
    fallback: {
      value: 'metropolis',
      shown: 'metropolis',
      reason: say`where |ψ|² is small nothing is known about the potential`,
    },
  }),
} as const;

/** `method = qpnn { … }`: the potential that solves the equation at every point, up to a constant. */
export const qpnn = {
  weight: mpnn.weight,
  sampling: setting({
    ...mpnn.sampling,
    fallback: {
      value: 'uniform',
      shown: 'uniform',
      reason: say`as published: the potential is wanted in the whole box`,
    },
  }),
} as const;

/** Ways to find a potential, by name. */
export const METHODS = [
  {
    name: libraryName(
      'method',
      'mpnn',
      'mpnn { }',
      say`Potential and energy together, from the mean residual of the Schrödinger equation.`,
    ),
    table: mpnn,
  },
  {
    name: libraryName(
      'method',
      'qpnn',
      'qpnn { }',
      say`The potential that solves the Schrödinger equation at every point, up to a constant.`,
    ),
    table: qpnn,
  },
] as const;
