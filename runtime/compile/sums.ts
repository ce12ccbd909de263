import {
  type Counted,
  catalogue,
  countedBy,
  countedComponents,
  type Index,
  lineComponent,
  type Summation,
  silently,
} from '@qham/grammar';
import type { Expression } from '../experiment.ts';
import { type Compiled, compileFormula, type FormulaContext } from './formula.ts';

/** A sum over components, or over particles and tuples of them. */
export function compileSum(syntax: Summation, context: FormulaContext): Compiled | undefined {
  const counted = syntax.indices.map((index) => countedBy(index));
  const [only, ...more] = syntax.indices;
  if (only && more.length === 0 && counted[0]?.kind === 'components') return overComponents(syntax, only, context);
  const body = compileFormula(syntax.body, context);
  return body && overParticles(syntax, counted, body, context);
}

/** A formula inside a sum over particles: ordered indices make tuples, the others a sum each. */
export function overParticles(
  { indices, order }: Summation,
  counted: readonly Counted[],
  body: Compiled,
  context: FormulaContext,
): Compiled | undefined {
  let expression: Expression = body.expression;
  for (let last = indices.length - 1; last >= 0; ) {
    let first = last;
    while (first > 0 && order[first - 1] === '<') first--;
    const range = counted[first];
    if (range?.kind !== 'particles') return undefined;
    const names = indices.slice(first, last + 1).map(({ name }) => name);
    expression = { kind: 'tuples', indices: names, count: context.count?.(range.particles) ?? 1, body: expression };
    last = first - 1;
  }
  return { expression, length: body.length };
}

/** The index runs over the components that it counts in the body. */
function overComponents(syntax: Summation, index: Index, context: FormulaContext): Compiled | undefined {
  let to: number | undefined;
  for (const component of countedComponents(syntax, index)) {
    const length = lineComponent(component)
      ? 1
      : compileFormula(component.of, { ...context, report: silently })?.length;
    if (length === undefined || length === null) continue;
    if (to !== undefined && to !== length) {
      context.report(catalogue.vectorLengths, component, { left: to, right: length });
      return undefined;
    }
    to = length;
  }
  const body = compileFormula(syntax.body, context);
  if (!body || to === undefined) return undefined;
  return { expression: { kind: 'sum', index: index.name, from: 1, to, body: body.expression }, length: body.length };
}
