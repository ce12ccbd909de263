/**
 * Elementary functions on four float32 lanes. Polynomials are minimax fits (Remez exchange in 40-digit arithmetic) of the
 * reduced argument; errors are of the order of one unit in the last place of the result's scale, as the test measures.
 */
import type { KernelBuilder, Lanes } from './simd.ts';

/**
 * π in parts. The fused multiply-add rounds x − k·part once, so two parts suffice; without it each part must have zeros to
 * spare, so that k·part is exact for |k| < 2^10.
 */
const PI_FUSED = [3.1415927410125732, -8.742277657347586e-8] as const;
const PI_EXACT = [3.140625, 0.0009670257568359375, 6.277114152908325e-7] as const;
/** sin(r)/r in r² on |r| ≤ π/2; error 3.3e-9. */
const SINE = [
  0.9999999765898627, -0.1666664763463247, 0.008332899823266087, -0.00019800897758743343, 2.5904884938179036e-6,
] as const;

/** cos r in r² on |r| ≤ π/2; error 2.2e-10. */
const COSINE = [
  0.999999999780652, -0.499999993584718, 0.04166663625807217, -0.001388836140031622, 2.476016135530425e-5,
  -2.6051495269991556e-7,
] as const;
/**
 * 1.5·2²³: adding it to |x| < 2²² rounds x to a whole number, which then stands in the lowest bits of the sum. The conversion
 * instruction of WebAssembly costs several times as much, because it promises something for every float.
 */
const ROUNDER = 12582912;

/** sin x = (−1)^k sin r with x = kπ + r. Good to float32 for |x| < 3000. */
export function sin(b: KernelBuilder, x: Lanes): Lanes {
  const { r, square, sign } = reduced(b, x);
  return b.xor(b.mul(r, b.polynomial(square, SINE)), sign);
}

/** cos x = (−1)^k cos r. */
export function cos(b: KernelBuilder, x: Lanes): Lanes {
  const { square, sign } = reduced(b, x);
  return b.xor(b.polynomial(square, COSINE), sign);
}

/** x = kπ + r with |r| ≤ π/2, and the sign bit of (−1)^k; once for a sine and a cosine of the same x. */
function reduced(b: KernelBuilder, x: Lanes): { r: Lanes; square: Lanes; sign: Lanes } {
  return b.once(`x mod π/${x}`, () => {
    const rounded = b.multiplyAdd(x, b.constant(1 / Math.PI), b.constant(ROUNDER));
    const k = b.sub(rounded, b.constant(ROUNDER));
    let r = x;
    for (const part of b.fused ? PI_FUSED : PI_EXACT) r = b.negativeMultiplyAdd(k, b.constant(part), r);
    return { r, square: b.mul(r, r), sign: b.shiftLeft(rounded, 31) };
  });
}

/** ln 2 in two parts; k times the first is exact. */
const LN2 = [0.693145751953125, 1.428606820309417e-6] as const;
/** e^r on |r| ≤ ln2/2; relative error 2e-9. */
const EXPONENTIAL = [
  0.999999999919066, 1.0000000377260074, 0.5000000168414309, 0.1666641548201016, 0.04166608359152653,
  0.008375128573992616, 0.0013956056107314026,
] as const;

/** e^x = 2^k e^r. 0 below −87.3, ∞ above 88.7, NaN stays NaN. */
export function exp(b: KernelBuilder, x: Lanes): Lanes {
  const clamped = b.lesser(b.greater(x, b.constant(-88)), b.constant(89));
  const rounded = b.multiplyAdd(clamped, b.constant(Math.LOG2E), b.constant(ROUNDER));
  const k = b.sub(rounded, b.constant(ROUNDER));
  let r = b.negativeMultiplyAdd(k, b.constant(LN2[0]), clamped);
  r = b.negativeMultiplyAdd(k, b.constant(LN2[1]), r);
  const n = b.subtractIntegers(rounded, b.constant(ROUNDER));
  const half = b.shiftRight(n, 1);
  const power = (i: Lanes) => b.shiftLeft(b.addIntegers(i, b.bits(127)), 23);
  // Two factors, so that neither leaves the range of normal numbers.
  const scaled = b.mul(b.mul(b.polynomial(r, EXPONENTIAL), power(half)), power(b.subtractIntegers(n, half)));
  const small = b.less(x, b.constant(-87.3));
  const large = b.less(b.constant(88.72), x);
  const bounded = b.andNot(scaled, small);
  return b.select(large, b.constant(Number.POSITIVE_INFINITY), bounded);
}

/** (ln(1+f) − f)/f² on √½ − 1 ≤ f ≤ √2 − 1; error of the logarithm 8e-10. */
const LOGARITHM = [
  -0.49999975181181616, 0.33333319148075846, -0.25002421268106323, 0.20002785277992458, -0.16593598267786705,
  0.14160341201928817, -0.13332013367775594, 0.13057455967793757, -0.07608243778246711,
] as const;

/** ln x = e ln 2 + ln m with √½ ≤ m < √2; −∞ at 0, NaN below, ∞ at ∞. Subnormal numbers count as 0. */
export function log(b: KernelBuilder, x: Lanes): Lanes {
  const offset = b.subtractIntegers(x, b.bits(0x3f3504f3));
  const e = b.fromInteger(b.shiftRight(offset, 23));
  const m = b.addIntegers(b.and(offset, b.bits(0x007fffff)), b.bits(0x3f3504f3));
  const f = b.sub(m, b.constant(1));
  const tail = b.multiplyAdd(e, b.constant(LN2[1]), b.mul(b.mul(f, f), b.polynomial(f, LOGARITHM)));
  const result = b.multiplyAdd(e, b.constant(LN2[0]), b.add(f, tail));
  const normal = b.lessEqual(b.constant(2 ** -126), x);
  const finite = b.less(x, b.constant(Number.POSITIVE_INFINITY));
  const tiny = b.select(b.less(x, b.constant(0)), b.constant(Number.NaN), b.constant(Number.NEGATIVE_INFINITY));
  // Infinity and NaN pass through unchanged.
  const special = b.select(finite, tiny, x);
  return b.select(b.and(normal, finite), result, special);
}

/** tanh(x)/x in x² on |x| ≤ 0.64; error 2e-10. */
const TANH = [
  0.9999999998156684, -0.33333328821904706, 0.13333152793755837, -0.053941025174853524, 0.021671835112190663,
  -0.008109636104251363, 0.0020830535124843415,
] as const;

/** A polynomial near 0, where 1 − 2/(e^{2|x|} + 1) would lose digits, and that quotient elsewhere. */
export function tanh(b: KernelBuilder, x: Lanes): Lanes {
  const magnitude = b.abs(x);
  const near = b.mul(x, b.polynomial(b.mul(x, x), TANH));
  const e = exp(b, b.add(magnitude, magnitude));
  const far = b.sub(b.constant(1), b.div(b.constant(2), b.add(e, b.constant(1))));
  const signedFar = b.or(far, b.and(x, b.bits(0x80000000 | 0)));
  return b.select(b.less(magnitude, b.constant(0.64)), near, signedFar);
}

/** 1/(1 + e^{−x}). */
export function sigmoid(b: KernelBuilder, x: Lanes): Lanes {
  return b.div(b.constant(1), b.add(b.constant(1), exp(b, b.negate(x))));
}
