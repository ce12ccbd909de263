/** Exponential and logarithm, and the activations made of them: sigmoid and softplus. */
import type { Tensor } from '../graph.ts';
import { multiply, negate, subtract } from './arithmetic.ts';
import { applyPointwise, number, pointwise } from './pointwise.ts';
import { reciprocal, square } from './powers.ts';

export const expOperation = pointwise({
  name: 'exp',
  first: (_, y) => y,
  second: (_, y) => y,
  onnx: (emit, x) => emit.node('Exp', [x]),
  tfjs: (tf, x) => tf.exp(x),
});

export const logOperation = pointwise({
  name: 'log',
  first: (x) => reciprocal(x),
  second: (x) => negate(square(reciprocal(x))),
  onnx: (emit, x) => emit.node('Log', [x]),
  tfjs: (tf, x) => tf.log(x),
  cases: [{ inputs: [[2, 3]], domain: [0.3, 2] }],
});

export const sigmoidOperation = pointwise({
  name: 'sigmoid',
  first: (_, y) => sigmoidSlope(y),
  second: (_, y) => multiply(sigmoidSlope(y), subtract(number(y, 1), multiply(number(y, 2), y))),
  onnx: (emit, x) => emit.node('Sigmoid', [x]),
  tfjs: (tf, x) => tf.sigmoid(x),
});

export const softplusOperation = pointwise({
  name: 'softplus',
  first: (x) => sigmoid(x),
  second: (x) => sigmoidSlope(sigmoid(x)),
  onnx(emit, x) {
    if (emit.precision === 'float32') return emit.node('Softplus', [x]);
    // max(x, 0) + log(1 + u) with u = exp(−|x|); Kahan's quotient keeps log(1 + u) exact where 1 + u rounds.
    const one = emit.scalar(1);
    const u = emit.node('Exp', [emit.node('Neg', [emit.node('Abs', [x])])]);
    const w = emit.node('Add', [one, u]);
    const rounded = emit.node('Sub', [w, one]);
    const isOne = emit.node('Equal', [rounded, emit.scalar(0)]);
    const quotient = emit.node('Div', [emit.node('Log', [w]), emit.node('Where', [isOne, one, rounded])]);
    const log1p = emit.node('Mul', [u, emit.node('Where', [isOne, one, quotient])]);
    return emit.node('Add', [emit.node('Max', [x, emit.scalar(0)]), log1p]);
  },
  tfjs: (tf, x) => tf.softplus(x),
});

/** eˣ */
export function exp(x: Tensor): Tensor {
  return applyPointwise(expOperation, x, Math.exp);
}

/** Natural logarithm; not a number for negative x. */
export function log(x: Tensor): Tensor {
  return applyPointwise(logOperation, x, Math.log);
}

/** 1/(1 + e⁻ˣ) */
export function sigmoid(x: Tensor): Tensor {
  return applyPointwise(sigmoidOperation, x, (v) => 1 / (1 + Math.exp(-v)));
}

/** log(1 + eˣ) */
export function softplus(x: Tensor): Tensor {
  return applyPointwise(softplusOperation, x, (v) => Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v))));
}

/** σ′ = σ (1 − σ) */
function sigmoidSlope(y: Tensor): Tensor {
  return multiply(y, subtract(number(y, 1), y));
}
