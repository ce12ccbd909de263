/** Powers of one variable: square, square root, reciprocal, any real exponent. */
import type { Tensor } from '../graph.ts';
import type { OnnxEmitter } from '../onnx/emitter.ts';
import type { AnyOperation } from '../operation.ts';
import { multiply, negate, negateOperation } from './arithmetic.ts';
import { constant } from './constant.ts';
import { applyPointwise, number, pointwise } from './pointwise.ts';

const positive = [
  { inputs: [[2, 3]], domain: [0.3, 2] as const },
  { inputs: [[]], domain: [0.3, 2] as const },
];

export const squareOperation = pointwise({
  name: 'square',
  first: (x) => multiply(number(x, 2), x),
  second: (x) => number(x, 2),
  onnx: (emit, x) => emit.node('Mul', [x, x]),
  tfjs: (tf, x) => tf.square(x),
});

export const sqrtOperation = pointwise({
  name: 'sqrt',
  first: (_, y) => multiply(number(y, 0.5), reciprocal(y)),
  second: (_, y) => multiply(number(y, -0.25), power(y, -3)),
  onnx: (emit, x) => emit.node('Sqrt', [x]),
  tfjs: (tf, x) => tf.sqrt(x),
  cases: positive,
});

export const reciprocalOperation = pointwise({
  name: 'reciprocal',
  first: (_, y) => negate(square(y)),
  second: (_, y) => multiply(number(y, 2), power(y, 3)),
  onnx: (emit, x) => emit.node('Reciprocal', [x]),
  tfjs: (tf, x) => tf.reciprocal(x),
  cases: [...positive, { inputs: [[3]], domain: [-2, -0.3] }],
});

export const powerOperation: AnyOperation = pointwise({
  name: 'power',
  first: (x, y) => multiply(number(x, exponentOf(y)), power(x, exponentOf(y) - 1)),
  second: (x, y) => multiply(number(x, exponentOf(y) * (exponentOf(y) - 1)), power(x, exponentOf(y) - 2)),
  onnx: (emit, x, node) => emitPower(emit, x, exponentOf(node)),
  tfjs: (tf, x, node) => tf.pow(x, tf.scalar(exponentOf(node))),
  cases: [
    { inputs: [[2, 3]], attributes: { exponent: 3 } },
    { inputs: [[2, 3]], attributes: { exponent: 7 } },
    { inputs: [[2, 3]], attributes: { exponent: -3 }, domain: [-2, -0.5] },
    { inputs: [[2, 3]], attributes: { exponent: 2.5 }, domain: [0.3, 2] },
    { inputs: [[2, 3]], attributes: { exponent: -0.75 }, domain: [0.3, 2] },
  ],
});

/** x² */
export function square(x: Tensor): Tensor {
  if (x.operation === negateOperation) return square(x.inputs[0]!);
  return applyPointwise(squareOperation, x, (v) => v * v);
}

/** √x; not a number for negative x, and its slope at 0 is infinite. */
export function sqrt(x: Tensor): Tensor {
  return applyPointwise(sqrtOperation, x, Math.sqrt);
}

/** 1/x */
export function reciprocal(x: Tensor): Tensor {
  return applyPointwise(reciprocalOperation, x, (v) => 1 / v);
}

/**
 * x to a fixed real power. Whole exponents are products, right for negative x too; with any other exponent a negative x
 * gives not-a-number.
 * @throws Error when the exponent is not finite.
 */
export function power(x: Tensor, exponent: number): Tensor {
  if (!Number.isFinite(exponent)) throw new Error(`power: the exponent ${exponent} is not a finite number`);
  if (exponent === 0) return constant(x.builder, 1, x.shape);
  if (exponent === 1) return x;
  if (exponent === 2) return square(x);
  if (exponent === 0.5) return sqrt(x);
  if (exponent === -1) return reciprocal(x);
  return applyPointwise(powerOperation, x, (v) => v ** exponent, { exponent });
}

function exponentOf(node: Tensor): number {
  return node.attributes.exponent as number;
}

/** Whole powers by repeated squaring: a GPU's pow is exp2(y log2 x), which knows no negative x. */
function emitPower(emit: OnnxEmitter, x: string, exponent: number): string {
  if (!Number.isInteger(exponent)) return emit.node('Pow', [x, emit.scalar(exponent)]);
  if (exponent < 0) return emit.node('Reciprocal', [emitPower(emit, x, -exponent)]);
  let result: string | null = null;
  let squared = x;
  for (let rest = exponent; ; squared = emit.node('Mul', [squared, squared])) {
    if (rest % 2 === 1) result = result === null ? squared : emit.node('Mul', [result, squared]);
    rest = Math.floor(rest / 2);
    if (rest === 0) return result ?? squared;
  }
}
