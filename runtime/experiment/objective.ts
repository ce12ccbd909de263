/** What training makes small. */
import * as v from 'valibot';
import { nonNegative, positive } from './ranges.ts';

export const Objective = v.variant('kind', [
  /** ⟨H⟩ of one state, by the score-function gradient. */
  v.object({
    kind: v.literal('energy'),
    /** Local energies are clipped to the median ± this many mean absolute deviations in the gradient only; null: never. */
    clip: v.nullable(positive),
  }),
  /** Weighted sum of the residual, normalisation, orthogonality and energy terms for several states. */
  v.object({
    kind: v.literal('penalty'),
    residual: nonNegative,
    normalization: nonNegative,
    orthogonality: nonNegative,
    energy: nonNegative,
    squared: v.boolean(),
  }),
]);
export type Objective = v.InferOutput<typeof Objective>;
