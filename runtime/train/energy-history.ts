/**
 * The energies of the latest training steps: what tells whether they still fall.
 */
import { estimateByBlocking } from '../estimator/blocking.ts';

/** Steps that are remembered. */
const MEMORY = 2000;
/** Shares of the steps done that count as the end of the training, and as its later part. */
const END = 0.2;
const LATER = 0.5;
/** The fewest steps that can show a fall. */
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

export interface Falls {
  /** In the last fifth of the training. */
  end: Fall;
  /** In its second half: less noisy, but it may have been long ago. */
  later: Fall;
}

/**
 * How much the energy fell lately; correlation between steps is accounted for by blocking.
 * @param stepsDone of the whole training
 * @returns null where there are too few steps to tell
 */
export function latestFalls(history: EnergyHistory, stepsDone: number): Falls | null {
  const end = fallOver(history, stepsDone * END);
  const later = fallOver(history, stepsDone * LATER);
  return end && later && { end, later };
}

function fallOver(history: EnergyHistory, share: number): Fall | null {
  const steps = Math.min(history.length, Math.max(FEWEST, Math.floor(share)));
  const half = steps >> 1;
  if (half < FEWEST / 2) return null;
  const early = estimateByBlocking(history.slice(-2 * half, -half));
  const late = estimateByBlocking(history.slice(-half));
  return { steps: 2 * half, value: early.value - late.value, error: Math.hypot(early.error, late.error) };
}
