/** An exact fraction in lowest terms; the denominator is positive. Exponents of dimensions are such numbers. */
export interface Rational {
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * The fraction numerator/denominator.
 * @throws RangeError where one of them is no whole number that floating point holds exactly, or the denominator is zero
 */
export function rational(numerator: number, denominator = 1): Rational {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator === 0)
    throw new RangeError(`${numerator}/${denominator} is no fraction`);
  const common = greatestCommonDivisor(Math.abs(numerator), Math.abs(denominator)) * Math.sign(denominator);
  // Adding zero turns −0 into 0.
  return { numerator: numerator / common + 0, denominator: denominator / common };
}

export const ZERO = rational(0);
export const ONE = rational(1);

export function add(a: Rational, b: Rational): Rational {
  if (a.numerator === 0) return b;
  if (b.numerator === 0) return a;
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function negate(a: Rational): Rational {
  return { numerator: 0 - a.numerator, denominator: a.denominator };
}

export function multiply(a: Rational, b: Rational): Rational {
  if (a.numerator === 0 || b.numerator === 0) return ZERO;
  if (isOne(a)) return b;
  if (isOne(b)) return a;
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** a/b. @throws RangeError where b is zero */
export function divide(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator, a.denominator * b.numerator);
}

const isOne = (a: Rational): boolean => a.numerator === 1 && a.denominator === 1;
export const isZero = (a: Rational): boolean => a.numerator === 0;
export const isEqual = (a: Rational, b: Rational): boolean =>
  a.numerator === b.numerator && a.denominator === b.denominator;
export const toNumber = (a: Rational): number => a.numerator / a.denominator;

/** Exponents in formulas are simple: a number that is no fraction with at most this denominator is none of physics. */
const LARGEST_DENOMINATOR = 64;

/** The simple fraction that a number is, or undefined: `0.5` is 1/2, `1/3` as a double is 1/3, π is none. */
export function nearbyRational(value: number): Rational | undefined {
  if (!Number.isFinite(value) || Math.abs(value) > 1e6) return undefined;
  for (let denominator = 1; denominator <= LARGEST_DENOMINATOR; denominator++) {
    const numerator = Math.round(value * denominator);
    const error = Math.abs(numerator / denominator - value);
    if (error <= 4 * Number.EPSILON * Math.max(1, Math.abs(value))) return rational(numerator, denominator);
  }
  return undefined;
}

/** `2`, `-1`, `1/2` */
export function rationalText({ numerator, denominator }: Rational): string {
  return denominator === 1 ? String(numerator) : `${numerator}/${denominator}`;
}

function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}
