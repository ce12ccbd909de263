/** `slice`: a run of elements along one axis. */
import { alignJacobian, alignLaplacian, constantDual, mapDerivatives } from '../dual.ts';
import type { Tensor } from '../graph.ts';
import type { Operation } from '../operation.ts';
import { axisOf, showShape } from '../shape.ts';
import { concat, concatOperation } from './concat.ts';
import { constant, constantLike, uniformValue } from './constant.ts';

type SliceAttributes = { axis: number; start: number; size: number };

export const sliceOperation: Operation<SliceAttributes> = {
  name: 'slice',
  shape([x], { axis, start, size }) {
    axisOf('slice', x!, axis);
    const extent = x![axis]!;
    if (!Number.isInteger(start) || !Number.isInteger(size) || start < 0 || size < 1 || start + size > extent)
      throw new Error(`slice: ${size} elements from ${start} do not lie within axis ${axis} of ${showShape(x!)}`);
    return x!.map((e, i) => (i === axis ? size : e));
  },
  pullback(node, g) {
    const x = node.inputs[0]!;
    const { axis, start, size } = node.attributes as SliceAttributes;
    const zeros = (extent: number) =>
      constant(
        x.builder,
        0,
        x.shape.map((e, i) => (i === axis ? extent : e)),
      );
    const after = x.shape[axis]! - start - size;
    return [concat([...(start ? [zeros(start)] : []), g, ...(after ? [zeros(after)] : [])], axis)];
  },
  follow(node, _, walkers) {
    const { axis, start, size } = node.attributes as SliceAttributes;
    const round = walkers.count * walkers.stride;
    return axis === walkers.axis && (start % round !== 0 || size % round !== 0) ? null : walkers;
  },
  lifted: (attributes) => ({ ...attributes, axis: attributes.axis + 1 }),
  laplacian(node, [x]) {
    if (!x!.jacobian) return constantDual(node);
    const { axis, start, size } = node.attributes as SliceAttributes;
    const rank = node.shape.length;
    return mapDerivatives(node, x!, (t, leading) => {
      const aligned = leading ? alignJacobian(t, rank) : alignLaplacian(t, rank);
      return aligned.shape[axis + leading] === 1 ? aligned : slice(aligned, axis + leading, start, size);
    });
  },
  onnx(emit, node, [x]) {
    const { axis, start, size } = node.attributes as SliceAttributes;
    return emit.node('Slice', [x!, emit.integers([start]), emit.integers([start + size]), emit.integers([axis])]);
  },
  tfjs(tf, node, [x]) {
    const { axis, start, size } = node.attributes as SliceAttributes;
    const begin = node.shape.map((_, i) => (i === axis ? start : 0));
    const extents = node.shape.map((extent, i) => (i === axis ? size : extent));
    return tf.slice(x!, begin, extents);
  },
  cases: [
    { inputs: [[2, 5]], attributes: { axis: 1, start: 1, size: 3 } },
    { inputs: [[4, 2]], attributes: { axis: 0, start: 0, size: 1 } },
    { inputs: [[2, 3]], attributes: { axis: 1, start: 2, size: 1 } },
  ],
};

/** `size` elements of x along `axis`, from `start` on; the axis stays. */
export function slice(x: Tensor, axis: number, start: number, size: number): Tensor {
  const along = axisOf('slice', x.shape, axis);
  const attributes: SliceAttributes = { axis: along, start, size };
  const shape = sliceOperation.shape([x.shape], attributes);
  if (size === x.shape[along]) return x;
  if (uniformValue(x) !== null) return constantLike(x, shape);
  if (x.operation === concatOperation && x.attributes.axis === along) {
    let from = 0;
    for (const part of x.inputs) {
      const extent = part.shape[along]!;
      if (start >= from && start + size <= from + extent) return slice(part, along, start - from, size);
      from += extent;
    }
  }
  return x.builder.apply(sliceOperation, [x], attributes);
}
