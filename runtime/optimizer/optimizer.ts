/** What the training loop knows of an optimizer. */

/** The settings of an optimizer as an experiment gives them. */
export type { Optimizer as OptimizerSettings } from '../experiment.ts';

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

/** @throws RangeError when an array does not have one number per parameter */
export function requireLengths(count: number, parameters: Float32Array, gradient: ArrayLike<number>): void {
  if (parameters.length !== count || gradient.length !== count)
    throw new RangeError(
      `the optimizer was made for ${count} parameters, but got ${parameters.length} and a gradient of ${gradient.length}`,
    );
}
