import type { GraphBuilder, Tensor } from '../tensor/index.ts';

/** W(x) ≥ 0 up to a constant, [B, 1], at walkers [B, D]; or its logarithm, where W itself may leave the range of numbers. */
export interface Density {
  readonly logarithmic: boolean;
  at(builder: GraphBuilder, walkers: Tensor): Tensor;
}
