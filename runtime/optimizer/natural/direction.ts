/**
 * The direction of natural gradients: φ = argmin ‖O φ − ε‖² + λ‖φ − μφ′‖².
 *
 * O is the matrix of scores, centred over walkers and divided by √N, ε the residuals E_L − E over √N, φ′ the last direction.
 * With ζ = ε − μOφ′ there are two ways to write φ − μφ′, equal by OᵀX(OOᵀ) = (OᵀO)OᵀX:
 *   (OᵀO + λ1)⁻¹ Oᵀζ                  parameters × parameters: stochastic reconfiguration (Sorella, PRL 80, 4558 (1998)),
 *   Oᵀ (OOᵀ + λ1 + 11ᵀ/N)⁻¹ ζ         walkers × walkers: MinSR (Chen & Heyl, arXiv:2302.01941).
 * μ > 0 makes it SPRING (Goldshlager, Abrahamsen & Lin, arXiv:2401.10190). Centring gives OOᵀ the null vector 1, which 11ᵀ/N
 * lifts and ζ does not contain. Centring is done on products: it costs one pass over a small matrix.
 */
import { type DampedSolution, DampedSolver } from '../../linear-algebra/damped-solver.ts';
import type { ScoreMatrix } from '../../linear-algebra/score-matrix.ts';
import { StepFault } from '../step-fault.ts';

export type Space = 'parameters' | 'walkers';

export interface Direction extends Omit<DampedSolution, 'x'> {
  /** φ, one number for each parameter. */
  readonly phi: Float64Array;
}

/** Directions in one of the two spaces, one after the other. */
export class DirectionFinder {
  #solver: DampedSolver | undefined;

  /**
   * @param residuals clipped local energies less their mean
   * @param previous φ′
   * @throws StepFault when scores or residuals are not finite
   */
  async find(
    scores: ScoreMatrix,
    residuals: Float64Array,
    previous: Float64Array,
    { momentum, damping, space }: { momentum: number; damping: number; space: Space },
  ): Promise<Direction> {
    const { walkers, parameters } = scores;
    const root = Math.sqrt(walkers);
    const drift = momentum === 0 ? null : centred(await scores.times(previous));
    const zeta = residuals.map((r, b) => (r - (drift ? momentum * drift[b]! : 0)) / root);
    if (!zeta.every(Number.isFinite)) throw new StepFault('local energy');
    const matrix = await (space === 'walkers' ? centredGram(scores) : centredCovariance(scores));
    const size = space === 'walkers' ? walkers : parameters;
    for (let i = 0; i < size; i++) if (!Number.isFinite(matrix[i * size + i]!)) throw new StepFault(GRAM);
    this.#solver ??= new DampedSolver(size);
    const solve = (b: Float64Array) => this.#solver!.solve(matrix, b, damping);
    const overRoot = (values: Float64Array) => values.map((value) => value / root);
    if (space === 'walkers') {
      const { x, ...solution } = solve(zeta);
      const change = await scores.transposeTimes(centred(x));
      return { phi: plus(overRoot(change), momentum, previous), ...solution };
    }
    const { x, ...solution } = solve(overRoot(await scores.transposeTimes(centred(zeta))));
    return { phi: plus(x, momentum, previous), ...solution };
  }
}

const GRAM = 'matrix of ∂ln|ψ|/∂θ';

/** OOᵀ + 11ᵀ/N of the centred scores over √N. */
async function centredGram(scores: ScoreMatrix): Promise<Float64Array> {
  const n = scores.walkers;
  const gram = await scores.gram();
  const means = new Float64Array(n);
  for (let i = 0; i < n; i++) means[i] = mean(gram.subarray(i * n, (i + 1) * n));
  const total = mean(means);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) gram[i * n + j] = (gram[i * n + j]! - means[i]! - means[j]! + total + 1) / n;
  return gram;
}

/** OᵀO of the centred scores over √N. */
async function centredCovariance(scores: ScoreMatrix): Promise<Float64Array> {
  const n = scores.parameters;
  const covariance = await scores.covariance();
  const average = await scores.transposeTimes(new Float64Array(scores.walkers).fill(1 / scores.walkers));
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      covariance[i * n + j] = covariance[i * n + j]! / scores.walkers - average[i]! * average[j]!;
  return covariance;
}

function centred(values: Float64Array): Float64Array {
  const average = mean(values);
  return values.map((value) => value - average);
}

const mean = (values: Float64Array) => values.reduce((total, value) => total + value, 0) / values.length;

function plus(values: Float64Array, factor: number, others: Float64Array): Float64Array {
  return factor === 0 ? values : values.map((value, i) => value + factor * others[i]!);
}
