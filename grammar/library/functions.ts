import { type Phrase, say } from '../localization/phrase.ts';
import { type LibraryName, libraryName } from './builtin.ts';
import { factorial, gamma, logGamma } from './special/gamma.ts';
import { HERMITE, LEGENDRE, laguerreFamily, polynomialValue } from './special/orthogonal.ts';
import { sphericalBessel } from './special/spherical-bessel.ts';

/** `order`: a whole number from 0 to HIGHEST_ORDER; `number`: one without coordinates in it; `quantity`: any. */
export type ArgumentRule = 'order' | 'number' | 'quantity';

/** A function of numbers that formulas may call. */
export interface ScalarFunction extends LibraryName {
  readonly takes: readonly ArgumentRule[];
  /** As many numbers as it takes. */
  readonly apply: (...values: number[]) => number;
}

function scalar(name: string, apply: (x: number) => number, documentation: Phrase): ScalarFunction {
  return { ...libraryName('function', name, `${name}(x)`, documentation), takes: ['quantity'], apply };
}

function special(
  signature: string,
  takes: readonly ArgumentRule[],
  apply: (...values: number[]) => number,
  documentation: Phrase,
): ScalarFunction {
  const name = signature.slice(0, signature.indexOf('('));
  return { ...libraryName('function', name, signature, documentation), takes, apply };
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

/** 1 − erf(x), without losing what is left of it at large x (Abramowitz & Stegun 7.1.14). */
export function erfc(x: number): number {
  if (x < 2) return 1 - erf(x);
  let tail = x;
  for (let n = 80; n >= 1; n--) tail = x + n / 2 / tail;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * tail);
}

/** Functions of one number that every engine computes, by name. */
export const SCALAR_FUNCTIONS: readonly ScalarFunction[] = [
  scalar('exp', Math.exp, say`The exponential eˣ.`),
  scalar('log', Math.log, say`The natural logarithm; its argument must stay positive.`),
  scalar('sqrt', Math.sqrt, say`The square root; its argument must not become negative.`),
  scalar('sin', Math.sin, say`The sine of an angle in radians.`),
  scalar('cos', Math.cos, say`The cosine of an angle in radians.`),
  scalar('tan', Math.tan, say`The tangent of an angle in radians.`),
  scalar('sinh', Math.sinh, say`The hyperbolic sine.`),
  scalar('cosh', Math.cosh, say`The hyperbolic cosine.`),
  scalar('tanh', Math.tanh, say`The hyperbolic tangent.`),
  scalar('atan', Math.atan, say`The inverse tangent, between −π/2 and π/2.`),
  scalar('erf', erf, say`The error function 2/√π ∫₀ˣ exp(−t²) dt.`),
  scalar('abs', Math.abs, say('The absolute value; `|x|` is the same.')),
  scalar('sign', Math.sign, say`The sign: −1, 0 or 1.`),
];

/** Above this order polynomials leave the range of single precision where walkers still are. */
export const HIGHEST_ORDER = 20;

/** Functions that formulas are written out for, or that act on fixed numbers only. */
export const SPECIAL_FUNCTIONS: readonly ScalarFunction[] = [
  special('erfc(x)', ['quantity'], erfc, say`The complementary error function 1 − erf(x).`),
  special(
    'hermite(n, x)',
    ['order', 'quantity'],
    (n, x) => polynomialValue(HERMITE, n!, x!),
    say`The Hermite polynomial Hₙ(x) of physics: level n of the oscillator is Hₙ(x) exp(−x²/2).`,
  ),
  special(
    'laguerre(n, α, x)',
    ['order', 'number', 'quantity'],
    (n, alpha, x) => polynomialValue(laguerreFamily(alpha!), n!, x!),
    say`The generalised Laguerre polynomial Lₙ^(α)(x), with α > −1; the radial functions of hydrogen have α = 2l + 1, those of the oscillator α = l + ½.`,
  ),
  special(
    'legendre(l, x)',
    ['order', 'quantity'],
    (l, x) => polynomialValue(LEGENDRE, l!, x!),
    say`The Legendre polynomial Pₗ(x), with P₁ = x; of the cosine of an angle it is what a multipole of order l looks like.`,
  ),
  special(
    'spherical_bessel(l, x)',
    ['order', 'quantity'],
    (l, x) => sphericalBessel(l!, x!),
    say`The spherical Bessel function jₗ(x), with j₀ = sin(x)/x: the free radial wave of angular momentum l.`,
  ),
  special('Gamma(x)', ['number'], (x) => gamma(x!), say`The gamma function Γ(x), of fixed numbers.`),
  special('lgamma(x)', ['number'], (x) => logGamma(x!), say`The logarithm of |Γ(x)|, of fixed numbers.`),
  special('factorial(n)', ['number'], (n) => factorial(n!), say`The factorial n! of a fixed whole number.`),
];

/** Which of the given numbers a function does not take, and what it does take; undefined where all are fine. */
export function badArgument(
  { name, takes }: ScalarFunction,
  values: readonly (number | undefined)[],
): { index: number; expects: Phrase } | undefined {
  for (const [index, rule] of takes.entries()) {
    const value = values[index];
    if (value === undefined) continue;
    if (rule === 'order' && !(Number.isInteger(value) && value >= 0 && value <= HIGHEST_ORDER))
      return { index, expects: say`a whole number from 0 to ${HIGHEST_ORDER}` };
    if (name === 'laguerre' && rule === 'number' && !(value > -1)) return { index, expects: say`a number above −1` };
    if (name === 'factorial' && !(Number.isInteger(value) && value >= 0))
      return { index, expects: say`a whole number` };
    if (name === 'Gamma' && Number.isInteger(value) && value <= 0)
      return { index, expects: say`no pole: 0, −1, −2 and so on are poles` };
  }
  return undefined;
}

/** Scalar product of two vectors. */
export const DOT = libraryName(
  'function',
  'dot',
  'dot(a, b)',
  say('The scalar product of two vectors; `a · b` is the same.'),
);

export const FUNCTION_NAMES: readonly LibraryName[] = [...SCALAR_FUNCTIONS, ...SPECIAL_FUNCTIONS, DOT];

/** Other people's names for what the language has, for suggestions. */
export const SYNONYMS: Readonly<Record<string, string>> = {
  ln: 'log',
  arctan: 'atan',
  sgn: 'sign',
  norm: 'abs',
  gamma: 'Gamma',
  tgamma: 'Gamma',
  Γ: 'Gamma',
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

/** Whether a built-in name is a function of numbers. */
export const isScalarFunction = (node: object | undefined): node is ScalarFunction =>
  node !== undefined && 'apply' in node && 'takes' in node;
