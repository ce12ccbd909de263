import { conditionsOf, holds, type Piecewise } from '@qham/grammar';
import type { Condition, Expression } from '../experiment.ts';
import { type Compiled, compileFormula, type FormulaContext, scalar } from './formula.ts';

/**
 * A formula by cases. Conditions between numbers are decided here: a case that never holds is left out, even where it has no
 * value for these parameters, and one that always holds is the last.
 */
export function compileCases({ branches }: Piecewise, context: FormulaContext): Compiled | undefined {
  const cases: { when: Condition[]; value: Expression }[] = [];
  for (const branch of branches) {
    const when = compileConditions(conditionsOf(branch), context);
    if (when === undefined) return undefined;
    if (when === 'never') continue;
    const value = compileFormula(branch.value, context);
    if (!value) return undefined;
    if (when.length > 0) cases.push({ when, value: value.expression });
    else if (cases.length === 0) return value;
    else return scalar({ kind: 'cases', cases, otherwise: value.expression });
  }
  return undefined;
}

/** The conditions that are open; undefined where one has no value, which has been reported. */
function compileConditions(
  conditions: ReturnType<typeof conditionsOf>,
  context: FormulaContext,
): Condition[] | 'never' | undefined {
  const open: Condition[] = [];
  for (const { less, greater, strict } of conditions) {
    const [a, b] = [compileFormula(less, context)?.expression, compileFormula(greater, context)?.expression];
    if (!a || !b) return undefined;
    if (a.kind !== 'number' || b.kind !== 'number') open.push({ less: a, greater: b, strict });
    else if (!holds(a.value, b.value, strict)) return 'never';
  }
  return open;
}
