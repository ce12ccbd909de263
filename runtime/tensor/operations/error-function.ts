/** The error function. */
import type { Tensor } from '../graph.ts';
import type { OnnxEmitter } from '../onnx/emitter.ts';
import { multiply, negate } from './arithmetic.ts';
import { exp } from './exponential.ts';
import { number, pointwise } from './pointwise.ts';
import { square } from './powers.ts';

export const erfOperation = pointwise({
  name: 'erf',
  first: (x) => erfSlope(x),
  second: (x) => multiply(multiply(number(x, -2), x), erfSlope(x)),
  onnx: (emit, x) => (emit.precision === 'float32' ? emit.node('Erf', [x]) : emitErf(emit, x)),
  tfjs: (tf, x) => tf.erf(x),
});

/** erf x = 2/√π ∫₀ˣ exp(−t²) dt */
export function erf(x: Tensor): Tensor {
  return x.builder.apply(erfOperation, [x]);
}

/** 2/√π exp(−x²) */
function erfSlope(x: Tensor): Tensor {
  return multiply(number(x, 2 / Math.sqrt(Math.PI)), exp(negate(square(x))));
}

/** TODO */
function emitErf(emit: OnnxEmitter, x: string): string {
  return emit.node('Erf', [x]);
}
