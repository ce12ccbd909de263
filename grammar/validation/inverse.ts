import {
  type Agreement,
  type Anchor,
  type Expression,
  type Inverse,
  isAgreement,
  isAnchor,
  isBlockUse,
  isCall,
  isExpectation,
  isInterval,
  isReference,
  isSetting,
  isUnknownPotential,
} from '../generated/ast.ts';
import { BALL, CUBE } from '../library/regions.ts';
import { count } from '../library/settings/numbers.ts';
import { inverse as table } from '../library/settings/unknown-potential.ts';
import { say } from '../localization/phrase.ts';
import { evaluateNumber } from '../semantics/evaluate.ts';
import { readExpectation } from '../semantics/expectation.ts';
import { isNumeric, KIND_WORDS } from '../semantics/kind.ts';
import { natureOf } from '../semantics/kinds/references.ts';
import { kindOf } from '../semantics/kinds.ts';
import { ungrouped } from '../semantics/particle.ts';
import { readSettings } from '../semantics/read-settings.ts';
import { defaults } from '../semantics/templates.ts';
import { catalogue } from './catalogue/index.ts';
import { type Report, silently } from './finding.ts';
import { checkOnce } from './once.ts';

/** One unknown potential for one state, with something that fixes its constant. */
export function checkInverse(inverse: Inverse, report: Report): void {
  const owner = `inverse ${inverse.name}`;
  const name = { node: inverse, property: 'name' };
  const settings = inverse.members.filter(isSetting);
  // What is wrong with a value is reported with all other settings; only missing ones are not seen there.
  const missing = Object.keys(table).some((key) => !settings.some((setting) => setting.key === key));
  readSettings(table, settings, { title: owner, place: name }, defaults(), missing ? report : silently);
  const unknowns = inverse.members.filter(isUnknownPotential);
  checkOnce(unknowns, 'potential', owner, report);
  const [unknown] = unknowns;
  if (!unknown) report(catalogue.noUnknown, name, { name: inverse.name });
  else if (!isBlockUse(unknown.value) || natureOf(unknown.value) !== 'network')
    report(catalogue.unknownIsKnown, unknown.value, { name: unknown.name });
  const anchors = inverse.members.filter(isAnchor);
  if (unknown && anchors.length === 0) report(catalogue.noAnchor, name, { unknown: unknown.name });
  for (const anchor of anchors) checkAnchor(anchor, report);
  for (const agreement of inverse.members.filter(isAgreement)) checkAgreement(agreement, report);
  for (const expectation of inverse.members.filter(isExpectation)) readExpectation(expectation, 1, report);
}

/** A value of the unknown potential at one point. */
function checkAnchor({ at, value }: Anchor, report: Report): void {
  const inner = ungrouped(at);
  const target = isCall(inner) ? inner.callee.symbol.ref : undefined;
  if (isCall(inner) && target === undefined) return;
  if (!isCall(inner) || !isUnknownPotential(target)) report(catalogue.badAnchor, at, {});
  else kindOf(at, { operators: false, report });
  evaluateNumber(value, { lookup: defaults(), report });
}

function checkAgreement({ quantity, known, region, points }: Agreement, report: Report): void {
  for (const side of [quantity, known]) checkScalar(side, report);
  const inner = ungrouped(region);
  const target = isCall(inner) ? inner.callee.symbol.ref : isReference(inner) ? inner.symbol.ref : undefined;
  const [size, ...more] = isCall(inner) ? inner.arguments : [];
  if (target === CUBE && size && more.length === 0) checkInterval(size.value, report);
  else if (target === BALL && size && more.length === 0) checkPositive(size.value, report);
  else if (target !== undefined || !(isCall(inner) || isReference(inner))) report(catalogue.badRegion, region, {});
  if (points) {
    const number = (expression: Expression) => evaluateNumber(expression, { lookup: defaults(), report });
    count.read(points, { key: say`the number of points`, report, number, numberAt: number });
  }
}

function checkScalar(expression: Expression, report: Report): void {
  const kind = kindOf(expression, { operators: false, report });
  if (kind !== 'error' && !isNumeric(kind))
    report(catalogue.argumentKind, expression, {
      name: 'compare',
      expected: say`potentials`,
      given: KIND_WORDS[kind],
      hint: undefined,
    });
}

function checkInterval(expression: Expression, report: Report): void {
  const inner = ungrouped(expression);
  if (!isInterval(inner) || inner.step) {
    report(catalogue.badRegion, expression, {});
    return;
  }
  const low = evaluateNumber(inner.from, { lookup: defaults(), report });
  const high = evaluateNumber(inner.to, { lookup: defaults(), report });
  if (low !== undefined && high !== undefined && !(low < high)) report(catalogue.emptyInterval, inner, { low, high });
}

function checkPositive(expression: Expression, report: Report): void {
  const value = evaluateNumber(expression, { lookup: defaults(), report });
  if (value !== undefined && !(value > 0))
    report(catalogue.outOfRange, expression, { key: say`the radius`, expects: say`a positive number`, value });
}
