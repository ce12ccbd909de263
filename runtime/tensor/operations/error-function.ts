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

/** Chebyshev fit (degree 11) of erf(x)/x in x² on [0, 1], as powers of x². */
const NEAR = [
  1.1283791670955126, -0.37612638903183543, 0.11283791670945006, -0.02686617064323777, 0.0052239776071164225,
  -0.0008548325975389692, 0.00012055294904839707, -1.492473690741966e-5, 1.6447424703317362e-6, -1.6208483801871705e-7,
  1.3720064546777686e-8, -7.795898827002142e-10,
];
/** Chebyshev fit (degree 15) of exp(x²) erfc(x) on 1 ≤ x ≤ 6, as powers of the variable s below, which runs over [−1, 1]. */
const FAR = [
  0.22142954022993183, 0.16189356804102498, 0.03856057042517875, 0.005588816281840148, 0.00019713917780504528,
  -8.079220427446309e-5, -7.3405185545281365e-6, 1.9795619117948376e-6, 1.6350179331888476e-7, -7.00535615043276e-8,
  -5.937642934649013e-10, 2.6248030731791732e-9, -2.6260417449824267e-10, -7.45510449620631e-11, 1.8386753405993422e-11,
  4.4133850329466983e-13,
];

/** For float64, where ONNX Runtime has no Erf: relative error below 3e-16. From x = 6 on, erf x is 1 to float64. */
function emitErf(emit: OnnxEmitter, x: string): string {
  const one = emit.scalar(1);
  const near = emit.node('Mul', [x, horner(emit, emit.node('Mul', [x, x]), NEAR)]);

  const distance = emit.node('Min', [emit.node('Abs', [x]), emit.scalar(6)]);
  const v = emit.node('Div', [emit.scalar(2), emit.node('Add', [emit.scalar(2), distance])]);
  const [low, high] = [2 / (2 + 6), 2 / (2 + 1)];
  const s = emit.node('Mul', [emit.node('Sub', [v, emit.scalar((low + high) / 2)]), emit.scalar(2 / (high - low))]);
  const decay = emit.node('Exp', [emit.node('Neg', [emit.node('Mul', [distance, distance])])]);
  const size = emit.node('Sub', [one, emit.node('Mul', [horner(emit, s, FAR), decay])]);
  const far = emit.node('Mul', [emit.node('Sign', [x]), size]);

  return emit.node('Where', [emit.node('Less', [distance, one]), near, far]);
}

function horner(emit: OnnxEmitter, x: string, coefficients: readonly number[]): string {
  return coefficients
    .map((c) => emit.scalar(c))
    .reduceRight((sum, c) => emit.node('Add', [emit.node('Mul', [sum, x]), c]));
}
