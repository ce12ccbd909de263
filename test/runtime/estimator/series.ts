/** Series with known statistics. */
import { addSample, EMPTY_SERIES, type WalkerSeries } from '../../../runtime/estimator/walker-series.ts';
import { RandomStream } from '../../../runtime/random/stream.ts';

/** AR(1): x ← φx + √(1−φ²)·ξ, started in equilibrium. Mean 0, variance 1, τ = (1+φ)/(1−φ). */
export function autoregressive(length: number, phi: number, random: RandomStream): Float64Array {
  const noise = new Float64Array(length);
  random.fillNormal(noise);
  for (let i = 1; i < length; i++) noise[i] = phi * noise[i - 1]! + Math.sqrt(1 - phi * phi) * noise[i]!;
  return noise;
}

export const arTime = (phi: number) => (1 + phi) / (1 - phi);

/** [sample][walker] of independent AR(1) walkers. */
export function walkers(samples: number, count: number, phi: number, random: RandomStream): Float64Array[] {
  const chains = Array.from({ length: count }, () => autoregressive(samples, phi, random));
  return Array.from({ length: samples }, (_, s) => Float64Array.from(chains, (chain) => chain[s]!));
}

/** The fraction of `trials` seeded trials in which |value − truth| ≤ error. */
export function coverage(
  trials: number,
  truth: number,
  trial: (random: RandomStream) => { value: number; error: number },
): number {
  const random = RandomStream.fromSeed(20_26);
  let covered = 0;
  for (let k = 0; k < trials; k++) {
    const { value, error } = trial(random);
    if (Math.abs(value - truth) <= error) covered++;
  }
  return covered / trials;
}

/** What an accumulator makes of samples taken in one after another: [sample][walker]. */
export function taken(
  numerators: readonly ArrayLike<number>[],
  denominators?: readonly ArrayLike<number>[],
): WalkerSeries {
  return numerators.reduce<WalkerSeries>((series, row, s) => addSample(series, row, denominators?.[s]), EMPTY_SERIES);
}

/** The same for a single walker. */
export function takenOfOne(numerators: ArrayLike<number>, denominators?: ArrayLike<number>): WalkerSeries {
  const rows = (values: ArrayLike<number>) => Array.from(values, (x) => [x]);
  return taken(rows(numerators), denominators && rows(denominators));
}
