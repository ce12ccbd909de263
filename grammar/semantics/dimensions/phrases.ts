import { AstUtils } from 'langium';
import { type Expression, isLaplacian } from '../../generated/ast.ts';
import { type Phrase, say } from '../../localization/phrase.ts';
import { dimensionName, dimensionPhrase } from '../../units/describe.ts';
import { type Dimension, ENERGY, isPure, isSame, over } from '../../units/dimension.ts';
import { ownUnitSource } from '../../units/own-units.ts';
import { reduced, type System } from '../../units/system.ts';
import type { Solution } from '../../units/unification.ts';
import { dimensionOfQuantity, type Quantity } from './quantity.ts';

/** A quantity in a sentence: `a length`, `of dimension 1/length²`, `a pure number`. */
export function phraseOf(quantity: Quantity, { solution }: { readonly solution: Solution }): Phrase {
  const dimension = dimensionOfQuantity(quantity, solution);
  return dimension === undefined ? say`a quantity of a dimension that is still open` : dimensionPhrase(dimension);
}

/** One side of a sum, with its dimension where that is determined. */
export type Operand = readonly [Expression, Dimension | undefined];

/** What probably is missing where two unlike quantities are added. */
export function unlikeHint(left: Operand, right: Operand, system: System): Phrase | undefined {
  for (const [[expression, has], [, needs]] of [
    [left, right],
    [right, left],
  ] as const) {
    if (has === undefined || needs === undefined) continue;
    if (isSame(reduced(ENERGY, system), needs) && hasLaplacian(expression)) return kineticHint(system);
  }
  const [, a] = left;
  const [, b] = right;
  if (a === undefined || b === undefined) return undefined;
  if (isPure(a) || isPure(b)) {
    const unit = ownUnitSource(isPure(a) ? b : a, system);
    return unit === undefined
      ? say`as a factor a number without a unit is a pure number`
      : say`as a factor a number without a unit is a pure number: it may lack its unit, ${unit}`;
  }
  return say`a factor of dimension ${dimensionName(over(b, a))} is missing in the first, or too many in the second`;
}

/** How kinetic energy is written in a system. */
export function kineticHint({ name }: System): Phrase {
  return name === 'natural'
    ? say`kinetic energy is -1/(2*m) * ∇²[r], with the mass m`
    : say`kinetic energy is -ħ^2/(2*m) * ∇²[r], with the mass m`;
}

export function hasLaplacian(expression: Expression): boolean {
  return AstUtils.streamAst(expression).some(isLaplacian);
}
