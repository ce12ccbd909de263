import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { english } from '../../../grammar/localization/phrase.ts';
import { BOLTZMANN, HBAR, LIGHT_SPEED, VACUUM_PERMITTIVITY } from '../../../grammar/units/constants.ts';
import { dimensionName, dimensionPhrase } from '../../../grammar/units/describe.ts';
import {
  ACTION,
  BASES,
  CHARGE,
  type Dimension,
  dimension,
  ENERGY,
  isPure,
  isSame,
  LENGTH,
  MASS,
  MOMENTUM,
  over,
  PURE,
  power,
  sizeOf,
  TEMPERATURE,
  TIME,
  times,
  VELOCITY,
} from '../../../grammar/units/dimension.ts';
import { ownUnitText } from '../../../grammar/units/own-units.ts';
import { nearbyRational, rational, toNumber } from '../../../grammar/units/rational.ts';
import { reduced, SYSTEM_NAMES, SYSTEMS } from '../../../grammar/units/system.ts';
import {
  known,
  product,
  quotient,
  raised,
  Solution,
  type Term,
  type Unknown,
  unknown,
} from '../../../grammar/units/unification.ts';

const exponent = fc
  .tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: 1, max: 4 }))
  .map(([n, d]) => rational(n, d));
const dimensions: fc.Arbitrary<Dimension> = fc
  .tuple(exponent, exponent, exponent, exponent, exponent)
  .map((exponents) => dimension(Object.fromEntries(BASES.map((base, i) => [base, exponents[i]]))));
const systems = fc.constantFrom(...SYSTEM_NAMES).map((name) => SYSTEMS[name]);
const same = (a: Dimension, b: Dimension) =>
  expect(isSame(a, b), `${english(dimensionName(a))} ${english(dimensionName(b))}`).toBe(true);

describe('dimensions are a vector space over the fractions', () => {
  it('has the laws of a commutative group', () => {
    fc.assert(
      fc.property(dimensions, dimensions, dimensions, (a, b, c) => {
        same(times(a, b), times(b, a));
        same(times(a, times(b, c)), times(times(a, b), c));
        same(times(a, PURE), a);
        same(over(a, a), PURE);
        same(times(over(a, b), b), a);
      }),
    );
  });

  it('has powers that distribute and undo each other', () => {
    fc.assert(
      fc.property(dimensions, dimensions, exponent, exponent, (a, b, p, q) => {
        same(power(times(a, b), p), times(power(a, p), power(b, p)));
        same(power(power(a, p), q), power(power(a, q), p));
        if (p.numerator !== 0) same(power(power(a, p), rational(p.denominator, p.numerator)), a);
      }),
    );
  });

  it('says different things of different dimensions', () => {
    fc.assert(
      fc.property(dimensions, dimensions, (a, b) => {
        expect(english(dimensionName(a)) === english(dimensionName(b))).toBe(isSame(a, b));
      }),
    );
  });
});

describe('what a system leaves of the dimensions', () => {
  it('is a projection that respects products and powers', () => {
    fc.assert(
      fc.property(dimensions, dimensions, exponent, systems, (a, b, p, system) => {
        const left = (d: Dimension) => reduced(d, system);
        same(left(left(a)), left(a));
        same(left(times(a, b)), times(left(a), left(b)));
        same(left(power(a, p)), power(left(a), p));
      }),
    );
  });

  it('follows from what each sets to one', () => {
    const left = (d: Dimension, name: (typeof SYSTEM_NAMES)[number]) => reduced(d, SYSTEMS[name]);
    same(left(MASS, 'nuclear'), ENERGY);
    same(left(MOMENTUM, 'nuclear'), ENERGY);
    same(left(ACTION, 'nuclear'), times(ENERGY, LENGTH));
    same(left(power(CHARGE, rational(2)), 'nuclear'), times(ENERGY, LENGTH));
    same(left(TIME, 'nuclear'), LENGTH);
    expect(isPure(left(ACTION, 'natural'))).toBe(true);
    same(left(LENGTH, 'natural'), power(ENERGY, rational(-1)));
    same(left(ENERGY, 'natural'), ENERGY);
    expect(isPure(left(CHARGE, 'natural'))).toBe(true);
    same(left(MASS, 'SI'), MASS);
    same(left(TEMPERATURE, 'atomic'), ENERGY);
    same(left(TEMPERATURE, 'SI'), TEMPERATURE);
  });

  it('makes numbers of exactly the constants that it sets to one, and their value one', () => {
    const c = { of: VELOCITY, value: LIGHT_SPEED };
    const hbar = { of: ACTION, value: HBAR };
    const boltzmann = { of: over(ENERGY, TEMPERATURE), value: BOLTZMANN };
    const coulomb = {
      of: over(power(CHARGE, rational(2)), times(ENERGY, LENGTH)),
      value: 4 * Math.PI * VACUUM_PERMITTIVITY,
    };
    const constants = { nuclear: [c, boltzmann, coulomb], natural: [c, hbar, boltzmann, coulomb], SI: [] };
    for (const [name, ones] of Object.entries(constants)) {
      const system = SYSTEMS[name as keyof typeof constants];
      for (const { of, value } of ones) {
        expect(isPure(reduced(of, system))).toBe(true);
        expect(value / sizeOf(of, system.sizes!)).toBeCloseTo(1, 13);
      }
      // As many bases are left as there were, less one for each constant.
      const left = BASES.map((base) => reduced(dimension({ [base]: 1 }), system));
      const columns = BASES.map((base) => left.map((d) => toNumber(d[base])));
      expect(rank(columns)).toBe(BASES.length - ones.length);
    }
  });
});

/** Rank by Gaussian elimination. */
function rank(rows: readonly (readonly number[])[]): number {
  const left = rows.map((row) => [...row]);
  let found = 0;
  for (let column = 0; column < (left[0]?.length ?? 0); column++) {
    const pivot = left.findIndex((row, i) => i >= found && Math.abs(row[column]!) > 1e-12);
    if (pivot < 0) continue;
    [left[found], left[pivot]] = [left[pivot]!, left[found]!];
    for (let i = found + 1; i < left.length; i++) {
      const factor = left[i]![column]! / left[found]![column]!;
      left[i] = left[i]!.map((x, k) => x - factor * left[found]![k]!);
    }
    found++;
  }
  return found;
}

describe('words', () => {
  it.each<[Dimension, string, string]>([
    [PURE, 'number', 'a pure number'],
    [ENERGY, 'energy', 'an energy'],
    [power(LENGTH, rational(-2)), '1/length²', 'a quantity of dimension 1/length²'],
    [times(ENERGY, LENGTH), 'energy·length', 'a quantity of dimension energy·length'],
    [times(ENERGY, power(LENGTH, rational(2))), 'energy·length²', 'a quantity of dimension energy·length²'],
    [over(ENERGY, power(LENGTH, rational(2))), 'energy/length²', 'a quantity of dimension energy/length²'],
    [power(ENERGY, rational(3)), 'energy³', 'a quantity of dimension energy³'],
    [power(ENERGY, rational(1, 2)), 'energy^(1/2)', 'a quantity of dimension energy^(1/2)'],
    [power(ENERGY, rational(-1)), '1/energy', 'a quantity of dimension 1/energy'],
  ])('%#: %s', (d, name, phrase) => {
    expect(english(dimensionName(d))).toBe(name);
    expect(english(dimensionPhrase(d))).toBe(phrase);
  });

  it.each([
    ['nuclear', MASS, 'MeV'],
    ['nuclear', ACTION, 'MeV·fm'],
    ['nuclear', power(LENGTH, rational(-1)), 'fm⁻¹'],
    ['natural', LENGTH, 'GeV⁻¹'],
    ['SI', ENERGY, 'J'],
    ['SI', MASS, 'kg'],
    ['SI', MOMENTUM, 'kg·m·s⁻¹'],
    ['atomic', ENERGY, 'Ha'],
    ['atomic', LENGTH, 'a₀'],
    ['SI', PURE, ''],
  ] as const)('%s measures %o in %s', (system, d, text) => {
    expect(ownUnitText(d, SYSTEMS[system])).toBe(text);
  });
});

describe('fractions', () => {
  it('are found again after rounding', () => {
    fc.assert(
      fc.property(exponent, (r) => {
        expect(nearbyRational(toNumber(r))).toEqual(r);
      }),
    );
  });

  it.each([Math.PI, Math.SQRT2, Number.NaN, Number.POSITIVE_INFINITY, 1e300])('%d is none', (x) => {
    expect(nearbyRational(x)).toBeUndefined();
  });
});

describe('unification', () => {
  const SI = (d: Dimension) => reduced(d, SYSTEMS.SI);
  const variables: Unknown[] = ['a', 'b', 'c'].map((label) => ({ label }));
  const terms: fc.Arbitrary<Term> = fc
    .tuple(dimensions, fc.array(fc.tuple(fc.constantFrom(...variables), exponent), { maxLength: 3 }))
    .map(([d, powers]) => powers.reduce((term, [of, e]) => product(term, raised(unknown(of), e)), known(d)));

  it('makes what it equates equal, and keeps it so', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(terms, terms), { maxLength: 6 }), (equations) => {
        const solution = new Solution(SI);
        const accepted = equations.filter(([a, b]) => solution.equate(a, b));
        for (const [a, b] of accepted) {
          const difference = solution.resolve(quotient(a, b));
          expect(difference.unknown.size).toBe(0);
          expect(isPure(difference.known)).toBe(true);
        }
      }),
    );
  });

  it('accepts every set of equations that has a solution', () => {
    const assigned = fc.tuple(dimensions, dimensions, dimensions);
    fc.assert(
      fc.property(assigned, fc.array(terms, { maxLength: 8 }), (values, list) => {
        const dimensionOf = (term: Term) =>
          [...term.unknown].reduce((d, [of, e]) => times(d, power(values[variables.indexOf(of)]!, e)), term.known);
        const solution = new Solution(SI);
        for (const term of list) expect(solution.equate(term, known(dimensionOf(term)))).toBe(true);
      }),
    );
  });

  it('finds the dimension of a spring constant and of a strength under a gaussian', () => {
    const solution = new Solution(SI);
    const [k, width] = [{ label: 'k' }, { label: 'width' }];
    expect(solution.equate(product(unknown(k), known(power(LENGTH, rational(2)))), known(ENERGY))).toBe(true);
    expect(solution.equate(quotient(known(LENGTH), unknown(width)), known(PURE))).toBe(true);
    same(solution.dimensionOf(unknown(k))!, over(ENERGY, power(LENGTH, rational(2))));
    same(solution.dimensionOf(unknown(width))!, LENGTH);
  });

  it('refuses a contradiction and forgets it', () => {
    const solution = new Solution(SI);
    const a = { label: 'a' };
    expect(solution.equate(unknown(a), known(LENGTH))).toBe(true);
    expect(solution.equate(unknown(a), known(ENERGY))).toBe(false);
    same(solution.dimensionOf(unknown(a))!, LENGTH);
  });
});
