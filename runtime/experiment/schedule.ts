/** The phases of a training, and the evaluation at its end. */
import * as v from 'valibot';
import { Objective } from './objective.ts';
import { Optimizer } from './optimizer.ts';
import { count, orAuto, positive } from './ranges.ts';
import { Sampler } from './sampler.ts';

/**
 * When a phase ends before its steps: the energy's window averages have come to rest (Azzam 2023, algorithm 1).
 * Windows are disjoint. `slope` and `slope_change` bound the fitted slope of two windows, `drift` the change of the mean,
 * `variance` the mean variance of the local energy's mean, `spread` the standard deviation in the window. The phase ends
 * after `hits` windows that pass, at most `misses` in between that fail.
 */
const Stop = v.object({
  window: count,
  slope: positive,
  slope_change: positive,
  drift: positive,
  variance: positive,
  spread: positive,
  hits: count,
  misses: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** `published`: one test every window + 1 steps and signed slopes, as the author's program counts. */
  arithmetic: v.picklist(['absolute', 'published']),
});
export type Stop = v.InferOutput<typeof Stop>;

const Phase = v.object({
  name: v.string(),
  objective: Objective,
  optimizer: Optimizer,
  steps: count,
  /** Names of blocks whose parameters stay as they are in this phase. */
  freeze: v.array(v.string()),
  stop: v.nullable(Stop),
});
export type Phase = v.InferOutput<typeof Phase>;

/**
 * The frozen-parameter evaluation at the end: `samples` sets of all walkers, `sweeps` moves apart; auto: by the measured
 * autocorrelation time of the local energy.
 */
const Evaluation = v.object({ walkers: count, samples: count, sweeps: orAuto(count) });
export type Evaluation = v.InferOutput<typeof Evaluation>;

export const Schedule = v.object({
  name: v.string(),
  sampler: Sampler,
  phases: v.pipe(v.array(Phase), v.minLength(1)),
  evaluation: Evaluation,
});
export type Schedule = v.InferOutput<typeof Schedule>;
