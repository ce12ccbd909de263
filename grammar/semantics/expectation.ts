/**
 * What an `expect` promises, as numbers.
 */

import { type Expectation, type Expression, isInterval, isList, isNumberLiteral } from '../generated/ast.ts';
import { say } from '../localization/phrase.ts';
import { catalogue } from '../validation/catalogue/index.ts';
import type { Report } from '../validation/finding.ts';
import { nearestName } from '../validation/nearest.ts';
import { evaluateNumber } from './evaluate.ts';
import { literalValue } from './literal.ts';
import { ungrouped } from './particle.ts';

/** What a train measures. */
export const QUANTITIES: readonly string[] = ['energy'];

export interface Expected {
  /** States first … last, from 0, both included. */
  readonly first: number;
  readonly last: number;
  readonly target:
    | { readonly kind: 'values'; readonly values: number[] }
    | { readonly kind: 'interval'; readonly low: number; readonly high: number }
    | { readonly kind: 'exact' };
  readonly tolerance: { readonly kind: 'absolute' | 'relative'; readonly value: number } | null;
}

/** Reads an expectation for a train with so many states; undefined where something is wrong, which has been reported. */
export function readExpectation(node: Expectation, states: number, report: Report): Expected | undefined {
  const { quantity } = node;
  if (!QUANTITIES.includes(quantity)) {
    const parameters = { name: quantity, quantities: QUANTITIES, suggestion: nearestName(quantity, QUANTITIES) };
    report(catalogue.unknownQuantity, { node, property: 'quantity' }, parameters);
    return undefined;
  }
  const range = readStates(node, states, report);
  const target = readTarget(node, report);
  const tolerance = readTolerance(node, report);
  if (!range || !target || tolerance === undefined) return undefined;
  if (target.kind !== 'values') return { ...range, target, tolerance };
  const count = range.last - range.first + 1;
  if (target.values.length !== count) {
    report(catalogue.valueCount, { node, property: 'target' }, { values: target.values.length, states: count });
    return undefined;
  }
  if (tolerance?.kind === 'relative' && target.values.includes(0)) {
    report(catalogue.zeroRelative, { node, property: 'tolerance' }, {});
    return undefined;
  }
  return { ...range, target, tolerance };
}

const number = (expression: Expression, report: Report) =>
  evaluateNumber(expression, { lookup: () => undefined, report });

function readStates(node: Expectation, states: number, report: Report): { first: number; last: number } | undefined {
  const { states: index } = node;
  if (index === undefined) return { first: 0, last: states - 1 };
  const inner = ungrouped(index);
  const [from, to] = isInterval(inner) ? [inner.from, inner.to] : [inner, inner];
  const first = number(from, report);
  const last = from === to ? first : number(to, report);
  if (first === undefined || last === undefined) return undefined;
  if (![first, last].every((n) => Number.isSafeInteger(n) && n >= 0) || first > last) {
    report(catalogue.badStates, index, {});
    return undefined;
  }
  if (last < states) return { first, last };
  report(catalogue.stateOutside, last === first ? index : to, { index: last, states });
  return undefined;
}

function readTarget(node: Expectation, report: Report): Expected['target'] | undefined {
  if (node.relation === 'matches') return { kind: 'exact' };
  if (node.target === undefined) return undefined;
  const target = ungrouped(node.target);
  if (node.relation === 'in') {
    if (!isInterval(target)) {
      report(catalogue.badTarget, node.target, { expects: say`an interval such as 1.4..1.6` });
      return undefined;
    }
    const low = number(target.from, report);
    const high = number(target.to, report);
    if (low === undefined || high === undefined) return undefined;
    if (low < high) return { kind: 'interval', low, high };
    report(catalogue.emptyInterval, target, { low, high });
    return undefined;
  }
  if (isInterval(target)) {
    report(catalogue.badTarget, node.target, { expects: say`a number (for an interval write ‘in’)` });
    return undefined;
  }
  const elements = isList(target) ? target.elements : [target];
  const values = elements.map((element) => number(element, report));
  return values.includes(undefined) ? undefined : { kind: 'values', values: values as number[] };
}

function readTolerance(node: Expectation, report: Report): Expected['tolerance'] | undefined {
  const { tolerance } = node;
  if (tolerance === undefined) {
    if (node.relation !== '=') return null;
    report(catalogue.noTolerance, node, {});
    return undefined;
  }
  if (node.relation === 'in') {
    report(catalogue.uselessTolerance, tolerance, {});
    return undefined;
  }
  const inner = ungrouped(tolerance);
  const relative = isNumberLiteral(inner) && inner.percent;
  const value = relative ? literalValue(inner) : number(tolerance, report);
  if (value === undefined) return undefined;
  if (value > 0) return { kind: relative ? 'relative' : 'absolute', value };
  report(catalogue.badTolerance, tolerance, {});
  return undefined;
}
