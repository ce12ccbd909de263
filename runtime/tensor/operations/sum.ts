/** `sum` over axes, and what is made of it: `mean` and the sum that undoes a broadcast. */
import { constantDual, mapDerivatives } from '../dual.ts';
import type { Shape, Tensor } from '../graph.ts';
import type { Operation } from '../operation.ts';
import { axisOf, broadcast, sameShape, showShape, sizeOf } from '../shape.ts';
import { multiply, multiplyOperation, negate, negateOperation } from './arithmetic.ts';
import { broadcastTo, broadcastToOperation } from './broadcast-to.ts';
import { constant, uniformValue } from './constant.ts';
import { reshape } from './reshape.ts';

type SumAttributes = { axes: readonly number[]; keepDims: boolean };

export const sumOperation: Operation<SumAttributes> = {
  name: 'sum',
  shape([x], { axes, keepDims }) {
    for (const axis of axes) axisOf('sum', x!, axis);
    if (keepDims) return x!.map((extent, i) => (axes.includes(i) ? 1 : extent));
    return x!.filter((_, i) => !axes.includes(i));
  },
  pullback(node, g) {
    const x = node.inputs[0]!;
    return [broadcastTo(reshape(g, keptShape(x.shape, axesOf(node))), x.shape)];
  },
  follow(node, _, walkers) {
    const { axes, keepDims } = node.attributes as SumAttributes;
    if (axes.includes(walkers.axis)) return null;
    return keepDims ? walkers : { ...walkers, axis: walkers.axis - axes.filter((axis) => axis < walkers.axis).length };
  },
  lifted: ({ axes, keepDims }) => ({ axes: axes.map((axis) => axis + 1), keepDims }),
  laplacian(node, [x]) {
    if (!x!.jacobian) return constantDual(node);
    const axes = axesOf(node);
    return mapDerivatives(node, x!, (t, leading) => {
      // Where the derivative has extent 1 and the value more, the sum adds it up that many times.
      const repeats = axes.reduce((k, axis) => (t.shape[axis + leading] === 1 ? k * x!.value.shape[axis]! : k), 1);
      const total = sum(
        t,
        axes.map((axis) => axis + leading),
        (node.attributes as SumAttributes).keepDims,
      );
      return multiply(total, constant(t.builder, repeats));
    });
  },
  onnx(emit, node, [x]) {
    const { axes, keepDims } = node.attributes as SumAttributes;
    return emit.node('ReduceSum', [x!, emit.integers(axes)], { keepdims: keepDims ? 1 : 0 });
  },
  tfjs(tf, node, [x]) {
    const { axes, keepDims } = node.attributes as SumAttributes;
    return tf.sum(x!, [...axes], keepDims);
  },
  cases: [
    { inputs: [[2, 3]], attributes: { axes: [0], keepDims: false } },
    { inputs: [[2, 3]], attributes: { axes: [1], keepDims: true } },
    { inputs: [[2, 3, 4]], attributes: { axes: [0, 2], keepDims: false } },
    { inputs: [[2, 3]], attributes: { axes: [0, 1], keepDims: false } },
  ],
};

/**
 * The sum over these axes (negative ones count from the back), which vanish or stay with extent 1.
 * No axes: x itself.
 */
export function sum(x: Tensor, axes: readonly number[], keepDims = false): Tensor {
  const sorted = [...new Set(axes.map((axis) => axisOf('sum', x.shape, axis)))].sort((a, b) => a - b);
  const kept = keptShape(x.shape, sorted);
  const shape = keepDims ? kept : x.shape.filter((_, i) => !sorted.includes(i));
  if (sizeOf(kept) === sizeOf(x.shape)) return reshape(x, shape);
  const uniform = uniformValue(x);
  if (uniform !== null) return constant(x.builder, (uniform * sizeOf(x.shape)) / sizeOf(shape), shape);
  if (x.operation === negateOperation) return negate(sum(x.inputs[0]!, axes, keepDims));
  const scale = x.operation === multiplyOperation ? x.inputs.find((t) => uniformValue(t) !== null) : undefined;
  if (scale) {
    const rest = x.inputs[0] === scale ? x.inputs[1]! : x.inputs[0]!;
    if (sameShape(rest.shape, x.shape))
      return multiply(sum(rest, axes, keepDims), constant(x.builder, uniformValue(scale)!));
  }
  if (x.operation === broadcastToOperation) {
    const inner = withLeadingAxes(x.inputs[0]!, x.shape.length);
    const repeated = sorted.filter((axis) => inner.shape[axis] === 1);
    if (repeated.length > 0) {
      const times = repeated.reduce((k, axis) => k * x.shape[axis]!, 1);
      const total = sum(inner, sorted, true);
      const once = keepDims ? total : reshape(total, droppedShape(total.shape, sorted));
      return broadcastTo(multiply(once, constant(x.builder, times)), shape);
    }
  }
  return x.builder.apply(sumOperation, [x], { axes: sorted, keepDims });
}

/** The mean over these axes. */
export function mean(x: Tensor, axes: readonly number[], keepDims = false): Tensor {
  const total = sum(x, axes, keepDims);
  return multiply(total, constant(x.builder, sizeOf(total.shape) / sizeOf(x.shape)));
}

/** Sums over everything that broadcasting `shape` to x's shape repeated: the transpose of broadcastTo. */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  const fits = broadcast(shape, x.shape);
  if (!fits || !sameShape(fits, x.shape))
    throw new Error(`sum: ${showShape(x.shape)} does not come from ${showShape(shape)}`);
  const lead = x.shape.length - shape.length;
  const axes = x.shape.flatMap((extent, i) => (i < lead || (shape[i - lead] === 1 && extent !== 1) ? [i] : []));
  return reshape(sum(x, axes), shape);
}

function axesOf(node: Tensor): readonly number[] {
  return (node.attributes as SumAttributes).axes;
}

function keptShape(shape: Shape, axes: readonly number[]): Shape {
  return shape.map((extent, i) => (axes.includes(i) ? 1 : extent));
}

function droppedShape(shape: Shape, axes: readonly number[]): Shape {
  return shape.filter((_, i) => !axes.includes(i));
}

function withLeadingAxes(x: Tensor, rank: number): Tensor {
  return reshape(x, [...new Array<number>(rank - x.shape.length).fill(1), ...x.shape]);
}
