import type { Branch, Expression } from '../generated/ast.ts';

/** Two sides of a condition: less < greater, or less ≤ greater where it is not strict. */
export interface Condition {
  readonly less: Expression;
  readonly greater: Expression;
  readonly strict: boolean;
}

/** What must hold for a case, comparison by comparison: `a < x ≤ b` are two. */
export function conditionsOf({ conditions }: Branch): Condition[] {
  return conditions.flatMap(({ operands, operators }) =>
    operators.map((operator, i) => {
      const [left, right] = [operands[i]!, operands[i + 1]!];
      const strict = operator === '<' || operator === '>';
      return operator.startsWith('<') || operator === '≤'
        ? { less: left, greater: right, strict }
        : { less: right, greater: left, strict };
    }),
  );
}

/** Whether a condition holds of two numbers. */
export const holds = (less: number, greater: number, strict: boolean): boolean =>
  strict ? less < greater : less <= greater;
