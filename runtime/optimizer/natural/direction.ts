/**
 * The direction of natural gradients: φ = argmin ‖O φ − ε‖² + λ‖φ − μφ′‖².
 *
 * O is the matrix of scores, centred over walkers and divided by √N, ε the residuals E_L − E over √N, φ′ the last direction.
 * With ζ = ε − μOφ′ there are two ways to write φ − μφ′, equal by OᵀX(OOᵀ) = (OᵀO)OᵀX:
 *   (OᵀO + λ1)⁻¹ Oᵀζ                  parameters × parameters: stochastic reconfiguration (Sorella, PRL 80, 4558 (1998)),
 *   Oᵀ (OOᵀ + λ1 + 11ᵀ/N)⁻¹ ζ         walkers × walkers: MinSR (Chen & Heyl, arXiv:2302.01941).
 * μ > 0 makes it SPRING (Goldshlager, Abrahamsen & Lin, arXiv:2401.10190). Centring gives OOᵀ the null vector 1, which 11ᵀ/N
 * lifts and ζ does not contain. Centring is done on products: it costs one pass over a small matrix.
 *
 * Walkers of weights w, mean 1, are centred by their weighted mean, their rows of O and ε are multiplied by √w, and the null
 * vector is √w.
 */
import { say } from '@qham/grammar/phrase';
import { type DampedSolution, DampedSolver } from '../../linear-algebra/damped-solver.ts';
import type { ScoreMatrix } from '../../linear-algebra/score-matrix.ts';
import { StepFault } from '../step-fault.ts';

export type Space = 'parameters' | 'walkers';

export interface Direction extends Omit<DampedSolution, 'x'> {
  /** φ, one number for each parameter. */
  readonly phi: Float64Array;
}

/** Scores of walkers and their clipped residuals E_L − E. */
export interface Batch {
  readonly scores: ScoreMatrix;
  readonly residuals: Float64Array;
  /** Weights of the walkers, of mean 1; null where all count the same. */
  readonly importance: Float64Array | null;
}

/** Directions in one of the two spaces, one after the other. */
export class DirectionFinder {
  #solver: DampedSolver | undefined;

  /**
   * @param previous φ′
   * @throws StepFault when scores or residuals are not finite
   */
  async find(
    { scores, residuals, importance }: Batch,
    previous: Float64Array,
    { momentum, damping, space }: { momentum: number; damping: number; space: Space },
  ): Promise<Direction> {
    const { walkers, parameters } = scores;
    const weights = importance ?? new Float64Array(walkers).fill(1);
    const drift = momentum === 0 ? null : centred(await scores.times(previous), weights);
    const zeta = scaled(
      residuals.map((r, b) => r - (drift ? momentum * drift[b]! : 0)),
      weights,
    );
    if (!zeta.every(Number.isFinite)) throw new StepFault(say`local energy`);
    const matrix = await (space === 'walkers' ? centredGram(scores, weights) : centredCovariance(scores, weights));
    const size = space === 'walkers' ? walkers : parameters;
    for (let i = 0; i < size; i++) if (!Number.isFinite(matrix[i * size + i]!)) throw new StepFault(GRAM);
    this.#solver ??= new DampedSolver(size);
    const back = (values: Float64Array) => scores.transposeTimes(uncentred(scaled(values, weights), weights));
    const { x, ...solution } = this.#solver.solve(matrix, space === 'walkers' ? zeta : await back(zeta), damping);
    const change = space === 'walkers' ? await back(x) : x;
    return { phi: change.map((value, i) => value + momentum * previous[i]!), ...solution };
  }
}

const GRAM = say`matrix of ∂ln|ψ|/∂θ`;

/** OOᵀ + √w√wᵀ/N of the centred scores times √w over √N. */
async function centredGram(scores: ScoreMatrix, weights: Float64Array): Promise<Float64Array> {
  const n = scores.walkers;
  const gram = await scores.gram();
  const means = Float64Array.from({ length: n }, (_, i) => mean(gram.subarray(i * n, (i + 1) * n), weights));
  const total = mean(means, weights);
  const roots = weights.map(Math.sqrt);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      gram[i * n + j] = (roots[i]! * roots[j]! * (gram[i * n + j]! - means[i]! - means[j]! + total + 1)) / n;
  return gram;
}

/** OᵀO of the centred scores times √w over √N. */
async function centredCovariance(scores: ScoreMatrix, weights: Float64Array): Promise<Float64Array> {
  const n = scores.parameters;
  const covariance = await scores.covariance(weights);
  const average = await scores.transposeTimes(weights.map((w) => w / scores.walkers));
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      covariance[i * n + j] = covariance[i * n + j]! / scores.walkers - average[i]! * average[j]!;
  return covariance;
}

/** Less their weighted mean. */
function centred(values: Float64Array, weights: Float64Array): Float64Array {
  const average = mean(values, weights);
  return values.map((value) => value - average);
}

/** The transpose of `centred`: less their sum times each weight over N. */
function uncentred(values: Float64Array, weights: Float64Array): Float64Array {
  const average = values.reduce((total, value) => total + value, 0) / values.length;
  return values.map((value, b) => value - average * weights[b]!);
}

/** Times √(w/N). */
function scaled(values: Float64Array, weights: Float64Array): Float64Array {
  return values.map((value, b) => value * Math.sqrt(weights[b]! / values.length));
}

function mean(values: Float64Array, weights: Float64Array): number {
  return values.reduce((total, value, b) => total + value * weights[b]!, 0) / values.length;
}
