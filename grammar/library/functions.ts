import { type LibraryName, libraryName } from './builtin.ts';

/** A function of numbers that formulas may call. */
export interface ScalarFunction extends LibraryName {
  readonly apply: (x: number) => number;
}

function scalar(name: string, apply: (x: number) => number, documentation: string): ScalarFunction {
  return { ...libraryName('function', name, `${name}(x)`, documentation), apply };
}

/**
 * The error function, to rounding.
 * Its series (2/√π)·exp(−x²)·Σ 2ⁿx²ⁿ⁺¹/(2n+1)!! has terms of one sign only, so nothing cancels (DLMF 7.6.2).
 */
export function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let total = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(total); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    total += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * total;
}

/** Functions of one number, by name. */
export const SCALAR_FUNCTIONS: readonly ScalarFunction[] = [
  scalar('exp', Math.exp, 'The exponential eˣ.'),
  scalar('log', Math.log, 'The natural logarithm; its argument must stay positive.'),
  scalar('sqrt', Math.sqrt, 'The square root; its argument must not become negative.'),
  scalar('sin', Math.sin, 'The sine of an angle in radians.'),
  scalar('cos', Math.cos, 'The cosine of an angle in radians.'),
  scalar('tan', Math.tan, 'The tangent of an angle in radians.'),
  scalar('sinh', Math.sinh, 'The hyperbolic sine.'),
  scalar('cosh', Math.cosh, 'The hyperbolic cosine.'),
  scalar('tanh', Math.tanh, 'The hyperbolic tangent.'),
  scalar('atan', Math.atan, 'The inverse tangent, between −π/2 and π/2.'),
  scalar('erf', erf, 'The error function 2/√π ∫₀ˣ exp(−t²) dt.'),
  scalar('abs', Math.abs, 'The absolute value; `|x|` is the same.'),
  scalar('sign', Math.sign, 'The sign: −1, 0 or 1.'),
];

/** Scalar product of two vectors. */
export const DOT = libraryName(
  'function',
  'dot',
  'dot(a, b)',
  'The scalar product of two vectors; `a · b` is the same.',
);

export const FUNCTION_NAMES: readonly LibraryName[] = [...SCALAR_FUNCTIONS, DOT];

/** Other people's names for what the language has, for suggestions. */
export const SYNONYMS: Readonly<Record<string, string>> = {
  ln: 'log',
  arctan: 'atan',
  sgn: 'sign',
  norm: 'abs',
  nabla: 'laplacian',
  Δ: 'laplacian',
  relu: 'softplus',
  swish: 'silu',
  xavier: 'glorot',
  lr: 'learning_rate',
  epochs: 'steps',
  iterations: 'steps',
  batch: 'walkers',
  layers: 'hidden',
};
