/**
 * Whether the last step can be trusted: where it has raised the energy far beyond its error bar, or wrecked the wave function
 * so that the energy tells nothing any more, it is taken back.
 */
import type { OptimizerState } from '../optimizer.ts';
import { restoredArray, restoredCount, restoredNumber } from '../optimizer-state.ts';

/** Standard errors by which the energy may rise in one step. */
const TOLERATED = 5;
/** A step that was taken back halves the next ones; so many good steps make up for it. */
const RECOVERY = 10;

/** Local energies that spread so many times wider than they were, and than the energy is large, belong to a wreck. */
const WRECKED = 10;

/** What is known of the energy at the parameters of one step. */
export interface Standing {
  energy: number;
  /** One standard error. */
  error: number;
  /** Standard deviation of the clipped local energies. */
  spread: number;
}

export class Trust {
  /** Before the last step; null where there is nothing to compare with. */
  #before: (Standing & { parameters: Float64Array }) | null = null;
  #factor = 1;

  /** By what a step is multiplied. */
  get factor(): number {
    return this.#factor;
  }

  /** Whether this cannot be what one good step makes of what was there before. */
  isLostAt({ energy, error, spread }: Standing): boolean {
    const before = this.#before;
    if (before === null) return false;
    const rise = (energy - before.energy) / Math.hypot(error, before.error);
    return rise > TOLERATED || spread > WRECKED * Math.max(before.spread, Math.abs(before.energy));
  }

  /** Takes the last step back. @returns the parameters before it */
  takeBack(): Float64Array {
    const { parameters } = this.#before!;
    this.#before = null;
    this.#factor /= 2;
    return parameters;
  }

  /** Keeps what there is before the next step. */
  remember(parameters: Float32Array, standing: Standing): void {
    this.#before = { parameters: Float64Array.from(parameters), ...standing };
    this.#factor = Math.min(1, this.#factor * 2 ** (1 / RECOVERY));
  }

  get state(): OptimizerState {
    const state = { trust: this.#factor, trusted: this.#before ? 1 : 0 };
    if (!this.#before) return state;
    const { parameters, energy, error, spread } = this.#before;
    return {
      ...state,
      trusted_parameters: parameters.slice(),
      trusted_energy: energy,
      trusted_error: error,
      trusted_spread: spread,
    };
  }

  restore(state: OptimizerState, count: number): void {
    const factor = restoredNumber(state, 'trust');
    this.#before =
      restoredCount(state, 'trusted') === 0
        ? null
        : {
            parameters: restoredArray(state, 'trusted_parameters', count),
            energy: restoredNumber(state, 'trusted_energy'),
            error: restoredNumber(state, 'trusted_error'),
            spread: restoredNumber(state, 'trusted_spread'),
          };
    this.#factor = factor;
  }
}
