import { SPECIAL_FUNCTIONS } from '@qham/grammar';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logGamma } from '../../grammar/library/special/gamma.ts';
import {
  HERMITE,
  LEGENDRE,
  laguerreFamily,
  leadingCoefficient,
  polynomialValue,
  polynomialZeros,
} from '../../grammar/library/special/orthogonal.ts';
import { expressionText } from '../../runtime/compare/expression-text.ts';
import { experimentOf } from './compile/experiment-of.ts';
import { codesOf, withH } from './marked.ts';

const apply = (name: string, ...values: number[]) =>
  SPECIAL_FUNCTIONS.find((candidate) => candidate.name === name)!.apply(...values);

describe('values', () => {
  it.each([
    ['Gamma', [0.5], Math.sqrt(Math.PI)],
    ['Gamma', [5], 24],
    ['Gamma', [-1.5], (4 / 3) * Math.sqrt(Math.PI)],
    ['Gamma', [0.25], 3.625609908221908],
    // ln 99!
    ['lgamma', [100], 359.1342053695754],
    ['lgamma', [1], 0],
    ['factorial', [20], 2432902008176640000],
    ['factorial', [0], 1],
    ['erfc', [0], 1],
    // Abramowitz & Stegun, table 7.1 and 7.3
    ['erfc', [0.5], 1 - 0.5204998778],
    ['erfc', [3], 2.209049699858544e-5],
    ['erfc', [-1], 1.8427007929],
    ['hermite', [3, 0.5], -5],
    // Abramowitz & Stegun, table 22.12: H₁₀(1)
    ['hermite', [10, 1], 8224],
    ['laguerre', [2, 0, 3], -0.5],
    ['laguerre', [2, 1.5, 0], (2.5 * 3.5) / 2],
    ['legendre', [4, 0.3], 0.0729375],
    ['legendre', [7, 1], 1],
    ['spherical_bessel', [0, 0], 1],
    ['spherical_bessel', [0, 2], Math.sin(2) / 2],
    ['spherical_bessel', [1, 3], Math.sin(3) / 9 - Math.cos(3) / 3],
    ['spherical_bessel', [3, 0], 0],
  ])('%s(%j) = %d', (name, values, expected) => {
    const close = Math.abs(apply(name, ...values) - expected);
    expect(close).toBeLessThan(1e-9 * Math.max(1e-5, Math.abs(expected)) + 1e-15);
  });

  it('keep the relation between three orders of spherical Bessel functions (DLMF 10.51.1)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 19 }), fc.double({ min: 0.01, max: 60, noNaN: true }), (l, x) => {
        const [below, at, above] = [l - 1, l, l + 1].map((order) => apply('spherical_bessel', order, x));
        const size = Math.abs(below!) + Math.abs(above!);
        expect(Math.abs(below! + above! - ((2 * l + 1) / x) * at!)).toBeLessThan(1e-8 * size + 1e-13);
      }),
    );
  });

  it('keep Γ(x + 1) = x Γ(x)', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (x) => {
        expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x))).toBeLessThan(1e-12 * (1 + Math.abs(logGamma(x))));
      }),
    );
  });

  it.each([
    ['Hermite', HERMITE],
    ['Legendre', LEGENDRE],
    ['Laguerre', laguerreFamily(0)],
    ['generalised Laguerre', laguerreFamily(2.5)],
  ])('%s polynomials are the products over their zeros', (_, family) => {
    for (const order of [1, 2, 3, 8, 20]) {
      const zeros = polynomialZeros(family, order);
      expect(zeros).toHaveLength(order);
      expect([...new Set(zeros)].sort((a, b) => a - b)).toEqual(zeros);
      for (const x of [-0.9, 0.1, 0.77]) {
        const product = zeros.reduce((all, z) => all * (x - z), leadingCoefficient(family, order));
        expect(product / polynomialValue(family, order, x)).toBeCloseTo(1, 9);
      }
    }
  });
});

describe('in formulas', () => {
  const H = (V: string, parameters = '') => withH(`particle r in R^3; H = -1/2 * ∇²[r] + ${V}`, parameters);

  it('of numbers only they are numbers', async () => {
    const { hamiltonian } = await experimentOf(H('factorial(n) * Gamma(3/2)^2 / π * hermite(2, n) * |r|', '(n = 3)'));
    const term = hamiltonian.terms[1]!;
    expect(term.kind === 'potential' && expressionText(term.expression)).toMatch(/^51(\.0*\d*)? \* \|r\||^50\.9{8}/);
  });

  it('orders are whole, not too high, and no coordinates', async () => {
    expect(await codesOf(H('|r|^2 * legendre(2, r.z/|r|)^2'))).toEqual([]);
    expect(await codesOf(H('hermite(n, |r|)^2', '(n = 21)'))).toEqual(['QH0425']);
    expect(await codesOf(H('hermite(n, |r|)^2', '(n = 3/2)'))).toEqual(['QH0425']);
    expect(await codesOf(H('laguerre(2, -1, |r|)^2'))).toEqual(['QH0425']);
    expect(await codesOf(H('Gamma(-2) * |r|'))).toEqual(['QH0425']);
    expect(await codesOf(H('hermite(|r|, 2)'))).toEqual(['QH0404']);
    expect(await codesOf(H('Gamma(|r|)'))).toEqual(['QH0404']);
    expect(await codesOf(H('hermite(|r|)'))).toEqual(['QH0301']);
  });

  it('arguments are pure numbers', async () => {
    const nuclear = (V: string) =>
      `units nuclear\nhamiltonian T(m = 938 MeV, b = 2 fm, V0 = 1 MeV) { particle r in R^3; H = -ħ^2/(2*m) * ∇²[r] + ${V} }`;
    expect(await codesOf(nuclear('V0 * laguerre(1, 0.5, |r|^2/b^2)^2'))).toEqual([]);
    expect(await codesOf(nuclear('V0 * laguerre(1, 0.5, |r|^2)^2'))).toEqual(['QH0207']);
  });
});
