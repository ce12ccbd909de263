/** What the training loop knows of an optimizer, and the table of all that a schedule can name. */
import type { Optimizer as OptimizerSettings } from '../experiment.ts';
import { adam } from './adam.ts';
import { adamw } from './adamw.ts';
import { sgd } from './sgd.ts';

/** Everything an optimizer remembers between steps: numbers and arrays of one value per parameter. */
export type OptimizerState = Record<string, Float32Array | Float64Array | number>;

/**
 * Turns gradients into steps. All parameters of a wave function lie in one flat array.
 *
 * Parameters are float32, as the engines take them. What an optimizer remembers is float64: squares of small gradients
 * (below 10⁻¹⁹) would underflow in float32, the arithmetic of JavaScript is float64 anyway, and 16 bytes a parameter are
 * nothing beside the walkers. A step is computed in float64 and rounded once.
 */
export interface Optimizer {
  /**
   * Changes `parameters` in place by one step.
   * @param gradient of the loss, one number per parameter; not changed
   * @param learningRate of this step
   * @throws RangeError when the lengths differ from the number of parameters
   */
  step(parameters: Float32Array, gradient: Float64Array | Float32Array, learningRate: number): void;
  /** A copy; later steps do not change it. */
  readonly state: OptimizerState;
  /**
   * Goes on from a state as if this optimizer had come to it by itself.
   * @throws Error when the state belongs to another kind of optimizer or another number of parameters
   */
  restore(state: OptimizerState): void;
}

type Kind = Exclude<OptimizerSettings['kind'], 'sr' | 'spring'>;

/** A new optimizer is its own file and a line here. */
const OPTIMIZERS: { [K in Kind]: (settings: OptimizerSettings & { kind: K }, count: number) => Optimizer } = {
  adam,
  adamw,
  sgd,
};

/** A fresh optimizer for `parameterCount` parameters, with nothing remembered yet. */
export function createOptimizer(settings: OptimizerSettings, parameterCount: number): Optimizer {
  const create = OPTIMIZERS[settings.kind as Kind] as (settings: OptimizerSettings, count: number) => Optimizer;
  return create(settings, parameterCount);
}
