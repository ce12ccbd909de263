import { transpose } from './mean.ts';
import { RunningMoments } from './moments.ts';

/**
 * Split-R̂: the spread between half chains over the spread within them. Near 1 when all walkers tell the same story from
 * beginning to end; above about 1.01 the sampling has not forgotten its start, or walkers are caught in separate regions.
 * Source: Vehtari, Gelman, Simpson, Carpenter & Bürkner 2021, Bayesian Anal. 16, 667, equations 1 to 4 (the middle sample
 * of an odd number is left out).
 *
 * NaN for fewer than four samples or a value that is not finite; 1 where all values are equal; Infinity where the walkers
 * stand still at different values.
 * @param samples [sample][walker]
 * @throws RangeError when the samples have different numbers of walkers
 */
export function splitRHat(samples: readonly ArrayLike<number>[]): number {
  const half = samples.length >> 1;
  const chains = transpose(samples);
  if (half < 2 || chains.length === 0) return NaN;
  const means = new RunningMoments();
  const variances = new RunningMoments();
  for (const chain of chains)
    for (const part of [chain.subarray(0, half), chain.subarray(chain.length - half)]) {
      const own = new RunningMoments();
      for (const x of part) own.add(x);
      means.add(own.mean);
      variances.add(own.variance);
    }
  const within = variances.mean;
  const between = means.variance;
  if (within === 0) return between === 0 ? 1 : between > 0 ? Infinity : NaN;
  return Math.sqrt((half - 1) / half + between / within);
}
