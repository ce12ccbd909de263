/** From units to units. */
import { type Dimension, isPure, isSame, over, PURE, power, sizeOf, times } from './dimension.ts';
import { type Rational, toNumber } from './rational.ts';
import { reduced, type System } from './system.ts';
import type { Unit } from './unit.ts';

/** One factor of a compound unit: `fm^-1`. */
export interface UnitFactor {
  readonly unit: Unit;
  readonly exponent: Rational;
}

/** A product of powers of units as one unit's worth: its dimension, and its size in SI units. */
export interface Measure {
  readonly dimension: Dimension;
  readonly size: number;
}

export function measureOf(factors: readonly UnitFactor[]): Measure {
  return factors.reduce<Measure>(
    (product, { unit, exponent }) => ({
      dimension: times(product.dimension, power(unit.dimension, exponent)),
      size: product.size * unit.size ** toNumber(exponent),
    }),
    { dimension: PURE, size: 1 },
  );
}

/** How many of the system's own unit of that dimension one measure is; undefined where the system has no absolute size. */
export function inSystem({ dimension, size }: Measure, system: System): number | undefined {
  if (system.sizes === null) return isPure(dimension) ? size : undefined;
  return withoutNoise(size / sizeOf(dimension, system.sizes));
}

/** A quotient that is a short decimal but for its last bits: the own units of a system are exactly 1. */
function withoutNoise(quotient: number): number {
  const short = Number(quotient.toPrecision(15));
  return Math.abs(short - quotient) <= 2 * Number.EPSILON * Math.abs(quotient) ? short : quotient;
}

/** How many of one measure another is, where the system can compare the two; undefined where it cannot. */
export function ratioOf(measure: Measure, to: Measure, system: System): number | undefined {
  if (isSame(measure.dimension, to.dimension)) return measure.size / to.size;
  if (!isPure(reduced(over(measure.dimension, to.dimension), system))) return undefined;
  const [above, below] = [inSystem(measure, system), inSystem(to, system)];
  return above === undefined || below === undefined ? undefined : above / below;
}
