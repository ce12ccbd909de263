import type { Piecewise } from '../../generated/ast.ts';
import { say } from '../../localization/phrase.ts';
import { catalogue } from '../../validation/catalogue/index.ts';
import type { Kind } from '../kind.ts';
import { numeric } from '../kinds.ts';
import type { Inference } from './inference.ts';

/** A formula by cases: numbers in every case, and a last case for all the rest. */
export function inferPiecewise(piecewise: Piecewise, context: Inference): Kind {
  const { branches } = piecewise;
  let result: Kind = 'number';
  const meet = (kind: Kind) => {
    if (kind === 'error' || result === 'error') result = 'error';
    else if (kind === 'scalar') result = 'scalar';
  };
  for (const { value, conditions } of branches) {
    meet(numeric(value, context.infer(value, context), say`numbers`, '{ … if … }', context));
    for (const operand of conditions.flatMap(({ operands }) => operands))
      meet(numeric(operand, context.infer(operand, context), say`numbers`, 'if', context));
  }
  const open = branches.findIndex(({ conditions }) => conditions.length === 0);
  if (open === branches.length - 1) return result;
  if (open < 0) context.report(catalogue.noOtherwise, piecewise, {});
  else
    context.report(catalogue.caseAfterOtherwise, branches[open + 1]!, {}, [
      [branches[open]!, say`this holds everywhere else`],
    ]);
  return 'error';
}
