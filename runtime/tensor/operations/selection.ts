/** Choosing between values: comparison, where, maximum, minimum. Operands broadcast. */
import { alignJacobian, alignLaplacian, constantDual, type Dual } from '../dual.ts';
import type { Tensor } from '../graph.ts';
import type { Operation } from '../operation.ts';
import { multiply, subtract } from './arithmetic.ts';
import { broadcastTo } from './broadcast-to.ts';
import { broadcastingCases, broadcastingShape, withoutRepetition } from './broadcasting.ts';
import { constant, uniformValue } from './constant.ts';
import { sumTo } from './sum.ts';

export const lessEqualOperation: Operation = {
  name: 'lessEqual',
  shape: broadcastingShape('lessEqual'),
  pullback: () => [null, null],
  laplacian: (node) => constantDual(node),
  onnx: (emit, _, inputs) => emit.cast(emit.node('LessOrEqual', inputs), emit.precision),
  tfjs: (tf, _, [a, b]) => tf.cast(tf.lessEqual(a!, b!), 'float32'),
  cases: broadcastingCases,
  notDifferentiable: 'the jump where both are equal is not seen by derivatives',
};

export const whereOperation: Operation = {
  name: 'where',
  shape: broadcastingShape('where'),
  pullback({ inputs: [condition, a, b] }, g) {
    const zero = constant(g.builder, 0);
    return [null, sumTo(where(condition!, g, zero), a!.shape), sumTo(where(condition!, zero, g), b!.shape)];
  },
  laplacian: (node, [condition, a, b]) => selectDual(node, condition!.value, a!, b!),
  onnx: (emit, _, [condition, a, b]) => emit.node('Where', [emit.truth(condition!), a!, b!]),
  tfjs: (tf, _, [condition, a, b]) => tf.where(tf.cast(condition!, 'bool'), a!, b!),
  cases: [
    {
      inputs: [
        [2, 3],
        [2, 3],
        [2, 3],
      ],
      conditions: [0],
    },
    { inputs: [[2, 1], [3], []], conditions: [0] },
  ],
  notDifferentiable: 'the condition counts as constant: a jump where it changes is not seen by derivatives',
};

export const maximumOperation: Operation = {
  name: 'maximum',
  shape: broadcastingShape('maximum'),
  pullback: ({ inputs: [a, b] }, g) => selectPullback(lessEqual(b!, a!), a!, b!, g),
  laplacian: (node, [a, b]) => selectDual(node, lessEqual(b!.value, a!.value), a!, b!),
  onnx: (emit, _, inputs) => emit.node('Max', inputs),
  tfjs: (tf, _, [a, b]) => tf.maximum(a!, b!),
  cases: broadcastingCases,
  notDifferentiable: 'where both are equal the first one is followed, and the kink there is not seen by the Laplacian',
};

export const minimumOperation: Operation = {
  name: 'minimum',
  shape: broadcastingShape('minimum'),
  pullback: ({ inputs: [a, b] }, g) => selectPullback(lessEqual(a!, b!), a!, b!, g),
  laplacian: (node, [a, b]) => selectDual(node, lessEqual(a!.value, b!.value), a!, b!),
  onnx: (emit, _, inputs) => emit.node('Min', inputs),
  tfjs: (tf, _, [a, b]) => tf.minimum(a!, b!),
  cases: broadcastingCases,
  notDifferentiable: 'where both are equal the first one is followed, and the kink there is not seen by the Laplacian',
};

/** 1 where a ≤ b, else 0; its derivatives are zero. */
export function lessEqual(a: Tensor, b: Tensor): Tensor {
  const u = uniformValue(a);
  const v = uniformValue(b);
  const shape = lessEqualOperation.shape([a.shape, b.shape], {});
  if (u !== null && v !== null) return constant(a.builder, u <= v ? 1 : 0, shape);
  return broadcastTo(a.builder.apply(lessEqualOperation, withoutRepetition([a, b])), shape);
}

/** a where the condition is not 0, b where it is. What is not chosen does not count, not even when it is not a number. */
export function where(condition: Tensor, a: Tensor, b: Tensor): Tensor {
  const shape = whereOperation.shape([condition.shape, a.shape, b.shape], {});
  const decided = uniformValue(condition);
  if (decided !== null) return broadcastTo(decided !== 0 ? a : b, shape);
  if (a === b) return broadcastTo(a, shape);
  return condition.builder.apply(whereOperation, withoutRepetition([condition, a, b]));
}

/** The larger of a and b. */
export function maximum(a: Tensor, b: Tensor): Tensor {
  return extremum(maximumOperation, Math.max, a, b);
}

/** The smaller of a and b. */
export function minimum(a: Tensor, b: Tensor): Tensor {
  return extremum(minimumOperation, Math.min, a, b);
}

function extremum(operation: Operation, evaluate: (a: number, b: number) => number, a: Tensor, b: Tensor): Tensor {
  const shape = operation.shape([a.shape, b.shape], {});
  const u = uniformValue(a);
  const v = uniformValue(b);
  if (u !== null && v !== null) return constant(a.builder, evaluate(u, v), shape);
  if (a === b) return a;
  return a.builder.apply(operation, withoutRepetition([a, b]));
}

function selectPullback(takesFirst: Tensor, a: Tensor, b: Tensor, g: Tensor): Tensor[] {
  const first = multiply(g, takesFirst);
  return [sumTo(first, a.shape), sumTo(subtract(g, first), b.shape)];
}

function selectDual(node: Tensor, condition: Tensor, a: Dual, b: Dual): Dual {
  if (!a.jacobian && !b.jacobian) return constantDual(node);
  const rank = node.shape.length;
  const zero = constant(node.builder, 0);
  const jacobian = (x: Dual) => (x.jacobian ? alignJacobian(x.jacobian, rank) : zero);
  const laplacian = (x: Dual) => (x.laplacian ? alignLaplacian(x.laplacian, rank) : zero);
  return {
    value: node,
    jacobian: where(condition, jacobian(a), jacobian(b)),
    laplacian: a.laplacian || b.laplacian ? where(condition, laplacian(a), laplacian(b)) : null,
  };
}
