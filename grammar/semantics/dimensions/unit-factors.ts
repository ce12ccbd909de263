import type { NumberLiteral } from '../../generated/ast.ts';
import type { UnitFactor } from '../../units/convert.ts';
import { rational } from '../../units/rational.ts';
import { unitNamed } from '../../units/unit.ts';

/** The units behind a number, `4 fm^-1`; undefined where one of them is not known. */
export function unitFactorsOf(literal: NumberLiteral): UnitFactor[] | undefined {
  const factors: UnitFactor[] = [];
  for (const { symbol, exponent, superscript } of literal.units ?? []) {
    const unit = unitNamed(symbol);
    const value = exponent ?? superscript ?? 1;
    if (unit === undefined || !Number.isSafeInteger(value)) return undefined;
    factors.push({ unit, exponent: rational(value) });
  }
  return factors;
}
