import type { FileParameter, NamedFormula } from '../generated/ast.ts';
import { evaluateNumber } from '../semantics/evaluate.ts';
import { kindOf } from '../semantics/kinds.ts';
import { defaults } from '../semantics/templates.ts';
import type { Report } from './finding.ts';

/** A named formula makes sense by itself, as far as its arguments say what they are. */
export function checkFormula(formula: NamedFormula, report: Report): void {
  kindOf(formula.value, { operators: false, report });
  for (const parameter of formula.parameters) if (parameter.default) defaults(report)(parameter);
}

/** A parameter of the whole file is a number. */
export function checkFileParameter(parameter: FileParameter, report: Report): void {
  evaluateNumber(parameter.value, { lookup: defaults(), report });
}
