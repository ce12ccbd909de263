/**
 * When a phase ends before its steps: the averages of the energy over windows of steps have come to rest
 * (Azzam 2023, section 3.1 and algorithm 1).
 *
 * Of each window: the slope S of a straight line fitted to the energies, their mean E and standard deviation D, and V, how
 * well a single energy is known. A window passes when |S_i| and |S_(i−1)| ≤ slope, |S_i − S_(i−1)| ≤ slope_change,
 * |E_i − E_(i−1)| ≤ drift, V ≤ variance and D ≤ spread. The first window has nothing before it and cannot pass.
 *
 * `absolute` reads the algorithm as it is meant: windows of `window` steps, V the mean variance of the mean local energy,
 * every window after a hit that does not pass is a miss, and more than `misses` of them begin the count again.
 *
 * `published` counts as the author's program does: a test every window + 1 steps; energies two standard deviations or more
 * away from the window's mean are left out of S, E and D; slopes are compared with their signs, so that any fall passes; V is
 * the mean standard error; only the test of the slopes can miss, and the first hit forgives all misses before it. The
 * program's epochs count from 0, so all that it can report are (window + 1)k − 1.
 */
import type { Phase } from '../experiment.ts';

export type StopRule = NonNullable<Phase['stop']>;

/** What the rule remembers between steps. */
export interface StopProgress {
  /** Energies of the window that is being filled, and the variance of each. */
  readonly energies: readonly number[];
  readonly variances: readonly number[];
  /** Windows tested. */
  readonly windows: number;
  readonly hits: number;
  readonly misses: number;
  /** Of the window before. */
  readonly slope: number | null;
  readonly mean: number | null;
}

export const NO_PROGRESS: StopProgress = {
  energies: [],
  variances: [],
  windows: 0,
  hits: 0,
  misses: 0,
  slope: null,
  mean: null,
};

/** The numbers of a window. */
export interface WindowTest {
  energy: number;
  slope: number;
  slope_change: number;
  drift: number;
  variance: number;
  spread: number;
}

/**
 * Takes in one step.
 * @param energy of the batch
 * @param variance of that energy: the local energy's variance over the number of independent walkers
 * @returns what is remembered from now on, and the window that ended the phase, if it did
 */
export function observeStep(
  rule: StopRule,
  progress: StopProgress,
  energy: number,
  variance: number,
): { progress: StopProgress; stopped: WindowTest | null } {
  const energies = [...progress.energies, energy];
  const variances = [...progress.variances, variance];
  const length = rule.arithmetic === 'published' ? rule.window + 1 : rule.window;
  if (energies.length < length) return { progress: { ...progress, energies, variances }, stopped: null };
  const test = testWindow(rule, progress, energies, variances);
  const counts = (rule.arithmetic === 'published' ? countAsPublished : count)(rule, progress, test);
  const next: StopProgress = {
    energies: [],
    variances: [],
    windows: progress.windows + 1,
    ...counts,
    slope: test.slope,
    mean: test.energy,
  };
  return { progress: next, stopped: counts.hits >= rule.hits ? test : null };
}

function testWindow(
  rule: StopRule,
  { slope: slopeBefore, mean: meanBefore }: StopProgress,
  all: readonly number[],
  variances: readonly number[],
): WindowTest {
  const published = rule.arithmetic === 'published';
  const energies = published ? withoutOutliers(all) : all;
  const slope = slopeOf(energies);
  const energy = mean(energies);
  return {
    energy,
    slope,
    // The author's program begins with a slope and an energy of 0.
    slope_change: Math.abs(slope - (slopeBefore ?? 0)),
    drift: Math.abs(energy - (meanBefore ?? 0)),
    variance: mean(published ? variances.map(Math.sqrt) : variances),
    spread: Math.sqrt(squares(energies) / (energies.length - 1)),
  };
}

function count(rule: StopRule, progress: StopProgress, test: WindowTest) {
  const { hits, misses, slope } = progress;
  const steady =
    slope !== null &&
    Math.abs(test.slope) <= rule.slope &&
    Math.abs(slope) <= rule.slope &&
    test.slope_change <= rule.slope_change;
  if (steady && atRest(rule, test)) return { hits: hits + 1, misses };
  return hits === 0 || misses + 1 > rule.misses ? { hits: 0, misses: 0 } : { hits, misses: misses + 1 };
}

function countAsPublished(rule: StopRule, progress: StopProgress, test: WindowTest) {
  const { hits, misses } = progress;
  const flat = test.slope < rule.slope && (progress.slope ?? 0) < rule.slope && test.slope_change < rule.slope_change;
  if (!flat) return misses + 1 > rule.misses ? { hits: 0, misses: 0 } : { hits, misses: misses + 1 };
  if (!atRest(rule, test)) return { hits, misses };
  return { hits: hits + 1, misses: hits === 0 ? 0 : misses };
}

function atRest(rule: StopRule, { drift, variance, spread }: WindowTest): boolean {
  return drift <= rule.drift && variance <= rule.variance && spread <= rule.spread;
}

/** Of the least-squares line through the values at 0, 1, 2, …; 0 for a single one. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const average = mean(values);
  let covariance = 0;
  let spread = 0;
  for (const [i, value] of values.entries()) {
    covariance += (i - middle) * (value - average);
    spread += (i - middle) ** 2;
  }
  return spread > 0 ? covariance / spread : 0;
}

function withoutOutliers(values: readonly number[]): readonly number[] {
  const average = mean(values);
  const reach = 2 * Math.sqrt(squares(values) / values.length);
  const kept = values.filter((value) => Math.abs(value - average) < reach);
  return kept.length > 1 ? kept : values;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Σ(x − mean)². */
function squares(values: readonly number[]): number {
  const average = mean(values);
  return values.reduce((sum, value) => sum + (value - average) ** 2, 0);
}
