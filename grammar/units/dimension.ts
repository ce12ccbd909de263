/**
 * Dimensions of quantities: products of rational powers of mass, length, time, charge and temperature.
 *
 * Charge stands where the SI has the electric current: charge = current · time, so the two span the same dimensions, and
 * charge is the word that quantum mechanics uses.
 */
import { add, isEqual, isZero, multiply, negate, type Rational, rational, toNumber, ZERO } from './rational.ts';

export const BASES = ['mass', 'length', 'time', 'charge', 'temperature'] as const;
export type Base = (typeof BASES)[number];

/** The exponent of each base. */
export type Dimension = Readonly<Record<Base, Rational>>;

/** A dimension from the exponents that are not zero. */
export function dimension(exponents: Partial<Record<Base, Rational | number>>): Dimension {
  return mapBases((base) => {
    const exponent = exponents[base] ?? 0;
    return typeof exponent === 'number' ? rational(exponent) : exponent;
  });
}

/** The dimension of a pure number. */
export const PURE = dimension({});
export const MASS = dimension({ mass: 1 });
export const LENGTH = dimension({ length: 1 });
export const TIME = dimension({ time: 1 });
export const CHARGE = dimension({ charge: 1 });
export const TEMPERATURE = dimension({ temperature: 1 });
export const FREQUENCY = dimension({ time: -1 });
export const ENERGY = dimension({ mass: 1, length: 2, time: -2 });
export const ACTION = dimension({ mass: 1, length: 2, time: -1 });
export const MOMENTUM = dimension({ mass: 1, length: 1, time: -1 });
export const VELOCITY = dimension({ length: 1, time: -1 });
export const FORCE = dimension({ mass: 1, length: 1, time: -2 });
export const PRESSURE = dimension({ mass: 1, length: -1, time: -2 });
export const VOLTAGE = dimension({ mass: 1, length: 2, time: -2, charge: -1 });
export const ELECTRIC_FIELD = dimension({ mass: 1, length: 1, time: -2, charge: -1 });
export const MAGNETIC_FIELD = dimension({ mass: 1, time: -1, charge: -1 });

/** The dimension of a product. */
export function times(a: Dimension, b: Dimension): Dimension {
  return mapBases((base) => add(a[base], b[base]));
}

/** The dimension of a quotient. */
export function over(a: Dimension, b: Dimension): Dimension {
  return mapBases((base) => add(a[base], negate(b[base])));
}

/** The dimension of a power. */
export function power(a: Dimension, exponent: Rational): Dimension {
  return mapBases((base) => multiply(a[base], exponent));
}

export function isSame(a: Dimension, b: Dimension): boolean {
  return BASES.every((base) => isEqual(a[base], b[base]));
}

export function isPure(a: Dimension): boolean {
  return BASES.every((base) => isZero(a[base]));
}

/** The product of sizes, one for each base, to the powers of the dimension: what a unit of that dimension measures. */
export function sizeOf(a: Dimension, sizes: Readonly<Record<Base, number>>): number {
  return BASES.reduce((size, base) => (isZero(a[base]) ? size : size * sizes[base] ** toNumber(a[base])), 1);
}

/** Puts the bases that a substitution names in terms of others: with c = 1, `{ time: LENGTH }`. */
export function substitute(a: Dimension, replaced: Partial<Record<Base, Dimension>>): Dimension {
  const kept = mapBases((base) => (replaced[base] ? ZERO : a[base]));
  return BASES.reduce((result, base) => {
    const by = replaced[base];
    return by && !isZero(a[base]) ? times(result, power(by, a[base])) : result;
  }, kept);
}

function mapBases(exponent: (base: Base) => Rational): Dimension {
  return {
    mass: exponent('mass'),
    length: exponent('length'),
    time: exponent('time'),
    charge: exponent('charge'),
    temperature: exponent('temperature'),
  };
}
