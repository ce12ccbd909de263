/** Means of correlated samples with honest error bars. */
import { autocorrelationTimeOfChains } from './autocorrelation.ts';
import { type Estimate, UNDEFINED_ESTIMATE } from './estimate.ts';
import { moments, RunningMoments } from './moments.ts';

/** From this many independent walkers on, the spread of their means is a better measure than any time series. */
const WALKERS_FOR_SPREAD = 32;

/**
 * Mean of one stationary time series.
 *
 * No sample, or one that is not finite: all NaN. One sample, or two or three that differ: the value with an infinite
 * error, because correlation cannot be told from chance. Two or more equal samples: error 0.
 */
export function estimateMean(series: ArrayLike<number>): Estimate {
  return fromChains([series]);
}

/**
 * Mean over samples and walkers that move independently of each other.
 *
 * From 32 walkers on, the error is the spread of the walkers' own means over √walkers, which needs no assumption about
 * how long a walker remembers (one sample is then enough). With fewer, the walkers' series are pooled by the Γ method.
 * @param samples [sample][walker]
 * @throws RangeError when the samples have different numbers of walkers
 */
export function estimateMeanOfWalkers(samples: readonly ArrayLike<number>[]): Estimate {
  const chains = transpose(samples);
  if (chains.length < WALKERS_FOR_SPREAD) return fromChains(chains);
  const all = new RunningMoments();
  const means = new RunningMoments();
  for (const chain of chains) {
    const own = moments(chain);
    all.merge(own);
    means.add(own.mean);
  }
  if (!Number.isFinite(all.mean)) return UNDEFINED_ESTIMATE;
  const error = Math.sqrt(means.variance / chains.length);
  const tau = all.variance > 0 ? (all.count * error ** 2) / all.variance : 1;
  return { value: all.mean, error, tau, effectiveSamples: all.count / tau };
}

/** The samples of each walker: [walker][sample]. */
export function transpose(samples: readonly ArrayLike<number>[]): Float64Array[] {
  const walkers = samples[0]?.length ?? 0;
  const chains = Array.from({ length: walkers }, () => new Float64Array(samples.length));
  samples.forEach((sample, s) => {
    if (sample.length !== walkers)
      throw new RangeError(`sample ${s} has ${sample.length} walkers, the ones before it have ${walkers}`);
    for (let w = 0; w < walkers; w++) chains[w]![s] = sample[w]!;
  });
  return chains;
}

function fromChains(chains: readonly ArrayLike<number>[]): Estimate {
  const all = new RunningMoments();
  for (const chain of chains) all.merge(moments(chain));
  const { count, mean: value } = all;
  if (count === 0 || !Number.isFinite(all.populationVariance)) return UNDEFINED_ESTIMATE;
  if (count >= 2 && all.variance === 0) return { value, error: 0, tau: 1, effectiveSamples: count };
  const { tau } = autocorrelationTimeOfChains(chains);
  if (Number.isNaN(tau)) return { value, error: Infinity, tau: NaN, effectiveSamples: NaN };
  return { value, error: Math.sqrt((all.populationVariance * tau) / count), tau, effectiveSamples: count / tau };
}
