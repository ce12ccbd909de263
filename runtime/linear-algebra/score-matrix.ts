/**
 * What natural gradients ask of the derivatives of ln|ψ|: products, never single elements.
 */

/** O [walkers, parameters]: O_bk = ∂ ln|ψ(r_b)|/∂θ_k. */
export interface ScoreMatrix {
  readonly walkers: number;
  readonly parameters: number;
  /** O v, one number for each walker. */
  times(v: Float64Array): Promise<Float64Array>;
  /** Oᵀ a, one number for each parameter. */
  transposeTimes(a: Float64Array): Promise<Float64Array>;
  /** O Oᵀ [walkers, walkers]. */
  gram(): Promise<Float64Array>;
  /** Oᵀ diag(weights) O [parameters, parameters]. @param weights one for each walker */
  covariance(weights: Float64Array): Promise<Float64Array>;
}
