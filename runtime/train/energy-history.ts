/**
 * The energies of the latest training steps: what tells whether they still fall.
 */
import { estimateByBlocking } from '../estimator/blocking.ts';

/** Steps that are remembered. */
const MEMORY = 2000;
/** Share of the steps done that counts as the end of the training, and the fewest steps that can show a fall. */
const END = 0.2;
const FEWEST = 16;

/** Sums over the states of the batch energies, oldest first. */
export type EnergyHistory = readonly number[];

/** The history with one more step. */
export function remember(history: EnergyHistory, energies: ArrayLike<number>): EnergyHistory {
  const total = Array.from(energies).reduce((sum, energy) => sum + energy, 0);
  return [...history.slice(1 - MEMORY), total];
}

export interface Fall {
  /** Steps looked at. */
  steps: number;
  /** By how much the mean energy of their second half lies below that of the first, with one standard error. */
  value: number;
  error: number;
}

/**
 * How much the energy fell in the last fifth of the training; correlation between steps is accounted for by blocking.
 * @param stepsDone of the whole training
 * @returns null where there are too few steps to tell
 */
export function latestFall(history: EnergyHistory, stepsDone: number): Fall | null {
  const steps = Math.min(history.length, Math.max(FEWEST, Math.floor(stepsDone * END)));
  const half = steps >> 1;
  if (half < FEWEST / 2 || history.length < steps) return null;
  const early = estimateByBlocking(history.slice(-2 * half, -half));
  const late = estimateByBlocking(history.slice(-half));
  return { steps: 2 * half, value: early.value - late.value, error: Math.hypot(early.error, late.error) };
}
