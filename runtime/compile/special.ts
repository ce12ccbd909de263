/** Special functions written out in what every engine computes. */
import {
  besselCoefficients,
  besselSeam,
  besselSeries,
  HERMITE,
  LEGENDRE,
  laguerreFamily,
  leadingCoefficient,
  type PolynomialFamily,
  polynomialZeros,
} from '@qham/grammar';
import type { Expression } from '../experiment.ts';

/** By name: the formula of a call, whose orders and fixed numbers are numbers. */
export const EXPANSIONS: Readonly<Record<string, (given: readonly Expression[]) => Expression>> = {
  erfc: ([x]) => subtract(number(1), { kind: 'call', function: 'erf', argument: x! }),
  hermite: ([n, x]) => symmetricProduct(HERMITE, fixed(n!), x!),
  legendre: ([l, x]) => symmetricProduct(LEGENDRE, fixed(l!), x!),
  laguerre: ([n, alpha, x]) => laguerre(fixed(n!), fixed(alpha!), x!),
  spherical_bessel: ([l, x]) => bessel(fixed(l!), x!),
};

const number = (value: number): Expression => ({ kind: 'number', value });
const subtract = (left: Expression, right: Expression): Expression => ({ kind: 'subtract', left, right });
const multiply = (left: Expression, right: Expression): Expression => ({ kind: 'multiply', left, right });
const divide = (left: Expression, right: Expression): Expression => ({ kind: 'divide', left, right });
const add = (left: Expression, right: Expression): Expression => ({ kind: 'add', left, right });
const power = (left: Expression, exponent: number): Expression => ({
  kind: 'power',
  left,
  right: number(exponent),
});

/** The checker lets only numbers be orders. */
const fixed = (e: Expression): number => (e.kind === 'number' ? e.value : Number.NaN);

const productOf = (factors: readonly Expression[]): Expression =>
  factors.length === 0 ? number(1) : factors.reduce(multiply);

/**
 * Zeros come in pairs ±z: c·x^(n mod 2)·Π (x² − z²). The leading coefficient is shared out among the factors, so that no part of
 * the product is much larger than the whole.
 */
function symmetricProduct(family: PolynomialFamily, order: number, x: Expression): Expression {
  const zeros = polynomialZeros(family, order).filter((z) => z > 0);
  const leading = leadingCoefficient(family, order);
  const odd = order % 2 === 1;
  const share = leading ** (1 / Math.max(1, zeros.length + (odd ? 0.5 : 0)));
  const rest = leading / share ** zeros.length;
  const pairs = zeros.map((z) => subtract(multiply(number(share), power(x, 2)), number(share * z * z)));
  return productOf([...(odd ? [multiply(number(rest), x)] : []), ...pairs]);
}

/** Π (z − x)/k over the zeros z in ascending order, k = 1 … n. */
function laguerre(order: number, alpha: number, x: Expression): Expression {
  const zeros = polynomialZeros(laguerreFamily(alpha), order);
  return productOf(zeros.map((z, i) => divide(subtract(number(z), x), number(i + 1))));
}

/** The power series inside |x| < max(1, l), the closed form outside. */
function bessel(order: number, x: Expression): Expression {
  const squared = power(x, 2);
  const seam = number(besselSeam(order) ** 2);
  const series = besselSeries(order)
    .map(number)
    .reduceRight((sum, coefficient) => add(coefficient, multiply(squared, sum)));
  const inside = order === 0 ? series : multiply(power(x, order), series);
  return {
    kind: 'cases',
    cases: [{ when: [{ less: squared, greater: seam, strict: true }], value: inside }],
    otherwise: besselFar(order, x),
  };
}

/** Σ_k a_k/x^(k+1), sines for even k and cosines for odd k, with signs + + − − (DLMF 10.49.2). */
function besselFar(order: number, x: Expression): Expression {
  const phase = subtract(x, number((order * Math.PI) / 2));
  const waves = besselCoefficients(order).map((a, k) => {
    const wave: Expression = { kind: 'call', function: k % 2 === 0 ? 'sin' : 'cos', argument: phase };
    return divide(multiply(number(k % 4 < 2 ? a : -a), wave), power(x, k + 1));
  });
  return waves.reduce(add);
}
