/**
 * Whether the last step can be trusted: where it has raised the energy far beyond its error bar, it is taken back.
 */
import type { OptimizerState } from '../optimizer.ts';
import { restoredArray, restoredCount } from '../optimizer-state.ts';

/** Standard errors by which the energy may rise in one step. */
const TOLERATED = 5;
/** A step that was taken back halves the next ones; so many good steps make up for it. */
const RECOVERY = 10;

export class Trust {
  /** Before the last step; null where there is nothing to compare with. */
  #before: { parameters: Float64Array; energy: number; error: number } | null = null;
  #factor = 1;

  /** By what a step is multiplied. */
  get factor(): number {
    return this.#factor;
  }

  /** Whether the energy here is too far above that before the last step to be chance. */
  isLostAt(energy: number, error: number): boolean {
    const before = this.#before;
    return before !== null && energy - before.energy > TOLERATED * Math.hypot(error, before.error);
  }

  /** Takes the last step back. @returns the parameters before it */
  takeBack(): Float64Array {
    const { parameters } = this.#before!;
    this.#before = null;
    this.#factor /= 2;
    return parameters;
  }

  /** Keeps what there is before the next step. */
  remember(parameters: Float32Array, energy: number, error: number): void {
    this.#before = { parameters: Float64Array.from(parameters), energy, error };
    this.#factor = Math.min(1, this.#factor * 2 ** (1 / RECOVERY));
  }

  get state(): OptimizerState {
    const { parameters = new Float64Array(0), energy = 0, error = 0 } = this.#before ?? {};
    return {
      trust: this.#factor,
      trusted: this.#before ? 1 : 0,
      ...(this.#before && { trusted_parameters: parameters.slice() }),
      trusted_energy: energy,
      trusted_error: error,
    };
  }

  restore(state: OptimizerState, count: number): void {
    const trusted = restoredCount(state, 'trusted');
    const { trust, trusted_energy: energy, trusted_error: error } = state;
    if (typeof trust !== 'number' || typeof energy !== 'number' || typeof error !== 'number')
      throw new Error('the optimizer’s state has no “trust”: it was written by another optimizer');
    this.#before =
      trusted === 0 ? null : { parameters: restoredArray(state, 'trusted_parameters', count), energy, error };
    this.#factor = trust;
  }
}
