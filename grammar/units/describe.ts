/** Dimensions in words. */
import { type Phrase, say, type Words } from '../localization/phrase.ts';
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

const NAMES: readonly (readonly [Dimension, name: Phrase, article: Phrase])[] = [
  [LENGTH, say`length`, say`a length`],
  [ENERGY, say`energy`, say`an energy`],
  [MASS, say`mass`, say`a mass`],
  [TIME, say`time`, say`a time`],
  [FREQUENCY, say`frequency`, say`a frequency`],
  [CHARGE, say`charge`, say`a charge`],
  [TEMPERATURE, say`temperature`, say`a temperature`],
  [ACTION, say`action`, say`an action`],
  [MOMENTUM, say`momentum`, say`a momentum`],
  [VELOCITY, say`velocity`, say`a velocity`],
  [FORCE, say`force`, say`a force`],
  [PRESSURE, say`pressure`, say`a pressure`],
  [VOLTAGE, say`voltage`, say`a voltage`],
  [ELECTRIC_FIELD, say`electric field`, say`an electric field`],
  [MAGNETIC_FIELD, say`magnetic field`, say`a magnetic field`],
  [dimension({ length: 2 }), say`area`, say`an area`],
  [dimension({ length: 3 }), say`volume`, say`a volume`],
];

/** A dimension as it stands in brackets behind a quantity: `energy`, `1/length²`, `energy·length`, `number`. */
export function dimensionName(a: Dimension): Words {
  if (isPure(a)) return say`number`;
  return named(a)?.[1] ?? composed(a);
}

/** A dimension in a sentence: `an energy`, `a pure number`, `a quantity of dimension 1/length²`. */
export function dimensionPhrase(a: Dimension): Phrase {
  if (isPure(a)) return say`a pure number`;
  return named(a)?.[2] ?? say`a quantity of dimension ${composed(a)}`;
}

const named = (a: Dimension) => NAMES.find(([known]) => isSame(known, a));

/** With the energy taken out where that leaves less to say: `energy·length` and not `mass·length³/time²`. */
function composed(a: Dimension): Words {
  const plain = factorsOf(a);
  const energetic = [[say`energy`, a.mass] as const, ...factorsOf(over(a, power(ENERGY, a.mass)))];
  return productText(!isZero(a.mass) && weight(energetic) <= weight(plain) ? energetic : plain);
}

type Factors = readonly (readonly [name: Words, exponent: Rational])[];

const BASE_NAMES: Readonly<Record<(typeof BASES)[number], Phrase>> = {
  mass: say`mass`,
  length: say`length`,
  time: say`time`,
  charge: say`charge`,
  temperature: say`temperature`,
};

const factorsOf = (a: Dimension): Factors =>
  BASES.filter((base) => !isZero(a[base])).map((base) => [BASE_NAMES[base], a[base]] as const);

const weight = (factors: Factors) =>
  factors.reduce((sum, [, { numerator, denominator }]) => sum + Math.abs(numerator) / denominator, 0);

/** A product of powers on one line: `energy·length²/time`. */
function productText(factors: Factors): Words {
  const powers = (sign: 1 | -1) =>
    factors
      .filter(([, exponent]) => sign * exponent.numerator > 0)
      .map(
        ([name, { numerator, denominator }]) => say`${name}${exponentText(rational(sign * numerator, denominator))}`,
      );
  const [above, below] = [powers(1), powers(-1)];
  const times = (all: readonly Words[]) => all.reduce((product, factor) => say`${product}·${factor}`);
  const top = above.length === 0 ? '1' : times(above);
  if (below.length === 0) return top;
  return below.length === 1 ? say`${top}/${below[0]!}` : say`${top}/(${times(below)})`;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A name with an exponent: `length²`, `fm⁻¹`, `mass^(1/2)`. */
export function powerText(name: string, exponent: Rational): string {
  return `${name}${exponentText(exponent)}`;
}

function exponentText(exponent: Rational): string {
  if (exponent.denominator !== 1) return `^(${rationalText(exponent)})`;
  if (exponent.numerator === 1) return '';
  const digits = [...String(Math.abs(exponent.numerator))].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
  return `${exponent.numerator < 0 ? '⁻' : ''}${digits}`;
}
