/** A mean of correlated samples, with its statistical uncertainty. */
export interface Estimate {
  value: number;
  /**
   * One standard error, autocorrelation taken into account. Exactly 0 only where all samples are equal; Infinity where
   * there are too few samples to know it; NaN where a sample is not finite.
   */
  error: number;
  /**
   * Integrated autocorrelation time τ = 1 + 2 Σ ρ(t), in samples: 1 for independent samples, (1+φ)/(1−φ) for an AR(1)
   * process. (Twice Sokal's and Wolff's τ_int.) NaN where it cannot be estimated.
   */
  tau: number;
  /** Number of independent samples that would give the same error: samples / τ. */
  effectiveSamples: number;
}

/** The answer where a sample is not a finite number, or where there is none. */
export const UNDEFINED_ESTIMATE: Readonly<Estimate> = { value: NaN, error: NaN, tau: NaN, effectiveSamples: NaN };
