/**
 * What many walkers say, sample by sample, about a ratio of means ⟨n⟩/⟨d⟩ (d = 1: about a mean): an immutable accumulator
 * and pure functions of it. Each walker is a chain of its own. Its samples are added up in blocks, and whenever there are
 * too many blocks neighbours are joined, so the memory does not grow with the number of samples.
 */
import { autocorrelationTimeOfChains } from './autocorrelation.ts';
import { type Estimate, UNDEFINED_ESTIMATE } from './estimate.ts';
import { moments, RunningMoments } from './moments.ts';

/** From this many independent walkers on, the spread of their means is a better measure than any time series. */
const WALKERS_FOR_SPREAD = 32;
/** Blocks kept of each walker. Few walkers need long series, because their correlation is then found from these. */
const BLOCKS_OF_MANY = 16;
const BLOCKS_OF_FEW = 2048;
/** A denominator known worse than this does not allow the linearisation. */
const WORST_DENOMINATOR = 1 / 3;
/** A series shorter than so many autocorrelation times does not know its autocorrelation time. */
const TIMES_NEEDED = 10;

/** Sums over neighbouring samples; the numerators are n − origin·d. */
interface Block {
  readonly samples: number;
  /** Of each walker. */
  readonly numerators: Float64Array;
  readonly denominators: Float64Array;
  /** Σ n², Σ nd and Σ d² over samples and walkers. */
  readonly squares: readonly [number, number, number];
}

/** Blocks, the newest first; a list like this grows without being copied. */
interface Chain {
  readonly block: Block;
  readonly before: Chain | null;
  readonly length: number;
}

export interface WalkerSeries {
  readonly walkers: number;
  /** Samples of each walker. */
  readonly samples: number;
  /** Subtracted from the ratio, so that no digit is lost to cancellation. */
  readonly origin: number;
  /** Samples in a full block. */
  readonly blockLength: number;
  /** The full blocks. */
  readonly blocks: Chain | null;
  /** The block that is being filled. */
  readonly open: Block | null;
}

export const EMPTY_SERIES: WalkerSeries = {
  walkers: 0,
  samples: 0,
  origin: 0,
  blockLength: 1,
  blocks: null,
  open: null,
};

/**
 * The series with one more sample.
 * @param numerators of each walker
 * @param denominators of each walker; 1 where they are left out
 * @throws RangeError when the number of walkers is not the same as before
 */
export function addSample(
  series: WalkerSeries,
  numerators: ArrayLike<number>,
  denominators?: ArrayLike<number>,
): WalkerSeries {
  const walkers = numerators.length;
  if (denominators && denominators.length !== walkers)
    throw new RangeError(`numerator and denominator differ in walkers: ${walkers} and ${denominators.length}`);
  if (series.samples > 0 && walkers !== series.walkers)
    throw new RangeError(`sample ${series.samples} has ${walkers} walkers, the ones before it have ${series.walkers}`);
  const first = numerators[0]! / (denominators ? denominators[0]! : 1);
  const origin = series.samples > 0 ? series.origin : Number.isFinite(first) ? first : 0;
  const sample = blockOf(numerators, denominators, origin);
  const open = series.open ? join(series.open, sample) : sample;
  const next = { ...series, walkers, samples: series.samples + 1, origin };
  if (open.samples < series.blockLength) return { ...next, open };
  const blocks = append(series.blocks, open);
  const most = walkers < WALKERS_FOR_SPREAD ? BLOCKS_OF_FEW : BLOCKS_OF_MANY;
  return blocks.length < most
    ? { ...next, blocks, open: null }
    : { ...next, blockLength: 2 * series.blockLength, blocks: inPairs(blocks), open: null };
}

function blockOf(numerators: ArrayLike<number>, denominators: ArrayLike<number> | undefined, origin: number): Block {
  const n = new Float64Array(numerators.length);
  const d = denominators ? Float64Array.from(denominators) : new Float64Array(n.length).fill(1);
  let [nn, nd, dd] = [0, 0, 0];
  for (let w = 0; w < n.length; w++) {
    n[w] = numerators[w]! - origin * d[w]!;
    nn += n[w]! * n[w]!;
    nd += n[w]! * d[w]!;
    dd += d[w]! * d[w]!;
  }
  return { samples: 1, numerators: n, denominators: d, squares: [nn, nd, dd] };
}

function join(a: Block, b: Block): Block {
  return {
    samples: a.samples + b.samples,
    numerators: a.numerators.map((n, w) => n + b.numerators[w]!),
    denominators: a.denominators.map((d, w) => d + b.denominators[w]!),
    squares: [a.squares[0] + b.squares[0], a.squares[1] + b.squares[1], a.squares[2] + b.squares[2]],
  };
}

function append(before: Chain | null, block: Block): Chain {
  return { block, before, length: (before?.length ?? 0) + 1 };
}

/** Oldest first. */
function toArray(blocks: Chain | null): Block[] {
  const all: Block[] = [];
  for (let chain = blocks; chain; chain = chain.before) all.push(chain.block);
  return all.reverse();
}

/** Neighbours joined; there is an even number of them. */
function inPairs(blocks: Chain): Chain | null {
  const all = toArray(blocks);
  let joined: Chain | null = null;
  for (let i = 0; i < all.length; i += 2) joined = append(joined, join(all[i]!, all[i + 1]!));
  return joined;
}

/** Everything in one block; null before the first sample. */
function wholeOf({ blocks, open }: WalkerSeries): Block | null {
  const all = toArray(open ? append(blocks, open) : blocks);
  return all.length > 0 ? all.reduce(join) : null;
}

/**
 * ⟨n⟩/⟨d⟩ with one standard error: that of the mean of (n − R·d)/⟨d⟩, the ratio linearised about its value (the delta
 * method), so that the correlation of n with d and of both in time counts.
 *
 * From 32 walkers on the error is the spread of the walkers' own means over √walkers, which needs no assumption about how
 * long a walker remembers (one sample is then enough). With fewer, the walkers' series are pooled by the Γ method; two or
 * three samples that differ have an infinite error then. Infinite too where ⟨d⟩ is not known to a third of itself; NaN where
 * it is zero, where a sample is not finite and where there is none.
 */
export function ratioOfSeries(series: WalkerSeries): Estimate {
  const { walkers, samples, origin } = series;
  const count = walkers * samples;
  const whole = wholeOf(series);
  if (!whole) return UNDEFINED_ESTIMATE;
  const denominator = mean(whole.denominators) / samples;
  const excess = mean(whole.numerators) / samples / denominator;
  const variance = varianceOf(whole, excess, denominator);
  if (!Number.isFinite(excess) || !Number.isFinite(variance)) return UNDEFINED_ESTIMATE;
  const value = origin + excess;
  const known = errorOf(series, 0, 1) <= WORST_DENOMINATOR * Math.abs(denominator);
  if (!known) return { value, error: Infinity, tau: NaN, effectiveSamples: NaN };
  if (variance === 0 && count >= 2) return { value, error: 0, tau: 1, effectiveSamples: count };
  const error = errorOf(series, 1, -excess) / Math.abs(denominator);
  if (!Number.isFinite(error)) return { value, error: Infinity, tau: NaN, effectiveSamples: NaN };
  const tau = (error ** 2 * count) / variance;
  return { value, error, tau, effectiveSamples: count / tau };
}

/** ⟨n⟩/⟨d⟩ alone; NaN before the first sample. */
export function valueOfSeries(series: WalkerSeries): number {
  const whole = wholeOf(series);
  return whole ? series.origin + mean(whole.numerators) / mean(whole.denominators) : NaN;
}

/** Σ((n − R·d)/⟨d⟩)² over all samples and walkers / count: the variance of a single sample. */
function varianceOf({ samples, numerators, squares: [nn, nd, dd] }: Block, ratio: number, denominator: number): number {
  const square = (nn - 2 * ratio * nd + ratio ** 2 * dd) / (samples * numerators.length * denominator ** 2);
  // What is left of differences of large sums is rounding.
  return square > 8 * Number.EPSILON * ((nn + ratio ** 2 * dd) / (samples * numerators.length * denominator ** 2))
    ? square
    : 0;
}

/** Standard error of the mean of a·n + b·d; Infinity where it cannot be told. */
function errorOf(series: WalkerSeries, a: number, b: number): number {
  const combine = ({ numerators, denominators, samples }: Block) =>
    numerators.map((n, w) => (a * n + b * denominators[w]!) / samples);
  const { walkers, samples, blockLength, blocks } = series;
  if (walkers >= WALKERS_FOR_SPREAD) return Math.sqrt(moments(combine(wholeOf(series)!)).variance / walkers);
  const full = toArray(blocks).map(combine);
  const chains = Array.from({ length: walkers }, (_, w) => Float64Array.from(full, (means) => means[w]!));
  const all = new RunningMoments();
  for (const chain of chains) all.merge(moments(chain));
  if (all.populationVariance === 0 && all.count >= 2) return 0;
  const { tau } = autocorrelationTimeOfChains(chains);
  return Number.isNaN(tau) ? Infinity : Math.sqrt((all.populationVariance * tau) / (walkers * (samples / blockLength)));
}

/**
 * The largest part that a single walker has in Σ(m_w − m)², the squared deviations of the walkers' means of n − R·d: small
 * where the spread of the walkers is a measure of the error, near 1 where a single rare value makes it, as of a local energy
 * without a variance. NaN below 32 walkers, whose error is found otherwise; 0 where all agree.
 */
export function largestPart(series: WalkerSeries): number {
  const whole = wholeOf(series);
  if (!whole || series.walkers < WALKERS_FOR_SPREAD) return NaN;
  const ratio = mean(whole.numerators) / mean(whole.denominators);
  const squares = whole.numerators.map((n, w) => (n - ratio * whole.denominators[w]!) ** 2);
  const sum = squares.reduce((total, square) => total + square, 0);
  return sum === 0 ? 0 : squares.reduce((largest, square) => Math.max(largest, square), 0) / sum;
}

/** Means of (n − R·d)/⟨d⟩ in the first and the last half of full blocks, of each walker; null with fewer than two. */
function halves({ blocks }: WalkerSeries) {
  const full = toArray(blocks);
  const half = full.length >> 1;
  if (half === 0) return null;
  const whole = full.reduce(join);
  const denominator = mean(whole.denominators) / whole.samples;
  const ratio = mean(whole.numerators) / mean(whole.denominators);
  return [full.slice(0, half), full.slice(-half)].map((part) => {
    const block = part.reduce(join);
    return {
      samples: block.samples,
      means: block.numerators.map((n, w) => (n - ratio * block.denominators[w]!) / (block.samples * denominator)),
      meanSquare: varianceOf(block, ratio, denominator),
    };
  });
}

/**
 * Split-R̂: the spread between half chains over the spread within them. Near 1 when all walkers tell the same story from
 * beginning to end; large where walkers are caught in separate regions, or have not forgotten their start.
 * Source: Vehtari, Gelman, Simpson, Carpenter & Bürkner 2021, Bayesian Anal. 16, 667, equations 1 to 4 (what is left over
 * when the blocks are halved is left out).
 *
 * NaN for fewer than two samples in a half or a value that is not finite; 1 where all values are equal; Infinity where the
 * walkers stand still at different values.
 */
export function splitRHat(series: WalkerSeries): number {
  const parts = halves(series);
  if (!parts) return NaN;
  const length = parts[0]!.samples;
  if (length < 2) return NaN;
  const means = new RunningMoments();
  for (const part of parts) for (const m of part.means) means.add(m);
  const squares = parts.reduce((total, part) => total + part.meanSquare, 0) / parts.length;
  const ofMeans = parts.flatMap((part) => [...part.means]).reduce((total, m) => total + m * m, 0) / means.count;
  const difference = squares - ofMeans;
  const within = difference > 1e-14 * squares ? (length / (length - 1)) * difference : difference >= -1e-9 ? 0 : NaN;
  const between = means.variance;
  if (within === 0) return between === 0 ? 1 : between > 0 ? Infinity : NaN;
  return Math.sqrt((length - 1) / length + between / within);
}

/**
 * How much the second half of the samples lies above the first, with one standard error: 0 within a few errors where the
 * walkers are stationary. NaN where there are too few samples.
 */
export function driftOfSeries(series: WalkerSeries): { value: number; error: number } {
  const parts = halves(series);
  if (!parts) return { value: NaN, error: NaN };
  const [early, late] = parts as [(typeof parts)[0], (typeof parts)[0]];
  const differences = moments(late.means.map((m, w) => m - early.means[w]!));
  // Halves of few long chains are all but independent, each with half of the samples.
  const error =
    series.walkers >= WALKERS_FOR_SPREAD
      ? Math.sqrt(differences.variance / series.walkers)
      : 2 * ratioOfSeries(series).error;
  return { value: differences.mean, error };
}

/**
 * Whether the samples are too close together, or too few, to tell how long a walker remembers: its autocorrelation time is
 * more than a tenth of its series. The error of many walkers is right even then, as far as they had forgotten their start.
 */
export function isSaturated(series: WalkerSeries): boolean {
  const { tau } = ratioOfSeries(series);
  return !(tau * TIMES_NEEDED <= series.samples);
}

function mean(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
