/** Hyperbolic sine, cosine and tangent. */
import type { Tensor } from '../graph.ts';
import type { OnnxEmitter } from '../onnx/emitter.ts';
import { multiply, subtract } from './arithmetic.ts';
import { applyPointwise, number, pointwise } from './pointwise.ts';
import { square } from './powers.ts';

export const sinhOperation = pointwise({
  name: 'sinh',
  first: (x) => cosh(x),
  second: (_, y) => y,
  onnx: (emit, x) => (emit.precision === 'float32' ? emit.node('Sinh', [x]) : emitSinh(emit, x)),
  tfjs: (tf, x) => tf.sinh(x),
});

export const coshOperation = pointwise({
  name: 'cosh',
  first: (x) => sinh(x),
  second: (_, y) => y,
  onnx(emit, x) {
    if (emit.precision === 'float32') return emit.node('Cosh', [x]);
    return emit.node('Add', [halfExp(emit, x), halfExp(emit, emit.node('Neg', [x]))]);
  },
  tfjs: (tf, x) => tf.cosh(x),
});

export const tanhOperation = pointwise({
  name: 'tanh',
  first: (_, y) => tanhSlope(y),
  second: (_, y) => multiply(multiply(number(y, -2), y), tanhSlope(y)),
  onnx: (emit, x) => emit.node('Tanh', [x]),
  tfjs: (tf, x) => tf.tanh(x),
});

export function sinh(x: Tensor): Tensor {
  return applyPointwise(sinhOperation, x, Math.sinh);
}

export function cosh(x: Tensor): Tensor {
  return applyPointwise(coshOperation, x, Math.cosh);
}

export function tanh(x: Tensor): Tensor {
  return applyPointwise(tanhOperation, x, Math.tanh);
}

/** 1 − tanh² */
function tanhSlope(y: Tensor): Tensor {
  return subtract(number(y, 1), square(y));
}

function halfExp(emit: OnnxEmitter, x: string): string {
  return emit.node('Mul', [emit.scalar(0.5), emit.node('Exp', [x])]);
}

/** The difference of exponentials cancels near 0; there sinh x = 2t/(1 − t²) with t = tanh(x/2) does not. */
function emitSinh(emit: OnnxEmitter, x: string): string {
  const far = emit.node('Sub', [halfExp(emit, x), halfExp(emit, emit.node('Neg', [x]))]);
  const t = emit.node('Tanh', [emit.node('Mul', [emit.scalar(0.5), x])]);
  const near = emit.node('Div', [
    emit.node('Add', [t, t]),
    emit.node('Sub', [emit.scalar(1), emit.node('Mul', [t, t])]),
  ]);
  const isNear = emit.node('Less', [emit.node('Abs', [x]), emit.scalar(1)]);
  return emit.node('Where', [isNear, near, far]);
}
