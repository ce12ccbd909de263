import type { Definition, Expression, FormalArgument, NamedFormula } from '../../generated/ast.ts';
import { type Report, silently } from '../../validation/finding.ts';
import type { Kind } from '../kind.ts';

export interface KindContext {
  /** Operators such as ∇² have a meaning in Hamiltonians only. */
  readonly operators: boolean;
  readonly report: Report;
  /** What the arguments of a named formula stand for in one of its calls. */
  readonly bound?: ReadonlyMap<FormalArgument, Kind>;
}

/** What the rules for the kinds of single constructs share. */
export interface Inference extends KindContext {
  /** Definitions that are being looked into: one that needs itself is reported elsewhere. */
  readonly visiting: ReadonlySet<Definition | NamedFormula>;
  /**
   * What has been found about definitions, and about named formulas for each combination of their arguments' kinds: a name that
   * is used twice is looked into once, or a chain of n squares would take 2ⁿ looks.
   */
  readonly known: Map<Definition | NamedFormula, Map<string, Kind>>;
  readonly infer: (expression: Expression | undefined, context: Inference) => Kind;
}

/** The kind of what a name stands for, looked into once for each combination of arguments. */
export function inferOnce(
  target: Definition | NamedFormula,
  context: Inference,
  bound: ReadonlyMap<FormalArgument, Kind> | undefined,
): Kind {
  if (context.visiting.has(target)) return 'error';
  const key = [...(bound?.values() ?? [])].join();
  const kinds = context.known.get(target) ?? new Map<string, Kind>();
  context.known.set(target, kinds);
  const before = kinds.get(key);
  if (before !== undefined) return before;
  const visiting = new Set(context.visiting).add(target);
  const kind = context.infer(target.value, { ...context, report: silently, visiting, ...(bound ? { bound } : {}) });
  kinds.set(key, kind);
  return kind;
}
