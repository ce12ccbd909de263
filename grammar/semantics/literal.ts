import type { NumberLiteral } from '../generated/ast.ts';
import { inSystem, measureOf } from '../units/convert.ts';
import type { System } from '../units/system.ts';
import { systemOf } from './dimensions/system-of.ts';
import { unitFactorsOf } from './dimensions/unit-factors.ts';

/** The value of a number as written, without its unit: 50% is 0.5. */
export function literalValue(literal: { readonly value: number; readonly percent: boolean }): number {
  return literal.percent ? literal.value / 100 : literal.value;
}

/**
 * The value of a number in the units of its file, or of the file that uses it where its own has none; a number without a unit
 * is in these units already. Undefined where its unit is not known or cannot be converted, which the checks report.
 */
export function literalIn(literal: NumberLiteral, user: System | undefined): number | undefined {
  const value = literalValue(literal);
  if (literal.units.length === 0) return value;
  const factors = unitFactorsOf(literal);
  const system = systemOf(literal) ?? user;
  if (factors === undefined || system === undefined) return undefined;
  const size = inSystem(measureOf(factors), system);
  return size === undefined ? undefined : value * size;
}
