/**
 * Samples of one density used for another: importance weights, and how long they are worth keeping (Azzam 2023, eq. 16-20).
 */
import type { Reweighting } from '../experiment.ts';

/** Below this share of the walkers the weights have degenerated, whatever the schedule says. */
const LEAST_SHARE = 0.5;

/**
 * R_i = W(x_i) now / W(x_i) when the samples were drawn, divided by their mean: what is left of a change of ψ's norm cancels.
 * @param now, then ln W of each walker up to a constant
 */
export function importanceWeights(now: ArrayLike<number>, then: ArrayLike<number>): Float64Array {
  const logarithms = Float64Array.from(now, (value, i) => value - then[i]!);
  const largest = logarithms.reduce((a, b) => Math.max(a, b), -Infinity);
  const ratios = logarithms.map((value) => Math.exp(value - largest));
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  return ratios.map((ratio) => ratio / mean);
}

/** (ΣR)²/ΣR²: so many walkers without weights would tell as much (Kish 1965). */
export function effectiveWalkers(weights: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]!;
    squares += weights[i]! ** 2;
  }
  return sum ** 2 / squares;
}

/** Whether samples with these weights have to be drawn anew before they are used. */
export function isDegenerate(spec: Reweighting, weights: Float64Array): boolean {
  const share = effectiveWalkers(weights) / weights.length;
  return !(share >= (spec.by === 'effective_samples' ? Math.max(spec.share, 1 / weights.length) : LEAST_SHARE));
}

/** Steps that samples with these weights serve in all. */
export function stepsToServe(spec: Reweighting, weights: ArrayLike<number>): number {
  if (spec.by === 'effective_samples') return spec.most;
  let closeness = 0;
  for (let i = 0; i < weights.length; i++) closeness += Math.exp(-((weights[i]! - 1) ** 2) / spec.s);
  const change = Math.abs(1 - closeness / weights.length);
  return spec.most - (spec.most - spec.least) * change;
}
