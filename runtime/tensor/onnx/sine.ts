/**
 * Sine and cosine from multiplications and additions, for GPUs: WebGPU promises its own only to 2⁻¹¹, and that only within
 * (−π, π), which is too coarse for energies.
 */
import type { OnnxEmitter } from './emitter.ts';

/** π in three parts; whole multiples below 2¹³ of the first two are exact in float32. */
const PI = [3.140625, 0.0009675025939941406, 1.5099580252808664e-7];
/** Chebyshev fit (degree 5) of sin(r)/r in r² on |r| ≤ π/2, as powers of r²; error 2e-11. */
const SINE = [
  0.9999999999829191, -0.16666666616815567, 0.008333330974207583, -0.00019840861179319552, 2.752526981229885e-6,
  -2.3889217773452806e-8,
];

/** sin x = (−1)ᵏ sin(x − kπ) with k the nearest whole number to x/π. */
export function emitSine(emit: OnnxEmitter, x: string): string {
  const k = emit.node('Floor', [add(emit, scaled(emit, x, 1 / Math.PI), 0.5)]);
  return withSign(emit, k, sineOf(emit, reduced(emit, x, k)), 1);
}

/** cos x = −(−1)ʲ sin(x − (j + ½)π) with j the whole part of x/π. */
export function emitCosine(emit: OnnxEmitter, x: string): string {
  const j = emit.node('Floor', [scaled(emit, x, 1 / Math.PI)]);
  return withSign(emit, j, sineOf(emit, reduced(emit, x, add(emit, j, 0.5))), -1);
}

/** x − kπ */
function reduced(emit: OnnxEmitter, x: string, k: string): string {
  return PI.reduce((rest, part) => emit.node('Sub', [rest, scaled(emit, k, part)]), x);
}

function sineOf(emit: OnnxEmitter, r: string): string {
  const z = emit.node('Mul', [r, r]);
  const quotient = SINE.map((c) => emit.scalar(c)).reduceRight((total, c) =>
    emit.node('Add', [emit.node('Mul', [total, z]), c]),
  );
  return emit.node('Mul', [r, quotient]);
}

/** first · (−1)ᵏ · value; k − 2⌊k/2⌋ is 0 for even and 1 for odd k. */
function withSign(emit: OnnxEmitter, k: string, value: string, first: 1 | -1): string {
  const pairs = emit.node('Floor', [scaled(emit, k, 0.5)]);
  const odd = emit.node('Sub', [k, scaled(emit, pairs, 2)]);
  return emit.node('Mul', [value, add(emit, scaled(emit, odd, -2 * first), first)]);
}

function scaled(emit: OnnxEmitter, x: string, factor: number): string {
  return emit.node('Mul', [x, emit.scalar(factor)]);
}

function add(emit: OnnxEmitter, x: string, value: number): string {
  return emit.node('Add', [x, emit.scalar(value)]);
}
