/** The four operations of arithmetic and the change of sign. Operands broadcast as in NumPy. */
import { addUp, alignJacobian, alignLaplacian, constantDual, type Dual, gradientProduct, scaled } from '../dual.ts';
import type { Tensor } from '../graph.ts';
import type { Operation } from '../operation.ts';
import { sameShape, sizeOf } from '../shape.ts';
import { broadcastTo } from './broadcast-to.ts';
import { broadcastingCases, broadcastingShape, withoutRepetition } from './broadcasting.ts';
import { constant, uniformValue } from './constant.ts';
import { reciprocal } from './powers.ts';
import { sumTo } from './sum.ts';

export const addOperation: Operation = {
  name: 'add',
  shape: broadcastingShape('add'),
  pullback: (node, g) => node.inputs.map((x) => sumTo(g, x.shape)),
  laplacian(node, inputs) {
    const [a, b] = alignedTo(node, inputs);
    return { value: node, jacobian: addUp(a.jacobian, b.jacobian), laplacian: addUp(a.laplacian, b.laplacian) };
  },
  onnx: (emit, _, inputs) => emit.node('Add', inputs),
  tfjs: (tf, _, [a, b]) => tf.add(a!, b!),
  cases: broadcastingCases,
};

export const subtractOperation: Operation = {
  name: 'subtract',
  shape: broadcastingShape('subtract'),
  pullback: ({ inputs: [a, b] }, g) => [sumTo(g, a!.shape), negate(sumTo(g, b!.shape))],
  laplacian(node, inputs) {
    const [a, b] = alignedTo(node, inputs);
    return {
      value: node,
      jacobian: addUp(a.jacobian, b.jacobian && negate(b.jacobian)),
      laplacian: addUp(a.laplacian, b.laplacian && negate(b.laplacian)),
    };
  },
  onnx: (emit, _, inputs) => emit.node('Sub', inputs),
  tfjs: (tf, _, [a, b]) => tf.sub(a!, b!),
  cases: broadcastingCases,
};

export const multiplyOperation: Operation = {
  name: 'multiply',
  shape: broadcastingShape('multiply'),
  pullback: ({ inputs: [a, b] }, g) => [sumTo(multiply(g, b!), a!.shape), sumTo(multiply(g, a!), b!.shape)],
  /** ∇²(ab) = a ∇²b + b ∇²a + 2 ∇a·∇b */
  laplacian(node, inputs) {
    const [a, b] = alignedTo(node, inputs);
    const cross = a.jacobian && b.jacobian && multiply(number(node, 2), gradientProduct(a.jacobian, b.jacobian));
    return {
      value: node,
      jacobian: addUp(scaled(a.value, b.jacobian), scaled(b.value, a.jacobian)),
      laplacian: addUp(addUp(scaled(a.value, b.laplacian), scaled(b.value, a.laplacian)), cross),
    };
  },
  onnx: (emit, _, inputs) => emit.node('Mul', inputs),
  tfjs: (tf, _, [a, b]) => tf.mul(a!, b!),
  cases: broadcastingCases,
};

export const divideOperation: Operation = {
  name: 'divide',
  shape: broadcastingShape('divide'),
  pullback(node, g) {
    const [a, b] = node.inputs;
    const ga = divide(g, b!);
    return [sumTo(ga, a!.shape), sumTo(negate(multiply(ga, node)), b!.shape)];
  },
  /** With q = a/b: ∇q = (∇a − q ∇b)/b and ∇²q = (∇²a − q ∇²b − 2 ∇q·∇b)/b */
  laplacian(node, inputs) {
    const [a, b] = alignedTo(node, inputs);
    const over = (t: Tensor | null) => t && divide(t, b.value);
    const minus = (t: Tensor | null) => t && negate(t);
    const jacobian = over(addUp(a.jacobian, minus(scaled(node, b.jacobian))));
    const cross = jacobian && b.jacobian && multiply(number(node, -2), gradientProduct(jacobian, b.jacobian));
    return {
      value: node,
      jacobian,
      laplacian: over(addUp(addUp(a.laplacian, minus(scaled(node, b.laplacian))), cross)),
    };
  },
  onnx: (emit, _, inputs) => emit.node('Div', inputs),
  tfjs: (tf, _, [a, b]) => tf.div(a!, b!),
  cases: broadcastingCases.map((c) => ({ ...c, domain: [0.5, 2] })),
};

export const negateOperation: Operation = {
  name: 'negate',
  shape: ([x]) => x!,
  pullback: (_, g) => [negate(g)],
  laplacian: (node, [x]) => ({
    value: node,
    jacobian: x!.jacobian && negate(x!.jacobian),
    laplacian: x!.laplacian && negate(x!.laplacian),
  }),
  onnx: (emit, _, inputs) => emit.node('Neg', inputs),
  tfjs: (tf, _, [x]) => tf.neg(x!),
  cases: [{ inputs: [[2, 3]] }],
};

/** a + b */
export function add(a: Tensor, b: Tensor): Tensor {
  const [x, y] = operands(addOperation, a, b);
  const u = uniformValue(x);
  const v = uniformValue(y);
  if (u !== null && v !== null) return filled(addOperation, a, b, u + v);
  if (u === 0) return repeated(addOperation, y, a, b);
  if (v === 0) return repeated(addOperation, x, a, b);
  if (y.operation === negateOperation) return subtract(x, y.inputs[0]!);
  if (x.operation === negateOperation) return subtract(y, x.inputs[0]!);
  const interleaved = addParts(x, y);
  if (interleaved) return interleaved;
  if (x === y) return multiply(number(x, 2), x);
  // One order for what commutes, so that a + b and b + a are one node.
  return x.builder.apply(addOperation, x.id <= y.id ? [x, y] : [y, x]);
}

/** The sum of tensors that are both joined of parts, where of each two parts one is zero: nothing is to be added. */
function addParts(x: Tensor, y: Tensor): Tensor | null {
  if (x.operation.name !== 'concat' || y.operation.name !== 'concat') return null;
  if (x.attributes.axis !== y.attributes.axis || x.inputs.length !== y.inputs.length) return null;
  const parts = x.inputs.map((part, i) => {
    const other = y.inputs[i]!;
    if (!sameShape(part.shape, other.shape)) return null;
    return uniformValue(part) === 0 ? other : uniformValue(other) === 0 ? part : null;
  });
  if (parts.includes(null)) return null;
  return x.builder.apply(x.operation, parts as Tensor[], x.attributes);
}

/** a − b */
export function subtract(a: Tensor, b: Tensor): Tensor {
  const [x, y] = operands(subtractOperation, a, b);
  const u = uniformValue(x);
  const v = uniformValue(y);
  if (u !== null && v !== null) return filled(subtractOperation, a, b, u - v);
  if (u === 0) return repeated(subtractOperation, negate(y), a, b);
  if (v === 0) return repeated(subtractOperation, x, a, b);
  if (y.operation === negateOperation) return add(x, y.inputs[0]!);
  if (x.operation === negateOperation) return negate(add(x.inputs[0]!, y));
  return x.builder.apply(subtractOperation, [x, y]);
}

/** a · b, element by element. A factor that is the constant 0 makes the product 0, whatever the other is. */
export function multiply(a: Tensor, b: Tensor): Tensor {
  const [x, y] = operands(multiplyOperation, a, b);
  const u = uniformValue(x);
  const v = uniformValue(y);
  if (u !== null && v !== null) return filled(multiplyOperation, a, b, u * v);
  if (u !== null) return timesNumber(u, y, a, b);
  if (v !== null) return timesNumber(v, x, a, b);
  if (x.operation === negateOperation) return negate(multiply(x.inputs[0]!, y));
  if (y.operation === negateOperation) return negate(multiply(x, y.inputs[0]!));
  // A number that multiplies one factor costs least on the smaller one.
  const [small, large] = sizeOf(x.shape) <= sizeOf(y.shape) ? [x, y] : [y, x];
  const product = scaling(large);
  if (product && sizeOf(small.shape) < sizeOf(large.shape) && sizeOf(product.of.shape) === sizeOf(large.shape))
    return multiply(multiply(number(small, product.factor), small), product.of);
  return x.builder.apply(multiplyOperation, x.id <= y.id ? [x, y] : [y, x]);
}

/** a / b, element by element. Division by a constant is multiplication by its reciprocal. */
export function divide(a: Tensor, b: Tensor): Tensor {
  const [x, y] = operands(divideOperation, a, b);
  const u = uniformValue(x);
  const v = uniformValue(y);
  if (v === 0) throw new Error('divide: the divisor is the constant 0');
  if (u !== null && v !== null) return filled(divideOperation, a, b, u / v);
  if (v !== null && Number.isFinite(1 / v)) return timesNumber(1 / v, x, a, b);
  if (u === 0) return filled(divideOperation, a, b, 0);
  if (u === 1) return repeated(divideOperation, reciprocal(y), a, b);
  if (x.operation === negateOperation) return negate(divide(x.inputs[0]!, y));
  if (y.operation === negateOperation) return negate(divide(x, y.inputs[0]!));
  return x.builder.apply(divideOperation, [x, y]);
}

/** −x */
export function negate(x: Tensor): Tensor {
  const value = uniformValue(x);
  if (value !== null) return constant(x.builder, 0 - value, x.shape);
  if (x.operation === negateOperation) return x.inputs[0]!;
  if (x.operation === subtractOperation) return subtract(x.inputs[1]!, x.inputs[0]!);
  const product = scaling(x);
  if (product) return multiply(number(x, -product.factor), product.of);
  return x.builder.apply(negateOperation, [x]);
}

/** factor · t with factor a number; the result has the shape that a and b broadcast to. */
function timesNumber(factor: number, t: Tensor, a: Tensor, b: Tensor): Tensor {
  if (factor === 0) return filled(multiplyOperation, a, b, 0);
  if (factor === 1) return repeated(multiplyOperation, t, a, b);
  if (factor === -1) return repeated(multiplyOperation, negate(t), a, b);
  if (t.operation === negateOperation) return timesNumber(-factor, t.inputs[0]!, a, b);
  const product = scaling(t);
  if (product && sameShape(product.of.shape, t.shape)) return timesNumber(factor * product.factor, product.of, a, b);
  return repeated(multiplyOperation, t.builder.apply(multiplyOperation, [number(t, factor), t]), a, b);
}

/** Takes factor · x apart, where x is that kind of product. */
function scaling(x: Tensor): { factor: number; of: Tensor } | null {
  if (x.operation !== multiplyOperation) return null;
  const [a, b] = x.inputs;
  const factor = uniformValue(a!);
  if (factor !== null && a!.shape.length === 0) return { factor, of: b! };
  const other = uniformValue(b!);
  return other !== null && b!.shape.length === 0 ? { factor: other, of: a! } : null;
}

function number(like: Tensor, value: number): Tensor {
  return constant(like.builder, value);
}

/** Checks the shapes while the user's operands are known, then leaves out repetitions. */
function operands(operation: Operation, a: Tensor, b: Tensor): [Tensor, Tensor] {
  operation.shape([a.shape, b.shape], {});
  return withoutRepetition([a, b]) as [Tensor, Tensor];
}

function filled(operation: Operation, a: Tensor, b: Tensor, value: number): Tensor {
  return constant(a.builder, value, operation.shape([a.shape, b.shape], {}));
}

function repeated(operation: Operation, t: Tensor, a: Tensor, b: Tensor): Tensor {
  return broadcastTo(t, operation.shape([a.shape, b.shape], {}));
}

/** Both operands' derivatives with as many axes as the result. */
function alignedTo(node: Tensor, inputs: readonly Dual[]): [Dual, Dual] {
  const rank = node.shape.length;
  return inputs.map((x) =>
    x.jacobian
      ? {
          value: x.value,
          jacobian: alignJacobian(x.jacobian, rank),
          laplacian: x.laplacian && alignLaplacian(x.laplacian, rank),
        }
      : constantDual(x.value),
  ) as [Dual, Dual];
}
