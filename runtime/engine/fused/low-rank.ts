/**
 * Fewer axes. A kernel reads tensors of at most three, but neighbouring axes that every operand of an operation treats alike
 * are as good as one.
 */
import { finishGraph, type Graph, GraphBuilder, type Shape, type Tensor } from '../../tensor/graph.ts';
import { reshape } from '../../tensor/operations/reshape.ts';
import { padShape, sameShape } from '../../tensor/shape.ts';
import { layoutOf, MOST_PLANES } from './layout.ts';
import { hasSimdRule } from './rules.ts';

/** Most axes that a kernel reads. */
const MOST_AXES = 3;

/** The same graph with operations of more axes, or of many planes, done on reshaped operands, where that brings them down to what kernels read. */
export function withFewAxes(graph: Graph): Graph {
  const builder = new GraphBuilder();
  const copies = new Map<Tensor, Tensor>();
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((input) => copies.get(input)!);
    copies.set(node, rewritten(node, inputs) ?? builder.apply(node.operation, inputs, node.attributes));
  }
  const outputs = Object.entries(graph.outputs).map(([name, node]) => [name, copies.get(node)!] as const);
  return finishGraph(Object.fromEntries(outputs));
}

/** The operation with fewer axes, under its own shape again; null where it stays as it is. */
function rewritten(node: Tensor, inputs: readonly Tensor[]): Tensor | null {
  if (node.operation.name === 'matmul') return flatProduct(node, inputs as [Tensor, Tensor]);
  const rank = Math.max(node.shape.length, ...inputs.map((input) => input.shape.length));
  if ([node, ...inputs].every(({ shape }) => (layoutOf(shape)?.planes ?? Number.POSITIVE_INFINITY) <= MOST_PLANES))
    return withoutOnes(node, inputs);
  if (node.operation.name === 'sum') return smallSum(node, inputs[0]!);
  if (node.operation.name === 'slice') return smallSlice(node, inputs[0]!);
  return hasSimdRule(node) ? elementwise(node, inputs, rank) : null;
}

/** The operation on what was only given axes of one element in front, which broadcasting does by itself; null where nothing was. */
function withoutOnes(node: Tensor, inputs: readonly Tensor[]): Tensor | null {
  if (!hasSimdRule(node) || node.operation.name === 'broadcastTo') return null;
  const bare = inputs.map(beforeOnes);
  if (bare.every((input, i) => input === inputs[i])) return null;
  return reshape(bare[0]!.builder.apply(node.operation, bare, node.attributes), node.shape);
}

function beforeOnes(node: Tensor): Tensor {
  if (node.operation.name !== 'reshape') return node;
  const source = node.inputs[0]!;
  const added = node.shape.length - source.shape.length;
  const isSame = added > 0 && sameShape(node.shape, padShape(source.shape, node.shape.length));
  return isSame ? source : node;
}

/** A stack of matrices times one matrix is one matrix product. */
function flatProduct(node: Tensor, [left, right]: [Tensor, Tensor]): Tensor | null {
  if (left.shape.length <= 2 || right.shape.length !== 2 || node.attributes.transposeA) return null;
  const columns = left.shape.at(-1)!;
  const rows = reshape(left, [product(left.shape) / columns, columns]);
  return reshape(left.builder.apply(node.operation, [rows, right], node.attributes), node.shape);
}

function elementwise(node: Tensor, inputs: readonly Tensor[], rank: number): Tensor | null {
  const shape = padShape(node.shape, rank);
  const padded = inputs.map((input) => padShape(input.shape, rank));
  const groups = mergeAxes(shape, (axis) => padded.map((extents) => extents[axis] === 1).join());
  if (groups.length > MOST_AXES) return null;
  const small = inputs.map((input, i) => reshape(input, merged(padded[i]!, groups)));
  const attributes = node.operation.name === 'broadcastTo' ? { shape: merged(shape, groups) } : node.attributes;
  return reshape(small[0]!.builder.apply(node.operation, small, attributes), node.shape);
}

function smallSum(node: Tensor, input: Tensor): Tensor | null {
  const axes = node.attributes.axes as readonly number[];
  const groups = mergeAxes(input.shape, (axis) => String(axes.includes(axis)));
  if (groups.length > MOST_AXES) return null;
  const summed = groups.flatMap((group, i) => (axes.includes(group[0]!) ? [i] : []));
  const small = reshape(input, merged(input.shape, groups));
  if (summed.length === 0) return reshape(small, node.shape);
  const total = input.builder.apply(node.operation, [small], { axes: summed, keepDims: false });
  return reshape(total, node.shape);
}

function smallSlice(node: Tensor, input: Tensor): Tensor {
  const { axis, start, size } = node.attributes as { axis: number; start: number; size: number };
  const before = product(input.shape.slice(0, axis));
  const small = reshape(input, [before, input.shape[axis]!, product(input.shape.slice(axis + 1))]);
  return reshape(input.builder.apply(node.operation, [small], { axis: 1, start, size }), node.shape);
}

/** Axes of more than one element, grouped where neighbours have the same key. */
function mergeAxes(shape: Shape, key: (axis: number) => string): number[][] {
  const groups: { key: string; axes: number[] }[] = [];
  shape.forEach((extent, axis) => {
    if (extent === 1) return;
    const own = key(axis);
    const last = groups.at(-1);
    if (last?.key === own) last.axes.push(axis);
    else groups.push({ key: own, axes: [axis] });
  });
  return groups.map(({ axes }) => axes);
}

function merged(shape: Shape, groups: readonly number[][]): Shape {
  return groups.map((axes) => product(axes.map((axis) => shape[axis]!)));
}

function product(extents: readonly number[]): number {
  return extents.reduce((total, extent) => total * extent, 1);
}
