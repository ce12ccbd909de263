/** How parameters follow the gradient. */
import * as v from 'valibot';
import { nonNegative, positive } from './ranges.ts';
import { Scheduled } from './scheduled.ts';

export const Optimizer = v.variant('kind', [
  v.object({
    kind: v.picklist(['adam', 'adamw']),
    learning_rate: Scheduled,
    beta1: v.pipe(v.number(), v.minValue(0), v.ltValue(1)),
    beta2: v.pipe(v.number(), v.minValue(0), v.ltValue(1)),
    epsilon: positive,
    weight_decay: nonNegative,
  }),
  v.object({
    kind: v.literal('sgd'),
    learning_rate: Scheduled,
    momentum: v.pipe(v.number(), v.minValue(0), v.ltValue(1)),
  }),
  /**
   * Natural gradients of the energy: stochastic reconfiguration (Sorella 1998), in sample space (MinSR, arXiv:2302.01941),
   * with momentum SPRING (arXiv:2401.10190). Δθ = −φ·min(learning_rate, √norm_constraint/‖φ‖).
   */
  v.object({
    kind: v.picklist(['sr', 'spring']),
    learning_rate: Scheduled,
    damping: Scheduled,
    /** 0 for `sr`. */
    momentum: v.pipe(v.number(), v.minValue(0), v.ltValue(1)),
    /** Bound of ‖Δθ‖²; null: none. */
    norm_constraint: v.nullable(Scheduled),
    /** Which linear system is solved: parameters × parameters, walkers × walkers, or the smaller of the two. */
    space: v.picklist(['auto', 'parameters', 'walkers']),
  }),
]);
export type Optimizer = v.InferOutput<typeof Optimizer>;
