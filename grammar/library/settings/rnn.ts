import { say } from '../../localization/phrase.ts';
import { bare, oneOf } from './choices.ts';
import { count } from './numbers.ts';
import { setting } from './value.ts';

const cell = oneOf<'vanilla' | 'gru'>('cell', {
  vanilla: bare('vanilla', say`h′ = f(W[h, s] + b): the simplest recurrence.`),
  gru: bare('gru', say`A gated recurrent unit, which remembers over longer chains (Cho et al. 2014).`),
});

const symmetrize = oneOf<'none' | 'reflection' | 'spin_flip' | 'both'>('symmetry', {
  none: bare('none', say`As the network gives it.`),
  reflection: bare('reflection', say`The mean of |ψ|² over a chain and its mirror image.`),
  spin_flip: bare('spin_flip', say`The mean of |ψ|² over a state and the one with all spins turned.`),
  both: bare('both', say`Reflection and spin flip.`),
});

/** `rnn { … }`: an autoregressive wave function of a lattice of spins, sampled exactly. */
export const rnn = {
  cell: setting({
    documentation: say`The recurrent cell that goes from site to site.`,
    value: cell,
    fallback: { value: 'gru', shown: 'gru', reason: say`critical chains have long correlations, which gates remember` },
  }),
  hidden: setting({
    documentation: say`Memory units of the cell.`,
    value: count,
    fallback: {
      value: 50,
      shown: '50',
      reason: say`reaches a relative error of 1e-4 for critical Ising chains of 20 to 80 spins (Hibat-Allah 2020)`,
    },
  }),
  symmetrize: setting({
    documentation: say`Which symmetry of the lattice is imposed.`,
    value: symmetrize,
    fallback: { value: 'none', shown: 'none', reason: say`a lattice need not have the symmetry` },
  }),
} as const;
