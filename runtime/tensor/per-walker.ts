/**
 * Reverse-mode differentiation walker by walker: the gradients that a sum over walkers would add up.
 *
 * Walkers do not see each other, so ordinary reverse mode keeps their cotangents apart until a value that they share (a
 * parameter, or what is made of parameters alone) enters. By that value the operation is differentiated as if every walker
 * had a copy of it: its own reverse-mode rule, applied to a node with the walkers as an axis in front, gives the copies'
 * cotangents. Such nodes are only differentiated, not computed.
 */
import { english } from '@qham/grammar/phrase';
import { dependentOn } from './gradient.ts';
import { ancestors, type Shape, type Tensor } from './graph.ts';
import { add } from './operations/arithmetic.ts';
import { broadcastTo } from './operations/broadcast-to.ts';
import { constant } from './operations/constant.ts';
import { reshape } from './operations/reshape.ts';
import { transpose } from './operations/transpose.ts';
import { padShape, showShape, sizeOf } from './shape.ts';
import type { Strand } from './strand.ts';

/**
 * The gradient of each walker's number with respect to each parameter: for a parameter of n values a tensor [B, n].
 * @param of one number for each walker
 * @param walkers [B, …]: whatever depends on it belongs to walkers
 * @throws Error when `of` is not one number for each walker, or walkers are mixed on the way
 */
export function gradientPerWalker(of: Tensor, walkers: Tensor, parameters: readonly Tensor[]): Tensor[] {
  const count = walkers.shape[0]!;
  const nodes = ancestors([of]);
  const active = dependentOn(nodes, parameters);
  const strands = strandsOf(nodes, walkers, active);
  if (sizeOf(of.shape) !== count || !strands.has(of))
    throw new Error(`gradient per walker: ${showShape(of.shape)} is not one number for each of ${count} walkers`);
  /** Of each value; those of shared ones have the walkers in front. */
  const cotangents = new Map<Tensor, Tensor>([[of, constant(of.builder, 1, of.shape)]]);
  const give = (to: Tensor, share: Tensor) => {
    const known = cotangents.get(to);
    cotangents.set(to, known ? add(known, share) : share);
  };
  for (const node of nodes.reverse()) {
    const cotangent = cotangents.get(node);
    const differentiated = node.inputs.map((input) => active.has(input));
    if (!cotangent || !differentiated.includes(true)) continue;
    const shared = differentiated.map((one, i) => one && !strands.has(node.inputs[i]!));
    if (strands.has(node))
      node.operation.pullback(node, cotangent).forEach((share, i) => {
        if (share && differentiated[i] && !shared[i]) give(node.inputs[i]!, share);
      });
    if (!shared.includes(true)) continue;
    const lifted = liftedNode(node, strands, count);
    const inFront = reshape(walkersInFront(cotangent, strands.get(node)), lifted.shape);
    lifted.operation.pullback(lifted, inFront).forEach((share, i) => {
      const input = node.inputs[i]!;
      if (share && shared[i]) give(input, reshape(share, [count, ...input.shape]));
    });
  }
  return parameters.map((p) => {
    const all = [count, sizeOf(p.shape)];
    const cotangent = cotangents.get(p);
    return cotangent ? reshape(cotangent, all) : constant(p.builder, 0, all);
  });
}

/** Where the walkers are in every value that has its own for each of them, as far as parameters act on it or meet it. */
function strandsOf(nodes: readonly Tensor[], walkers: Tensor, active: ReadonlySet<Tensor>): Map<Tensor, Strand> {
  const strands = new Map<Tensor, Strand>([[walkers, { axis: 0, stride: 1, count: walkers.shape[0]! }]]);
  for (const node of nodes) {
    const found = node.inputs.flatMap((input, i) => {
      const strand = strands.get(input);
      return strand ? [followed(node, i, strand)] : [];
    });
    const [first] = found;
    if (first === undefined) continue;
    const agree = found.every((strand) => first && strand?.axis === first.axis && strand.stride === first.stride);
    if (first && agree) strands.set(node, first);
    else if (active.has(node) || found.length > 0)
      throw new Error(
        `gradient per walker: ${node.operation.name} of shape ${showShape(node.shape)} mixes walkers${node.label ? ` (${english(node.label)})` : ''}`,
      );
  }
  return strands;
}

function followed(node: Tensor, index: number, strand: Strand): Strand | null {
  const { follow } = node.operation;
  if (follow) return follow(node, index, strand);
  return { ...strand, axis: node.shape.length - node.inputs[index]!.shape.length + strand.axis };
}

/** The same operation with the walkers as an axis of its own in front of every input; shared inputs are repeated along it. */
function liftedNode(node: Tensor, strands: ReadonlyMap<Tensor, Strand>, count: number): Tensor {
  const { operation, attributes } = node;
  const shapes = node.inputs.map((input) => shapeForOne(input.shape, strands.get(input)));
  const rank = Math.max(node.shape.length, ...shapes.map((shape) => shape.length));
  const inputs = node.inputs.map((input, i) => {
    const shape = padShape(shapes[i]!, rank);
    const strand = strands.get(input);
    if (strand) return reshape(walkersInFront(input, strand), [count, ...shape]);
    return broadcastTo(reshape(input, [1, ...shape]), [count, ...shape]);
  });
  return node.builder.apply(operation, inputs, operation.lifted?.(attributes, count) ?? attributes);
}

/** What one walker has of a shape. */
function shapeForOne(shape: Shape, strand: Strand | undefined): Shape {
  return strand ? shape.map((extent, axis) => (axis === strand.axis ? extent / strand.count : extent)) : shape;
}

/** [B, …]: a tensor with its walkers taken out of their axis; shared ones have them in front already. */
function walkersInFront(t: Tensor, strand: Strand | undefined): Tensor {
  if (!strand) return t;
  const { before, apart, after } = takenApart(t.shape, strand);
  return reshape(transpose(reshape(t, apart), [2, 0, 1, 3, 4]), [strand.count, ...before, ...after]);
}

/** Elements before the walkers' axis, rounds of all walkers along it, walkers, elements of each, elements after the axis. */
function takenApart(shape: Shape, { axis, stride, count }: Strand) {
  const before = shape.slice(0, axis);
  const after = shape.slice(axis + 1);
  const apart = [sizeOf(before), shape[axis]! / (count * stride), count, stride, sizeOf(after)];
  return { before, after: [shape[axis]! / count, ...after], apart };
}
