/** `concat`: tensors one after the other along an axis. */
import { alignJacobian, alignLaplacian, constantDual, type Dual } from '../dual.ts';
import type { Shape, Tensor } from '../graph.ts';
import type { Operation } from '../operation.ts';
import { axisOf, showShape } from '../shape.ts';
import { broadcastTo } from './broadcast-to.ts';
import { constant } from './constant.ts';
import { slice } from './slice.ts';

export const concatOperation: Operation<{ axis: number }> = {
  name: 'concat',
  shape(inputs, { axis }) {
    const first = inputs[0]!;
    axisOf('concat', first, axis);
    for (const shape of inputs)
      if (shape.length !== first.length || shape.some((extent, i) => i !== axis && extent !== first[i]))
        throw new Error(
          `concat: ${showShape(shape)} and ${showShape(first)} cannot be joined along axis ${axis}; all other extents must agree`,
        );
    const total = inputs.reduce((extent, shape) => extent + shape[axis]!, 0);
    return first.map((extent, i) => (i === axis ? total : extent));
  },
  pullback(node, g) {
    const axis = node.attributes.axis as number;
    let start = 0;
    return node.inputs.map((part) => {
      const size = part.shape[axis]!;
      start += size;
      return slice(g, axis, start - size, size);
    });
  },
  lifted: ({ axis }) => ({ axis: axis + 1 }),
  laplacian(node, inputs) {
    const axis = node.attributes.axis as number;
    const n = inputs.find((x) => x.jacobian)?.jacobian?.shape[0];
    if (n === undefined) return constantDual(node);
    const jacobians = inputs.map((x) => x.jacobian && alignJacobian(x.jacobian, node.shape.length));
    const laplacians = inputs.map((x) => x.laplacian && alignLaplacian(x.laplacian, node.shape.length));
    return {
      value: node,
      jacobian: join(inputs, jacobians, axis, [n]),
      laplacian: laplacians.some((t) => t) ? join(inputs, laplacians, axis, []) : null,
    };
  },
  onnx: (emit, node, inputs) => emit.node('Concat', inputs, { axis: node.attributes.axis as number }),
  tfjs: (tf, node, inputs) => tf.concat([...inputs], node.attributes.axis as number),
  cases: [
    {
      inputs: [
        [2, 3],
        [2, 1],
      ],
      attributes: { axis: 1 },
    },
    { inputs: [[2], [3], [1]], attributes: { axis: 0 } },
  ],
};

/** Joins derivatives along the axis, with zeros where there are none, as narrow elsewhere as the widest of them. */
function join(inputs: readonly Dual[], parts: readonly (Tensor | null)[], axis: number, lead: Shape): Tensor {
  const rank = inputs[0]!.value.shape.length;
  const widest = Array.from({ length: rank }, (_, i) =>
    Math.max(...parts.map((t) => (t ? t.shape[i + lead.length]! : 1))),
  );
  const wide = inputs.map(({ value }, k) => {
    const shape = [...lead, ...widest.map((extent, i) => (i === axis ? value.shape[axis]! : extent))];
    const part = parts[k];
    return part ? broadcastTo(part, shape) : constant(value.builder, 0, shape);
  });
  return concat(wide, axis + lead.length);
}

/** The tensors one after the other along `axis`. @throws Error when there are none or other extents differ. */
export function concat(xs: readonly Tensor[], axis: number): Tensor {
  const first = xs[0];
  if (!first) throw new Error('concat: nothing to join');
  const along = axisOf('concat', first.shape, axis);
  if (xs.length === 1) return first;
  return first.builder.apply(concatOperation, xs, { axis: along });
}
