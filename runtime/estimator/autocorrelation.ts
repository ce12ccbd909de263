/**
 * Integrated autocorrelation time by the Γ method with an automatic window:
 * Wolff 2004, Comput. Phys. Commun. 156, 143 (hep-lat/0306017), equations 31, 36, 41, 49, 51 and 52.
 */

/** Guess of the ratio of the exponential to the integrated autocorrelation time (Wolff's S; he advises 1 to 2). */
const WINDOW_FACTOR = 1.5;

export interface Autocorrelation {
  /** τ = 1 + 2 Σ ρ(t) up to the window, in samples: 1 for independent samples. */
  tau: number;
  /** One standard error of τ. */
  tauError: number;
  /** Largest lag in the sum. */
  window: number;
}

/**
 * Integrated autocorrelation time of one chain.
 * @param series at least four finite samples that are not all equal; otherwise every number of the answer is NaN
 */
export function autocorrelationTime(series: ArrayLike<number>): Autocorrelation {
  return autocorrelationTimeOfChains([series]);
}

/**
 * Integrated autocorrelation time shared by several independent chains of the same process, from the average of their
 * autocovariances about the common mean.
 * @param chains [chain][sample], all of the same length of at least four; otherwise every number of the answer is NaN
 */
export function autocorrelationTimeOfChains(chains: readonly ArrayLike<number>[]): Autocorrelation {
  const length = chains[0]?.length ?? 0;
  const samples = chains.length * length;
  const mean = meanOf(chains);
  const variance = autocovariance(chains, mean, 0);
  if (length < 4 || !(variance > 0 && Number.isFinite(variance))) return { tau: NaN, tauError: NaN, window: NaN };

  let window = 0;
  let sum = 0.5;
  while (window < length >> 1) {
    window++;
    sum += autocovariance(chains, mean, window) / variance;
    if (windowCloses(sum, window, samples)) break;
  }
  if (sum <= 0.5) sum = sumOfPairs((lag) => autocovariance(chains, mean, lag) / variance, length >> 1);
  // The mean is taken from the same samples, which lowers every autocovariance (eq. 49).
  const tau = trusted(2 * sum * (1 + (2 * window + 1) / samples), window, samples);
  return { tau, tauError: tau * Math.sqrt((4 * (window + 0.5 - Math.min(sum, window + 0.5))) / samples), window };
}

/** Where the error from cutting the sum here has become smaller than the noise that one more lag would add (eq. 52). */
function windowCloses(sum: number, window: number, samples: number): boolean {
  if (sum <= 0.5) return true;
  const decay = WINDOW_FACTOR / Math.log((2 * sum + 1) / (2 * sum - 1));
  return Math.exp(-window / decay) < decay / Math.sqrt(window * samples);
}

/**
 * ½ + Σ ρ(t) of samples that repel each other, where ρ alternates in sign and no single lag is a place to stop: neighbouring
 * lags are taken together while they add up to something positive (Geyer 1992, Stat. Sci. 7, 473, initial positive sequence).
 */
function sumOfPairs(correlation: (lag: number) => number, longest: number): number {
  let sum = -0.5;
  for (let lag = 0; lag + 1 <= longest; lag += 2) {
    const pair = correlation(lag) + correlation(lag + 1);
    if (pair <= 0) break;
    sum += pair;
  }
  return sum;
}

/**
 * A time below 1 says that samples repel each other and makes the error smaller than that of independent ones; Markov
 * chains hardly do that, noise in a short series does. It is believed only when it lies two standard errors below 1.
 */
function trusted(tau: number, window: number, samples: number): number {
  const noise = Math.sqrt((4 * window + 2) / samples);
  return tau < 1 && tau > 1 - 2 * noise ? 1 : Math.max(tau, 1 / samples);
}

function autocovariance(chains: readonly ArrayLike<number>[], mean: number, lag: number): number {
  let sum = 0;
  for (const chain of chains)
    for (let i = lag; i < chain.length; i++) sum += (chain[i - lag]! - mean) * (chain[i]! - mean);
  return sum / (chains.length * (chains[0]!.length - lag));
}

function meanOf(chains: readonly ArrayLike<number>[]): number {
  let mean = 0;
  let count = 0;
  // Welford's form: the mean of equal numbers is that number exactly.
  for (const chain of chains) for (let i = 0; i < chain.length; i++) mean += (chain[i]! - mean) / ++count;
  return mean;
}
