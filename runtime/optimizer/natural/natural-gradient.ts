/**
 * `sr` and `spring`: steps along natural gradients of the energy.
 *
 * Δθ = −φ · min(η, √C/‖φ‖): multiplied by the learning rate η first, then bounded, as in SPRING's paper (arXiv:2401.10190).
 * The half of ∇E in φ is the convention there: η is a step of imaginary time.
 */
import { say } from '@qham/grammar/phrase';
import type { Optimizer as OptimizerSettings, Scheduled } from '../../experiment.ts';
import { dot } from '../../linear-algebra/dot.ts';
import type { Descent } from '../../objective/objective.ts';
import type { OptimizerState } from '../optimizer.ts';
import { restoredArray } from '../optimizer-state.ts';
import type { PhaseOptimizer, StepReport } from '../phase-optimizer.ts';
import { evaluateScheduled } from '../scheduled.ts';
import { StepFault } from '../step-fault.ts';
import { DirectionFinder, type Space } from './direction.ts';
import { Trust } from './trust.ts';

export type NaturalSettings = Extract<OptimizerSettings, { kind: 'sr' | 'spring' }>;

export function isNatural(settings: OptimizerSettings): settings is NaturalSettings {
  return settings.kind === 'sr' || settings.kind === 'spring';
}

/** The space with the smaller system of equations, unless the settings ask for one. */
export function spaceFor({ space }: NaturalSettings, size: { walkers: number; parameters: number }): Space {
  if (space !== 'auto') return space;
  return size.parameters <= size.walkers ? 'parameters' : 'walkers';
}

/** How a step came about. */
export interface NaturalReport {
  /** The λ that was used; larger than asked for where the matrix was not positive definite. */
  damping: number;
  /** ‖Δθ‖. */
  norm: number;
  /** Whether the bound of ‖Δθ‖ made the step shorter. */
  bounded: boolean;
  /** How often λ was raised tenfold. */
  retries: number;
  /** Whether the matrix was not positive definite with any λ, and its eigenvalues below zero were taken as zero. */
  clamped: boolean;
  /** The last step had made things worse beyond chance: instead of a step, it was taken back. */
  taken_back: boolean;
}

export class NaturalGradient implements PhaseOptimizer {
  readonly #settings: NaturalSettings;
  readonly #finder = new DirectionFinder();
  readonly #trust = new Trust();
  /** φ of the last step. */
  #phi: Float64Array;

  constructor(settings: NaturalSettings, count: number) {
    this.#settings = settings;
    this.#phi = new Float64Array(count);
  }

  async step(parameters: Float32Array, { loss, error, slope }: Descent, at: number): Promise<StepReport> {
    if (slope.kind !== 'scores') throw new Error(`${this.#settings.kind} takes scores`);
    if (!Number.isFinite(loss) || error === null || !Number.isFinite(error)) throw new StepFault(say`local energy`);
    const learningRate = evaluateScheduled(this.#settings.learning_rate, at);
    const damping = positive('damping', this.#settings.damping, at);
    const { residuals } = slope;
    const standing = { energy: loss, error, spread: Math.sqrt(dot(residuals, residuals) / residuals.length) };
    if (this.#trust.isLostAt(standing)) {
      parameters.set(this.#trust.takeBack());
      this.#phi.fill(0);
      const natural = { damping, norm: 0, bounded: false, retries: 0, clamped: false, taken_back: true };
      return { learningRate, natural };
    }
    const { momentum } = this.#settings;
    const space = spaceFor(this.#settings, slope.scores);
    const { phi, ...solution } = await this.#finder.find(slope, this.#phi, { momentum, damping, space });
    const length = Math.sqrt(dot(phi, phi));
    const bound = this.#bound(at) / length;
    this.#trust.remember(parameters, standing);
    const factor = Math.min(learningRate, bound) * this.#trust.factor;
    for (let i = 0; i < parameters.length; i++) parameters[i]! -= factor * phi[i]!;
    this.#phi = phi;
    const natural = { ...solution, norm: factor * length, bounded: bound < learningRate, taken_back: false };
    return { learningRate, natural };
  }

  get state(): OptimizerState {
    return { direction: this.#phi.slice(), ...this.#trust.state };
  }

  restore(state: OptimizerState): void {
    const direction = restoredArray(state, 'direction', this.#phi.length);
    this.#trust.restore(state, this.#phi.length);
    this.#phi = direction;
  }

  /** The largest ‖Δθ‖. */
  #bound(at: number): number {
    const { norm_constraint } = this.#settings;
    return norm_constraint === null
      ? Number.POSITIVE_INFINITY
      : Math.sqrt(positive('norm_constraint', norm_constraint, at));
  }
}

/** @throws Error when the setting is not positive at this step */
function positive(name: string, setting: Scheduled, at: number): number {
  const value = evaluateScheduled(setting, at);
  if (value > 0) return value;
  throw new Error(`${name} is ${value} at step ${at} of its phase; it must stay positive`);
}
