import type { Definition, Expression, FormalArgument, NamedFormula } from '../../generated/ast.ts';
import type { Report } from '../../validation/finding.ts';
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
  readonly infer: (expression: Expression | undefined, context: Inference) => Kind;
}
