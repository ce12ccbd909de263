/**
 * Operations that kernels compute in registers. One that is not here runs in ONNX Runtime by itself.
 */
import type { Attributes, Tensor } from '../../tensor/graph.ts';
import { cos, exp, log, sigmoid, sin, tanh } from './functions.ts';
import type { KernelBuilder, Lanes } from './simd.ts';

/** Four lanes of the result from four lanes of each input. */
export type SimdRule = (b: KernelBuilder, inputs: readonly Lanes[], attributes: Attributes) => Lanes;

const unary =
  (f: (b: KernelBuilder, x: Lanes) => Lanes): SimdRule =>
  (b, [x]) =>
    f(b, x!);
const same: SimdRule = (_, [x]) => x!;

export const SIMD_RULES: Readonly<Record<string, SimdRule>> = {
  add: (b, [x, y]) => b.add(x!, y!),
  subtract: (b, [x, y]) => b.sub(x!, y!),
  multiply: (b, [x, y]) => b.mul(x!, y!),
  divide: (b, [x, y]) => b.div(x!, y!),
  negate: unary((b, x) => b.negate(x)),
  square: unary((b, x) => b.mul(x, x)),
  reciprocal: unary((b, x) => b.div(b.constant(1), x)),
  power: (b, [x], { exponent }) => wholePower(b, x!, exponent as number),
  sqrt: unary((b, x) => b.sqrt(x)),
  abs: unary((b, x) => b.abs(x)),
  sign: unary(sign),
  sin: unary(sin),
  cos: unary(cos),
  exp: unary(exp),
  log: unary(log),
  tanh: unary(tanh),
  sigmoid: unary(sigmoid),
  maximum: (b, [x, y]) => b.max(x!, y!),
  minimum: (b, [x, y]) => b.min(x!, y!),
  /** 1 where x ≤ y, else 0. */
  lessEqual: (b, [x, y]) => b.and(b.lessEqual(x!, y!), b.constant(1)),
  where: (b, [condition, x, y]) => b.select(b.equal(condition!, b.bits(0)), y!, x!),
  broadcastTo: same,
  stopGradient: same,
};

/** −1, 0 or 1; NaN stays NaN. */
function sign(b: KernelBuilder, x: Lanes): Lanes {
  const one = b.constant(1);
  const zero = b.constant(0);
  const value = b.sub(b.and(b.less(zero, x), one), b.and(b.less(x, zero), one));
  return b.select(b.equal(x, x), value, x);
}

/** Largest exponent whose repeated squaring beats a logarithm. */
const MOST_SQUARED = 64;

/** x^n by repeated squaring. */
function wholePower(b: KernelBuilder, x: Lanes, exponent: number): Lanes {
  let result: Lanes | undefined;
  let square = x;
  for (let rest = Math.abs(exponent); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = result === undefined ? square : b.mul(result, square);
    if (rest > 1) square = b.mul(square, square);
  }
  const power = result ?? b.constant(1);
  return exponent < 0 ? b.div(b.constant(1), power) : power;
}

/** Whether kernels can compute this operation. */
export function hasSimdRule({ operation: { name }, attributes }: Tensor): boolean {
  if (name !== 'power') return Object.hasOwn(SIMD_RULES, name);
  const exponent = attributes.exponent as number;
  return Number.isInteger(exponent) && Math.abs(exponent) <= MOST_SQUARED;
}
