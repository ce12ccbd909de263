import { say } from '../../localization/phrase.ts';
import { metropolis } from './metropolis.ts';
import { fraction, positive } from './numbers.ts';
import { setting } from './value.ts';

/** `sampler langevin { … }`: walks that follow the gradient of |ψ|², corrected by acceptance. */
export const langevin = {
  walkers: metropolis.walkers,
  sweeps: metropolis.sweeps,
  time_step: setting({
    documentation: say`Time τ of one move: x′ = x + τ ∇log|ψ| + √τ ξ.`,
    value: positive,
    fallback: { value: 0.1, shown: '0.1', reason: say`moves of a third of a natural length, adapted from there` },
  }),
  acceptance: setting({
    documentation: say`The fraction of accepted moves to aim at: the time step is adapted to it between steps.`,
    value: fraction,
    fallback: {
      value: 0.574,
      shown: '57.4%',
      reason: say`the optimum of the Langevin walk in many dimensions (Roberts & Rosenthal 1998)`,
    },
  }),
  start: metropolis.start,
  burn_in: metropolis.burn_in,
  max_age: metropolis.max_age,
} as const;
