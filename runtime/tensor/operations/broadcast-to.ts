/** `broadcastTo`: repeats along axes of extent 1 and along new leading axes. */
import { alignJacobian, alignLaplacian, constantDual } from '../dual.ts';
import type { Shape, Tensor } from '../graph.ts';
import type { Operation } from '../operation.ts';
import { broadcast, checkExtents, sameShape, showShape } from '../shape.ts';
import { constantLike, uniformValue } from './constant.ts';
import { sumTo } from './sum.ts';

export const broadcastToOperation: Operation<{ shape: Shape }> = {
  name: 'broadcastTo',
  shape([x], { shape }) {
    checkExtents('broadcastTo', shape);
    const result = broadcast(x!, shape);
    if (!result || !sameShape(result, shape))
      throw new Error(`broadcastTo: ${showShape(x!)} cannot be repeated to ${showShape(shape)}`);
    return shape;
  },
  pullback: (node, g) => [sumTo(g, node.inputs[0]!.shape)],
  lifted: ({ shape }, extent) => ({ shape: [extent, ...shape] }),
  laplacian(node, [x]) {
    if (!x!.jacobian) return constantDual(node);
    const rank = node.shape.length;
    return {
      value: node,
      jacobian: alignJacobian(x!.jacobian, rank),
      laplacian: x!.laplacian && alignLaplacian(x!.laplacian, rank),
    };
  },
  onnx: (emit, node, [x]) => emit.node('Expand', [x!, emit.integers(node.shape)]),
  tfjs: (tf, node, [x]) => tf.broadcastTo(x!, [...node.shape]),
  cases: [
    { inputs: [[2, 1]], attributes: { shape: [2, 3] } },
    { inputs: [[3]], attributes: { shape: [2, 3] } },
    { inputs: [[]], attributes: { shape: [2] } },
    { inputs: [[2, 1, 3]], attributes: { shape: [2, 4, 3] } },
  ],
};

/** x repeated to this shape. @throws Error when x does not broadcast to it. */
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  if (x.operation === broadcastToOperation) return broadcastTo(x.inputs[0]!, shape);
  const result = broadcast(x.shape, shape);
  if (uniformValue(x) !== null && result && sameShape(result, shape)) return constantLike(x, shape);
  return x.builder.apply(broadcastToOperation, [x], { shape: [...shape] });
}
