import { powerText } from './describe.ts';
import { BASES, type Dimension, ENERGY, isPure, isSame, over, power } from './dimension.ts';
import { isZero, type Rational } from './rational.ts';
import { reduced, type System } from './system.ts';

/** How a system writes its own unit of a dimension: `MeV·fm²`, `kg·m·s⁻¹`; empty for numbers. */
export function ownUnitText(dimension: Dimension, system: System): string {
  return ownFactors(dimension, system)
    .map(([symbol, exponent]) => powerText(symbol, exponent))
    .join('·');
}

/** The same as it is written behind a number, `MeV fm²`; undefined where it cannot be. */
export function ownUnitSource(dimension: Dimension, system: System): string | undefined {
  const factors = ownFactors(dimension, system);
  const whole = factors.every(([, { denominator }]) => denominator === 1);
  if (system.sizes === null || factors.length === 0 || !whole) return undefined;
  return factors.map(([symbol, exponent]) => powerText(symbol, exponent)).join(' ');
}

function ownFactors(dimension: Dimension, system: System): (readonly [symbol: string, exponent: Rational])[] {
  const left = reduced(dimension, system);
  if (isPure(left)) return [];
  const { symbols } = system;
  // Only a whole energy of the SI is a joule: a mass is not J·s²/m².
  const energies = symbols.mass === undefined || isSame(left, ENERGY) ? left.mass : undefined;
  const rest = energies ? over(left, power(ENERGY, energies)) : left;
  const factors = energies && !isZero(energies) ? [[symbols.energy ?? 'energy', energies] as const] : [];
  for (const base of BASES) if (!isZero(rest[base])) factors.push([symbols[base] ?? base, rest[base]]);
  return factors;
}
