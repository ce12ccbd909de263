/**
 * The walkers of a step: moved, or those of the last step with weights.
 */
import { effectiveWalkers, importanceWeights, isDegenerate, stepsToServe } from '../sampler/importance.ts';
import type { RunState } from './run-state.ts';

/** Samples that serve several steps. */
export interface Reuse {
  /** Steps that they have served, and after how many they are renewed. */
  readonly steps: number;
  readonly limit: number;
  /** ln W of each walker when they were drawn. */
  readonly reference: Float32Array;
}

export interface Samples {
  /** Fraction of accepted moves; NaN where none was made. */
  acceptance: number;
  /** Importance weights of mean 1; null where all walkers count the same. */
  weights: Float64Array | null;
  /** Independent walkers that would tell as much. */
  effective: number;
  /** Walkers that were stuck, and have been put where others are. */
  renewed: number;
}

/** Brings the walkers, or their weights, to the parameters as they are. @param sweeps where walkers are moved */
export async function nextSamples(state: RunState, sweeps: number): Promise<Samples> {
  const { reuse, parameters, sampler, logDensity } = state;
  const { reweight: spec, max_age } = state.moves;
  const walkers = sampler.ages.length;
  if (spec && reuse && reuse.steps < reuse.limit) {
    const now = await logDensity!.measure(parameters, sampler.walkers);
    const weights = importanceWeights(now, reuse.reference);
    // A walker that ψ has left behind has no local energy, not even one of weight 0: moves lead it back.
    if (now.every(Number.isFinite) && !isDegenerate(spec, weights)) {
      state.reuse = { ...reuse, steps: reuse.steps + 1, limit: stepsToServe(spec, weights) };
      return { acceptance: Number.NaN, weights, effective: effectiveWalkers(weights), renewed: 0 };
    }
  }
  const acceptance = await sampler.advance(parameters, sweeps);
  // First, for weights compare ψ with what it was where a walker is now.
  const renewed = max_age === null ? 0 : sampler.renew(max_age);
  if (spec) {
    const reference = await logDensity!.measure(parameters, sampler.walkers);
    state.reuse = { steps: 1, limit: spec.most, reference };
  }
  return { acceptance, weights: null, effective: walkers, renewed };
}
