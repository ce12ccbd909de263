import { say } from '../../localization/phrase.ts';
import { count, fraction, positive } from './numbers.ts';
import { setting } from './value.ts';

/**
 * `reweight { … }` in a sampler: samples serve several optimizer steps, each weighted by how much |ψ|² has changed at its
 * place. With `share`, until too few of them count; otherwise by the published schedule of the weights' spread.
 */
export const reweight = {
  most: setting({
    documentation: say`Most optimizer steps with the same samples.`,
    value: count,
    fallback: {
      value: 100,
      shown: '100',
      reason: say`late in a training |ψ|² hardly changes for so many steps (Azzam 2023)`,
    },
  }),
  least: setting({
    documentation: say`Fewest optimizer steps with the same samples.`,
    value: count,
    fallback: { value: 1, shown: '1', reason: say`early in a training every step changes |ψ|²` },
  }),
  s: setting({
    documentation: say`Scale of Δ = |1 − (1/N) Σ exp(−(Rᵢ − 1)²/s)|, which decides between most and least.`,
    value: positive,
    fallback: { value: 1e-2, shown: '1e-2', reason: say`weights that differ by a tenth count as changed (Azzam 2023)` },
  }),
  share: setting<number | null>({
    documentation: say`Draws new samples when the effective sample size falls below this share of the walkers.`,
    value: fraction,
    fallback: {
      value: null,
      shown: say`none: by the spread of the weights`,
      reason: say`the published scheme; 50% is the simpler rule and needs no scale s`,
    },
  }),
} as const;
