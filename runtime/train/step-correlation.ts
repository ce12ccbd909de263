/**
 * How much the batch energies of neighbouring steps have in common, from what each walker shows in both.
 */
import { correlation } from '../sampler/correlation.ts';

/**
 * Integrated autocorrelation time, in draws, of an average over independent walkers: 1 + 2Σ_k ρ(k) = (1 + r)/(1 − r) where a
 * walker's correlation decays as ρ(k) = r^k (Sokal 1997, "Monte Carlo methods in statistical mechanics", §2 and §3).
 * Never below 1: that a draw undoes the one before it is not to be relied on.
 * @param before a number per walker at one draw
 * @param after the same number at the next draw
 * @returns null where the number does not vary, has not changed at all, or is not finite
 */
export function autocorrelationInDraws(before: ArrayLike<number>, after: ArrayLike<number>): number | null {
  const r = correlation(before, after);
  return Number.isFinite(r) && r < 1 ? (1 + Math.max(r, 0)) / (1 - Math.max(r, 0)) : null;
}
