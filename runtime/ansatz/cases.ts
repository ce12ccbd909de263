/**
 * Formulas by cases. All cases are computed for every walker and one is chosen, so a case must stay a number, with numbers as
 * derivatives, where it does not hold: there the arguments of functions that diverge or end are replaced by 1.
 */
import type { Condition, Expression } from '../experiment.ts';
import { constant, lessEqual, multiply, subtract, type Tensor, where } from '../tensor/index.ts';
import type { Scope } from './scope.ts';

/** How the values of two cases become one. */
interface Choice<T> {
  readonly number: (condition: Expression, scope: Scope) => Tensor;
  readonly value: (expression: Expression, scope: Scope) => T;
  /** The first where the condition is 1, the second where it is 0. */
  readonly choose: (condition: Tensor, first: T, second: T) => T;
}

/** The value of the first case whose conditions hold. */
export function evaluateCases<T>(
  { cases, otherwise }: Extract<Expression, { kind: 'cases' }>,
  scope: Scope,
  { number, value, choose }: Choice<T>,
): T {
  const from = (index: number, open: Scope): T => {
    const next = cases[index];
    if (!next) return value(otherwise, open);
    const holds = next.when
      .map((condition) => holdsIn(condition, (side) => number(side, open)))
      .reduce((all, one) => multiply(all, one));
    const first = value(next.value, narrowed(open, holds));
    return choose(holds, first, from(index + 1, narrowed(open, negated(holds))));
  };
  return from(0, scope);
}

/** 1 where a condition holds, 0 elsewhere. */
function holdsIn({ less, greater, strict }: Condition, at: (side: Expression) => Tensor): Tensor {
  const [a, b] = [at(less), at(greater)];
  return strict ? negated(lessEqual(b, a)) : lessEqual(a, b);
}

const negated = (condition: Tensor) => subtract(constant(condition.builder, 1), condition);

const narrowed = (scope: Scope, holds: Tensor): Scope => ({
  ...scope,
  guard: scope.guard ? multiply(scope.guard, holds) : holds,
});

/** An argument where the case that it stands in holds, 1 where it does not. */
export function guarded(argument: Tensor, { guard }: Scope): Tensor {
  // What has no shape is a number of the formula, the same everywhere.
  if (!guard || argument.shape.length === 0) return argument;
  return where(guard, argument, constant(argument.builder, 1));
}
