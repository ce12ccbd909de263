/**
 * `sweeps = auto`: as many moves between two samples as it takes the walkers to forget, by measured correlations.
 */
import { correlation, memoryInSweeps } from '../sampler/correlation.ts';

/** Sweeps before anything was measured. */
export const FIRST_SWEEPS = 10;
const FEWEST = 1;
const MOST = 200;
/** Pairs of samples from which the correlation is averaged before the sweeps change. */
const PAIRS = 10;

export interface SweepProgress {
  readonly sweeps: number;
  /** Of the largest correlation in each pair of samples, since the last change. */
  readonly sum: number;
  readonly pairs: number;
}

export const FIRST_PROGRESS: SweepProgress = { sweeps: FIRST_SWEEPS, sum: 0, pairs: 0 };

/**
 * Takes in a pair of samples of the same walkers, so many sweeps apart; each is a list of numbers per walker.
 * @returns what is known from now on, and the integrated autocorrelation time in sweeps where the sweeps were set anew
 */
export function observePair(
  progress: SweepProgress,
  before: readonly ArrayLike<number>[],
  after: readonly ArrayLike<number>[],
): { progress: SweepProgress; autocorrelation: number | null } {
  const correlations = before.map((values, k) => correlation(values, after[k]!)).filter(Number.isFinite);
  const sum = progress.sum + Math.max(0, ...correlations);
  const pairs = progress.pairs + 1;
  if (pairs < PAIRS) return { progress: { ...progress, sum, pairs }, autocorrelation: null };
  const memory = memoryInSweeps(sum / pairs, progress.sweeps);
  // By no more than a factor of 2 at once: a correlation near 1 or 0 says little about the time.
  const wanted = Math.min(2 * progress.sweeps, Math.max(progress.sweeps / 2, memory));
  const sweeps = Math.min(MOST, Math.max(FEWEST, Math.ceil(wanted)));
  return { progress: { sweeps, sum: 0, pairs: 0 }, autocorrelation: 2 * memory };
}
