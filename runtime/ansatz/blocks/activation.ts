/** The functions between the layers of a network. */
import type { Activation } from '../../experiment.ts';
import { cos, exp, multiply, negate, sigmoid, sin, softplus, square, type Tensor, tanh } from '../../tensor/index.ts';

export const ACTIVATION_TABLE: Record<Activation, (x: Tensor) => Tensor> = {
  sin,
  cos,
  tanh,
  sigmoid,
  softplus,
  silu: (x) => multiply(x, sigmoid(x)),
  gaussian: (x) => exp(negate(square(x))),
  none: (x) => x,
};
