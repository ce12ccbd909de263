/** `reshape`: the same numbers in row-major order under another shape. */
import { constantDual, fullJacobian, mapDerivatives } from '../dual.ts';
import type { Shape, Tensor } from '../graph.ts';
import type { Operation } from '../operation.ts';
import { checkExtents, sameShape, showShape, sizeOf } from '../shape.ts';
import { reshapeStrand } from '../strand.ts';
import { broadcastTo } from './broadcast-to.ts';
import { constantLike, constantOperation } from './constant.ts';

export const reshapeOperation: Operation<{ shape: Shape }> = {
  name: 'reshape',
  shape([x], { shape }) {
    checkExtents('reshape', shape);
    if (sizeOf(x!) !== sizeOf(shape))
      throw new Error(`reshape: ${showShape(x!)} has ${sizeOf(x!)} elements, ${showShape(shape)} has ${sizeOf(shape)}`);
    return shape;
  },
  pullback: (node, g) => [reshape(g, node.inputs[0]!.shape)],
  follow: (node, _, walkers) => reshapeStrand(walkers, node.inputs[0]!.shape, node.shape),
  lifted: ({ shape }, extent) => ({ shape: [extent, ...shape] }),
  laplacian(node, [x]) {
    if (!x!.jacobian) return constantDual(node);
    const from = x!.value.shape;
    return mapDerivatives(node, x!, (t, leading) => {
      const n = t.shape.slice(0, leading);
      const extents = t.shape.slice(leading);
      // Walkers stay in front: a derivative that is the same for all of them stays so.
      const walkersKept = from[0] === node.shape[0] && extents[0] === 1 && extents.length === from.length;
      if (walkersKept && sameShape(extents.slice(1), from.slice(1)))
        return reshape(t, [...n, 1, ...node.shape.slice(1)]);
      const full = leading ? fullJacobian(t, from) : broadcastTo(t, from);
      return reshape(full, [...n, ...node.shape]);
    });
  },
  onnx: (emit, node, [x]) => emit.reshape(x!, node.shape),
  tfjs: (tf, node, [x]) => tf.reshape(x!, [...node.shape]),
  cases: [
    { inputs: [[2, 3]], attributes: { shape: [3, 2] } },
    { inputs: [[2, 3]], attributes: { shape: [2, 3, 1] } },
    { inputs: [[2, 1, 3]], attributes: { shape: [6] } },
    { inputs: [[1]], attributes: { shape: [] } },
  ],
};

/** The same elements, row-major, in another shape. @throws Error when the number of elements differs. */
export function reshape(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  if (x.operation === reshapeOperation) return reshape(x.inputs[0]!, shape);
  if (x.operation === constantOperation && sizeOf(x.shape) === sizeOf(shape)) return constantLike(x, shape);
  return x.builder.apply(reshapeOperation, [x], { shape: [...shape] });
}
