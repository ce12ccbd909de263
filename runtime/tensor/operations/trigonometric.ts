/** Sine, cosine, tangent and the inverse tangent. */
import type { Tensor } from '../graph.ts';
import type { OnnxEmitter } from '../onnx/emitter.ts';
import { emitCosine, emitSine } from '../onnx/sine.ts';
import { add, multiply, negate } from './arithmetic.ts';
import { applyPointwise, number, pointwise } from './pointwise.ts';
import { reciprocal, square } from './powers.ts';

export const sinOperation = pointwise({
  name: 'sin',
  first: (x) => cos(x),
  second: (_, y) => negate(y),
  onnx: emitSin,
  tfjs: (tf, x) => tf.sin(x),
});

export const cosOperation = pointwise({
  name: 'cos',
  first: (x) => negate(sin(x)),
  second: (_, y) => negate(y),
  onnx: emitCos,
  tfjs: (tf, x) => tf.cos(x),
});

export const tanOperation = pointwise({
  name: 'tan',
  first: (_, y) => tanSlope(y),
  second: (_, y) => multiply(multiply(number(y, 2), y), tanSlope(y)),
  onnx: (emit, x) =>
    emit.precision === 'float64' || emit.device === 'webgpu'
      ? emit.node('Div', [emitSin(emit, x), emitCos(emit, x)])
      : emit.node('Tan', [x]),
  tfjs: (tf, x) => tf.tan(x),
  cases: [{ inputs: [[2, 3]], domain: [-1.2, 1.2] }],
});

export const atanOperation = pointwise({
  name: 'atan',
  first: (x) => atanSlope(x),
  second: (x) => multiply(multiply(number(x, -2), x), square(atanSlope(x))),
  onnx(emit, x) {
    if (emit.precision === 'float32') return emit.node('Atan', [x]);
    // atan x = y + atan((x cos y − sin y)/(cos y + x sin y)) for any y; with y in float32 the rest is below 1e-6,
    // so that atan of it is itself to float64.
    const y = emit.cast(emit.node('Atan', [emit.cast(x, 'float32')]), 'float64');
    const sine = emit.node('Sin', [y]);
    const cosine = emit.node('Cos', [y]);
    const above = emit.node('Sub', [emit.node('Mul', [x, cosine]), sine]);
    const below = emit.node('Add', [cosine, emit.node('Mul', [x, sine])]);
    return emit.node('Add', [y, emit.node('Div', [above, below])]);
  },
  tfjs: (tf, x) => tf.atan(x),
});

export function sin(x: Tensor): Tensor {
  return applyPointwise(sinOperation, x, Math.sin);
}

export function cos(x: Tensor): Tensor {
  return applyPointwise(cosOperation, x, Math.cos);
}

export function tan(x: Tensor): Tensor {
  return applyPointwise(tanOperation, x, Math.tan);
}

/** The inverse tangent, in (−π/2, π/2). */
export function atan(x: Tensor): Tensor {
  return applyPointwise(atanOperation, x, Math.atan);
}

/** 1 + tan² */
function tanSlope(y: Tensor): Tensor {
  return add(number(y, 1), square(y));
}

/** 1/(1 + x²) */
function atanSlope(x: Tensor): Tensor {
  return reciprocal(add(number(x, 1), square(x)));
}

function emitSin(emit: OnnxEmitter, x: string): string {
  return emit.device === 'webgpu' ? emitSine(emit, x) : emit.node('Sin', [x]);
}

function emitCos(emit: OnnxEmitter, x: string): string {
  return emit.device === 'webgpu' ? emitCosine(emit, x) : emit.node('Cos', [x]);
}
