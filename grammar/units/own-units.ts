import { powerText } from './describe.ts';
import { BASES, type Dimension, ENERGY, isPure, isSame, over, power } from './dimension.ts';
import { isZero } from './rational.ts';
import { reduced, type System } from './system.ts';

/** How a system writes its own unit of a dimension: `MeV·fm²`, `kg·m`; empty for numbers. */
export function ownUnitText(dimension: Dimension, system: System): string {
  const left = reduced(dimension, system);
  if (isPure(left)) return '';
  const { symbols } = system;
  // Only a whole energy of the SI is a joule: a mass is not J·s²/m².
  const energetic = symbols.mass === undefined || isSame(left, ENERGY);
  const energies = energetic ? left.mass : undefined;
  const rest = energies ? over(left, power(ENERGY, energies)) : left;
  const parts = energies && !isZero(energies) ? [powerText(symbols.energy ?? 'energy', energies)] : [];
  for (const base of BASES) if (!isZero(rest[base])) parts.push(powerText(symbols[base] ?? base, rest[base]));
  return parts.join('·');
}
