/**
 * Elementary functions on four float32 lanes. Polynomials and quotients of them are minimax fits, made in 40-digit
 * arithmetic, of the reduced argument; errors are of the order of one unit in the last place of the result's scale, as the test measures.
 */
import type { KernelBuilder, Lanes } from './simd.ts';

/** −sin(πr)/r in r² on |r| ≤ ½; error of the sine 3.3e-9. */
const SINE = [
  -3.141592580044678, 5.167706878924789, -2.550031377263215, 0.5980451740463316, -0.07722012883436732,
] as const;
/** cos(πr) in r² on |r| ≤ ½; error 2.2e-10. */
const COSINE = [
  0.999999999780652, -4.934802137228384, 4.058709164343218, -1.3352120566732395, 0.23493755898271632,
  -0.024396716658671207,
] as const;
/**
 * 1.5·2²³: adding it to |x| < 2²² rounds x to a whole number, which then stands in the lowest bits of the sum. The conversion
 * instruction of WebAssembly costs several times as much, because it promises something for every float.
 */
const ROUNDER = 12582912;

/**
 * sin x = −(−1)^k sin(πr) with x = π(k − r). Good to float32 for an angle within one unit in the last place of x, which is as
 * well as a float32 x says which angle is meant; dividing by π once and exactly taking k away costs two products less than
 * taking kπ away in parts.
 */
export function sin(b: KernelBuilder, x: Lanes): Lanes {
  const { r, square, sign } = reduced(b, x);
  return b.xor(b.mul(r, b.polynomial(square, SINE)), sign);
}

/** cos x = (−1)^k cos(πr). */
export function cos(b: KernelBuilder, x: Lanes): Lanes {
  const { square, sign } = reduced(b, x);
  return b.xor(b.polynomial(square, COSINE), sign);
}

/** x = π(k − r) with |r| ≤ ½, and the sign bit of (−1)^k; once for a sine and a cosine of the same x. */
function reduced(b: KernelBuilder, x: Lanes): { r: Lanes; square: Lanes; sign: Lanes } {
  return b.once(`x mod π/${x}`, () => {
    const rounded = b.multiplyAdd(x, b.constant(1 / Math.PI), b.constant(ROUNDER));
    const r = b.negativeMultiplyAdd(x, b.constant(1 / Math.PI), b.sub(rounded, b.constant(ROUNDER)));
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

/** tanh(x)/x = P(x²)/Q(x²) on |x| ≤ 9; relative error 1.3e-9. */
const TANH = {
  p: [
    0.9999999987303264, 0.13680860628969835, 0.003869513184025778, 2.8031412493012132e-5, 3.064275929791587e-8,
    -1.2246406005774024e-11,
  ],
  q: [1, 0.4701419272112722, 0.02725017575355434, 0.00039407224199007314, 1.2890420224068162e-6],
} as const;

/** A quotient of polynomials where |x| < 9, ±1 beyond, where float32 knows no difference. */
export function tanh(b: KernelBuilder, x: Lanes): Lanes {
  const square = b.mul(x, x);
  const near = b.div(b.mul(x, b.polynomial(square, TANH.p)), b.polynomial(square, TANH.q));
  const far = b.or(b.constant(1), b.and(x, b.bits(0x80000000 | 0)));
  return b.select(b.lessEqual(b.constant(9), b.abs(x)), far, near);
}

/** 1/(1 + e^{−x}). */
export function sigmoid(b: KernelBuilder, x: Lanes): Lanes {
  return b.div(b.constant(1), b.add(b.constant(1), exp(b, b.negate(x))));
}
