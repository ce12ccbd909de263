/** `stopGradient`: the value, with every derivative of it taken as zero. */
import { constantDual } from '../dual.ts';
import type { Tensor } from '../graph.ts';
import type { Operation } from '../operation.ts';

export const stopGradientOperation: Operation = {
  name: 'stopGradient',
  shape: ([x]) => x!,
  pullback: () => [null],
  laplacian: (node) => constantDual(node),
  onnx: (_emit, _node, [x]) => x!,
  tfjs: (tf, _, [x]) => tf.clone(x!),
  cases: [{ inputs: [[2, 3]] }],
  notDifferentiable: 'all derivatives are zero by definition',
};

/** x, treated as a constant by `gradient` and by `forwardLaplacian`. */
export function stopGradient(x: Tensor): Tensor {
  return x.builder.apply(stopGradientOperation, [x]);
}
