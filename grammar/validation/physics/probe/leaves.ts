import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import { type Definition, type Expression, isDefinition, isLaplacian, isReference } from '../../../generated/ast.ts';
import { isOperatorName } from '../../../library/operators.ts';
import { formulaOf } from '../../../semantics/energies/written-out.ts';
import { arithmeticOf } from '../../../semantics/operators.ts';

/** One summand of an energy, as deep inside sums and definitions as additions go. */
export interface Leaf {
  readonly expression: Expression;
  /** It differentiates the wave function. */
  readonly kinetic: boolean;
}

/** The summands of H. Zeroing one of them in the tree leaves the sum of the others. */
export function leavesOf(expression: Expression | undefined, visited: ReadonlySet<Definition> = new Set()): Leaf[] {
  if (expression === undefined) return [];
  const kinetic = moves(expression, visited);
  switch (expression.$type) {
    case 'Group':
      return leavesOf(expression.inner, visited);
    case 'Sign':
      return leavesOf(expression.operand, visited);
    case 'Summation':
      return leavesOf(expression.body, visited);
    case 'Reference': {
      const target = expression.symbol.ref;
      const formula = formulaOf(expression);
      if (formula) return leavesOf(formula, visited);
      if (!isDefinition(target) || visited.has(target)) break;
      return leavesOf(target.value, new Set(visited).add(target));
    }
    case 'Binary': {
      const operation = arithmeticOf(expression);
      const sides = [expression.left, expression.right];
      if (operation === 'add' || operation === 'subtract') return sides.flatMap((side) => leavesOf(side, visited));
      // A factor in front of parentheses with ∇² and a potential in them.
      const moving = sides.filter((side) => side !== undefined && moves(side, visited));
      if (operation !== 'power' && moving.length === 1 && hasSum(moving[0]!, visited))
        return leavesOf(moving[0], visited);
    }
  }
  return [{ expression, kinetic }];
}

function hasSum(expression: Expression, visited: ReadonlySet<Definition>): boolean {
  return leavesOf(expression, visited).length > 1;
}

/** Whether a formula differentiates, itself or by the definitions it names. */
export function moves(expression: Expression, visited: ReadonlySet<Definition> = new Set()): boolean {
  return mentions(expression, visited, (node) => {
    if (isLaplacian(node)) return true;
    const target = isReference(node) ? node.symbol.ref : undefined;
    return isOperatorName(target) && target.acts === 'motion';
  });
}

/** Whether a formula contains a node of some sort, itself or by the definitions it names. */
export function mentions(
  expression: Expression,
  visited: ReadonlySet<Definition>,
  wanted: (node: AstNode) => boolean,
): boolean {
  return AstUtils.streamAst(expression).some((node) => {
    if (wanted(node)) return true;
    const target = isReference(node) ? node.symbol.ref : undefined;
    const formula = isReference(node) ? formulaOf(node) : undefined;
    if (formula) return mentions(formula, visited, wanted);
    if (!isDefinition(target) || visited.has(target) || target.value === undefined) return false;
    return mentions(target.value, new Set(visited).add(target), wanted);
  });
}
