/** Absolute value and sign. */
import type { Tensor } from '../graph.ts';
import type { OnnxEmitter } from '../onnx/emitter.ts';
import { applyPointwise, pointwise } from './pointwise.ts';

const awayFromZero = [
  { inputs: [[2, 3]], domain: [0.2, 2] as const },
  { inputs: [[2, 3]], domain: [-2, -0.2] as const },
];

export const absOperation = pointwise({
  name: 'abs',
  first: (x) => sign(x),
  second: () => null,
  onnx: (emit, x) => emit.node('Abs', [x]),
  tfjs: (tf, x) => tf.abs(x),
  cases: awayFromZero,
  notDifferentiable:
    'the kink at 0: its slope is taken as 0 there, and the delta function of its curvature is not seen',
});

export const signOperation = pointwise({
  name: 'sign',
  first: () => null,
  second: () => null,
  onnx: emitSign,
  tfjs: (tf, x) => tf.sign(x),
  cases: awayFromZero,
  notDifferentiable: 'the jump at 0 is not seen by derivatives',
});

/** Writes the sign of x; the webgpu provider has no Sign. */
export function emitSign(emit: OnnxEmitter, x: string): string {
  if (emit.device !== 'webgpu') return emit.node('Sign', [x]);
  const zero = emit.scalar(0);
  const above = emit.cast(emit.node('Greater', [x, zero]), emit.precision);
  const below = emit.cast(emit.node('Less', [x, zero]), emit.precision);
  return emit.node('Sub', [above, below]);
}

/** |x| */
export function abs(x: Tensor): Tensor {
  return applyPointwise(absOperation, x, Math.abs);
}

/** −1, 0 or 1 */
export function sign(x: Tensor): Tensor {
  return applyPointwise(signOperation, x, Math.sign);
}
