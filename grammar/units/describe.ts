/** Dimensions in words. */
import {
  ACTION,
  BASES,
  CHARGE,
  type Dimension,
  dimension,
  ELECTRIC_FIELD,
  ENERGY,
  FORCE,
  FREQUENCY,
  isPure,
  isSame,
  LENGTH,
  MAGNETIC_FIELD,
  MASS,
  MOMENTUM,
  over,
  PRESSURE,
  power,
  TEMPERATURE,
  TIME,
  VELOCITY,
  VOLTAGE,
} from './dimension.ts';
import { isZero, type Rational, rational, rationalText } from './rational.ts';

const NAMES: readonly (readonly [Dimension, name: string, article: string])[] = [
  [LENGTH, 'length', 'a length'],
  [ENERGY, 'energy', 'an energy'],
  [MASS, 'mass', 'a mass'],
  [TIME, 'time', 'a time'],
  [FREQUENCY, 'frequency', 'a frequency'],
  [CHARGE, 'charge', 'a charge'],
  [TEMPERATURE, 'temperature', 'a temperature'],
  [ACTION, 'action', 'an action'],
  [MOMENTUM, 'momentum', 'a momentum'],
  [VELOCITY, 'velocity', 'a velocity'],
  [FORCE, 'force', 'a force'],
  [PRESSURE, 'pressure', 'a pressure'],
  [VOLTAGE, 'voltage', 'a voltage'],
  [ELECTRIC_FIELD, 'electric field', 'an electric field'],
  [MAGNETIC_FIELD, 'magnetic field', 'a magnetic field'],
  [dimension({ length: 2 }), 'area', 'an area'],
  [dimension({ length: 3 }), 'volume', 'a volume'],
];

/** A dimension as it stands in brackets behind a quantity: `energy`, `1/length²`, `energy·length`, `number`. */
export function dimensionName(a: Dimension): string {
  if (isPure(a)) return 'number';
  return named(a)?.[1] ?? composed(a);
}

/** A dimension in a sentence: `an energy`, `a pure number`, `a quantity of dimension 1/length²`. */
export function dimensionPhrase(a: Dimension): string {
  if (isPure(a)) return 'a pure number';
  return named(a)?.[2] ?? `a quantity of dimension ${composed(a)}`;
}

const named = (a: Dimension) => NAMES.find(([known]) => isSame(known, a));

/** With the energy taken out where that leaves less to say: `energy·length` and not `mass·length³/time²`. */
function composed(a: Dimension): string {
  const plain = factorsOf(a);
  const energetic = [['energy', a.mass] as const, ...factorsOf(over(a, power(ENERGY, a.mass)))];
  return productText(!isZero(a.mass) && weight(energetic) <= weight(plain) ? energetic : plain);
}

type Factors = readonly (readonly [name: string, exponent: Rational])[];

const factorsOf = (a: Dimension): Factors =>
  BASES.filter((base) => !isZero(a[base])).map((base) => [base, a[base]] as const);

const weight = (factors: Factors) =>
  factors.reduce((sum, [, { numerator, denominator }]) => sum + Math.abs(numerator) / denominator, 0);

/** A product of powers on one line: `energy·length²/time`. */
function productText(factors: Factors): string {
  const above = factors.filter(([, exponent]) => exponent.numerator > 0);
  const below = factors.filter(([, exponent]) => exponent.numerator < 0);
  const top = above.map(([name, exponent]) => powerText(name, exponent)).join('·') || '1';
  if (below.length === 0) return top;
  const bottom = below.map(([name, { numerator, denominator }]) => powerText(name, rational(-numerator, denominator)));
  return `${top}/${bottom.length === 1 ? bottom[0] : `(${bottom.join('·')})`}`;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A name with an exponent: `length²`, `fm⁻¹`, `mass^(1/2)`. */
export function powerText(name: string, exponent: Rational): string {
  if (exponent.denominator !== 1) return `${name}^(${rationalText(exponent)})`;
  if (exponent.numerator === 1) return name;
  const digits = [...String(Math.abs(exponent.numerator))].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
  return `${name}${exponent.numerator < 0 ? '⁻' : ''}${digits}`;
}
