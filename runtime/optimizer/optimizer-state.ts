/** Reading back what an optimizer remembered. */
import type { OptimizerState } from './optimizer.ts';

/**
 * The array `name` of a state, as float64 and not shared with it.
 * @throws Error when it is missing or does not have one number per parameter
 */
export function restoredArray(state: OptimizerState, name: string, count: number): Float64Array {
  const value = state[name];
  if (!(value instanceof Float32Array || value instanceof Float64Array))
    throw new Error(`the optimizer's state has no array “${name}”: it was written by another optimizer`);
  if (value.length !== count)
    throw new Error(
      `“${name}” of the optimizer's state has ${value.length} numbers, but the wave function has ${count} parameters`,
    );
  return Float64Array.from(value);
}

/**
 * The whole number `name` of a state.
 * @throws Error when it is missing, negative or not whole
 */
export function restoredCount(state: OptimizerState, name: string): number {
  const value = state[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new Error(`the optimizer's state has no whole number “${name}”: it was written by another optimizer`);
  return value;
}

/**
 * The number `name` of a state.
 * @throws Error when it is missing
 */
export function restoredNumber(state: OptimizerState, name: string): number {
  const value = state[name];
  if (typeof value !== 'number')
    throw new Error(`the optimizer's state has no number “${name}”: it was written by another optimizer`);
  return value;
}
