/** What operations on two broadcasting operands share: their shape, and how large operands are kept small. */

import type { Shape, Tensor } from '../graph.ts';
import type { OperationCase } from '../operation.ts';
import { broadcast, broadcastShapes, sameShape } from '../shape.ts';
import { broadcastToOperation } from './broadcast-to.ts';
import { constantLike, uniformValue } from './constant.ts';

/** Shape rule of an operation on operands that broadcast. */
export function broadcastingShape(name: string): (inputs: readonly Shape[]) => Shape {
  return (inputs) => inputs.reduce((a, b) => broadcastShapes(name, a, b));
}

/**
 * The same operands without repetitions that broadcasting brings about anyway: a uniform constant shrinks to a scalar,
 * `broadcastTo(y)` to y, as long as the shape of the result stays what it was.
 */
export function withoutRepetition(operands: readonly Tensor[]): Tensor[] {
  const shape = operands.map((t) => t.shape).reduce((a, b) => broadcast(a, b) ?? a);
  const result = [...operands];
  for (let i = 0; i < result.length; i++) {
    const small = smaller(result[i]!);
    if (!small) continue;
    const shapes = result.map((t, k) => (k === i ? small.shape : t.shape));
    const without = shapes.reduce<Shape | null>((a, b) => a && broadcast(a, b), []);
    if (without && sameShape(without, shape)) result[i] = small;
  }
  return result;
}

function smaller(t: Tensor): Tensor | null {
  if (t.operation === broadcastToOperation) return t.inputs[0]!;
  if (uniformValue(t) !== null && t.shape.length > 0) return constantLike(t, []);
  return null;
}

/** Operands alike, one shorter, one stretched, both stretched. */
export const broadcastingCases: readonly OperationCase[] = [
  [
    [2, 3],
    [2, 3],
  ],
  [[2, 3], [3]],
  [[2, 3], []],
  [
    [2, 1],
    [1, 3],
  ],
  [[3], [2, 4, 1]],
].map((inputs) => ({ inputs }));
