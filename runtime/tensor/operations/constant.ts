/** `constant`: numbers known when the graph is built. */
import { constantDual } from '../dual.ts';
import type { GraphBuilder, Shape, Tensor } from '../graph.ts';
import type { Operation } from '../operation.ts';
import { checkExtents, showShape, sizeOf } from '../shape.ts';

export const constantOperation: Operation<{ values: readonly number[]; shape: Shape }> = {
  name: 'constant',
  shape(_, { values, shape }) {
    checkExtents('constant', shape);
    if (values.length !== 1 && values.length !== sizeOf(shape))
      throw new Error(`constant: ${values.length} numbers do not fill shape ${showShape(shape)}`);
    // JSON, by which equal nodes are recognised, has no NaN and no infinity.
    const odd = values.find((value) => !Number.isFinite(value));
    if (odd !== undefined) throw new Error(`constant: ${odd} is not a finite number`);
    return shape;
  },
  pullback: () => [],
  laplacian: (node) => constantDual(node),
  onnx: (emit, node) => emit.constant(valuesOf(node), node.shape),
  tfjs: (tf, node) => tf.tensor([...valuesOf(node)], [...node.shape], 'float32'),
  cases: [
    { inputs: [], attributes: { values: [1.5], shape: [] } },
    { inputs: [], attributes: { values: [-0.25], shape: [2, 3] } },
    { inputs: [], attributes: { values: [1, 2, 3, 4, 5, 6], shape: [2, 3] } },
  ],
};

/**
 * Numbers that never change. One number fills the whole shape (default: a scalar); a list is row-major and its shape
 * defaults to [length].
 * @throws Error when the numbers do not fill the shape or are not finite.
 */
export function constant(builder: GraphBuilder, value: number | readonly number[], shape?: Shape): Tensor {
  const values = typeof value === 'number' ? [value] : value;
  const extents = shape ?? (typeof value === 'number' ? [] : [value.length]);
  const first = values[0];
  const uniform = first !== undefined && sizeOf(extents) === values.length && values.every((v) => Object.is(v, first));
  return builder.apply(constantOperation, [], { values: uniform ? [first] : [...values], shape: [...extents] });
}

/** All the numbers of a constant node, row-major. */
export function valuesOf(node: Tensor): readonly number[] {
  const values = node.attributes.values as readonly number[];
  const size = sizeOf(node.shape);
  return values.length === size ? values : new Array<number>(size).fill(values[0]!);
}

/** The number that fills a constant tensor, or null where the tensor is not constant or not uniform. */
export function uniformValue(t: Tensor): number | null {
  if (t.operation !== constantOperation) return null;
  const values = t.attributes.values as readonly number[];
  return values.length === 1 ? values[0]! : null;
}

/** A tensor of zeros like this one. */
export function zerosLike(t: Tensor): Tensor {
  return constant(t.builder, 0, t.shape);
}

/** The numbers of a constant node under another shape of the same size, or of any size where they are all equal. */
export function constantLike(node: Tensor, shape: Shape): Tensor {
  return node.builder.apply(constantOperation, [], { values: node.attributes.values, shape: [...shape] });
}
