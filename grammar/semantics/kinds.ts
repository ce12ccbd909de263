/**
 * What sort of quantity a formula is. Kinds are known before parameters have values: whether a vector has three
 * components or four is for the compiler.
 */
import { AstUtils } from 'langium';
import {
  type Axis,
  type Call,
  type Component,
  type Definition,
  type Expression,
  isBlockUse,
  isDefinition,
  isIndex,
  isParameter,
  isParticle,
  isReference,
  type Reference,
} from '../generated/ast.ts';
import { isLibraryName } from '../library/builtin.ts';
import { DOT } from '../library/functions.ts';
import { catalogue } from '../validation/catalogue/index.ts';
import { type Report, silently } from '../validation/finding.ts';
import { combine } from './combine.ts';
import { KIND_WORDS, type Kind } from './kind.ts';
import { arithmeticOf, isDot } from './operators.ts';
import { isOnLine, lineComponent } from './particle.ts';
import { countsComponents, indexOf } from './sum-range.ts';

export interface KindContext {
  /** Operators such as ∇² have a meaning in Hamiltonians only. */
  readonly operators: boolean;
  readonly report: Report;
}

/** The kind of a formula. Reports what does not combine, once, at the smallest place. */
export function kindOf(expression: Expression, context: KindContext): Kind {
  return infer(expression, context, new Set());
}

/** The kind of a definition: a block makes it a network. */
export function kindOfDefinition(definition: Definition, context: KindContext): Kind {
  return isBlockUse(definition.value) ? 'network' : kindOf(definition.value, context);
}

function infer(expression: Expression | undefined, context: KindContext, visiting: ReadonlySet<Definition>): Kind {
  // Half a file has holes.
  if (expression === undefined) return 'error';
  const { report } = context;
  const at = (e: Expression) => infer(e, context, visiting);
  const numeric = (e: Expression, expected: string, name: string): Kind => {
    const kind = at(e);
    if (kind === 'number' || kind === 'scalar' || kind === 'error') return kind;
    report(catalogue.argumentKind, e, { name, expected, given: KIND_WORDS[kind], hint: undefined });
    return 'error';
  };
  switch (expression.$type) {
    case 'NumberLiteral':
      return 'number';
    case 'Group':
      return at(expression.inner);
    case 'Sign':
      return at(expression.operand);
    case 'Binary':
      return combine(
        { operation: arithmeticOf(expression), dot: isDot(expression), exponent: expression.right },
        expression,
        at(expression.left),
        at(expression.right),
        report,
      );
    case 'Raised':
      return combine(
        { operation: 'power', dot: false, exponent: expression.exponent },
        expression,
        at(expression.base),
        'number',
        report,
      );
    case 'Norm': {
      const kind = at(expression.of);
      if (kind === 'vector') return 'scalar';
      if (kind !== 'operator') return kind;
      report(catalogue.argumentKind, expression.of, {
        name: '|…|',
        expected: 'a number or a vector',
        given: KIND_WORDS[kind],
        hint: undefined,
      });
      return 'error';
    }
    case 'List':
      return expression.elements.map((e) => numeric(e, 'numbers', '[…]')).includes('error') ? 'error' : 'vector';
    case 'Component':
    case 'Axis': {
      const of = lineComponent(expression) ? 'vector' : at(expression.of);
      if (of === 'error') return 'error';
      if (of === 'vector') {
        checkCounter(expression, context);
        return 'scalar';
      }
      report(catalogue.notAVector, expression.of, { given: KIND_WORDS[of] });
      return 'error';
    }
    case 'Summation': {
      const body = at(expression.body);
      if (body === 'operator') {
        report(catalogue.operatorMisplaced, expression, {
          why: '∇²[r] already is the sum over all components',
          hint: 'take it out of the sum',
        });
        return 'error';
      }
      if (body !== 'error' && !countsComponents(expression)) {
        report(catalogue.emptySum, expression.index, { index: expression.index.name });
        return 'error';
      }
      return body;
    }
    case 'Call':
      return inferCall(expression, context, at, numeric);
    case 'Reference':
      return inferReference(expression, context, visiting);
    case 'Laplacian':
      return inferLaplacian(expression, context);
    case 'Interval':
      report(catalogue.notAQuantity, expression, { given: 'an interval', hint: 'intervals belong to expectations' });
      return 'error';
    case 'BlockUse':
      report(catalogue.blockMisplaced, expression, {});
      return 'error';
  }
}

const AXES: readonly string[] = ['x', 'y', 'z'];

/** The number of a named axis, from 1. */
export function axisNumber(axis: string): number {
  return AXES.indexOf(axis) + 1;
}

/** A component is counted by a fixed number, the index of a sum, or the name of an axis. */
function checkCounter(expression: Component | Axis, context: KindContext): void {
  if (expression.$type === 'Axis') {
    const known = AXES.includes(expression.axis);
    if (!known) context.report(catalogue.badAxis, { node: expression, property: 'axis' }, { axis: expression.axis });
    return;
  }
  if (indexOf(expression)) return;
  const fixed = !AstUtils.streamAst(expression.index).some((node) => isReference(node) && isIndex(node.symbol.ref));
  const kind = kindOf(expression.index, context);
  if (kind !== 'error' && (kind !== 'number' || !fixed)) context.report(catalogue.badIndex, expression.index, {});
}

function inferReference(reference: Reference, context: KindContext, visiting: ReadonlySet<Definition>): Kind {
  const target = reference.symbol.ref;
  if (target === undefined) return 'error';
  if (isParameter(target) || isIndex(target)) return 'number';
  if (isParticle(target)) return isOnLine(target) ? 'scalar' : 'vector';
  if (isDefinition(target)) {
    if (isBlockUse(target.value)) {
      context.report(catalogue.bareFunction, reference, { name: target.name, signature: `${target.name}(r)` });
      return 'error';
    }
    if (visiting.has(target)) return 'error';
    return infer(target.value, { ...context, report: silently }, new Set(visiting).add(target));
  }
  if (!isLibraryName(target) || target.noun === 'constant') return 'number';
  context.report(catalogue.bareFunction, reference, { name: target.name, signature: target.signature });
  return 'error';
}

function inferCall(
  call: Call,
  context: KindContext,
  at: (e: Expression) => Kind,
  numeric: (e: Expression, expected: string, name: string) => Kind,
): Kind {
  const target = call.callee.symbol.ref;
  if (target === undefined) return 'error';
  const values = call.arguments.map((argument) => argument.value);
  const { name } = target;
  const signature = isLibraryName(target) ? target.signature : `${name}(r)`;
  for (const argument of call.arguments)
    if (argument.label !== undefined)
      context.report(
        catalogue.unknownLabel,
        { node: argument, property: 'label' },
        { name: argument.label, signature },
      );
  if (isDefinition(target) && isBlockUse(target.value)) return inferNetwork(call, target, context, at);
  if (!isLibraryName(target) || target.noun !== 'function') {
    const is = isParticle(target) ? 'a coordinate' : isLibraryName(target) ? `a ${target.noun}` : 'a quantity';
    context.report(catalogue.notCallable, call, { name, is });
    return 'error';
  }
  const expected = target === DOT ? 2 : 1;
  if (values.length !== expected) {
    context.report(catalogue.argumentCount, call, { name, signature, expected, given: values.length });
    return 'error';
  }
  if (target !== DOT) return numeric(values[0]!, 'numbers', name);
  const found = values.map(at);
  for (const [i, kind] of found.entries())
    if (kind !== 'vector' && kind !== 'error')
      context.report(catalogue.argumentKind, values[i]!, {
        name,
        expected: 'two vectors',
        given: KIND_WORDS[kind],
        hint: 'for numbers write a * b',
      });
  return found.every((kind) => kind === 'vector') ? 'scalar' : 'error';
}

function inferNetwork(call: Call, definition: Definition, context: KindContext, at: (e: Expression) => Kind): Kind {
  const { name } = definition;
  if (call.arguments.length === 0) {
    context.report(catalogue.bareFunction, call, { name, signature: `${name}(r)` });
    return 'error';
  }
  // Of numbers alone a network makes a number, however trainable.
  let result: Kind = 'number';
  for (const { value } of call.arguments) {
    const kind = at(value);
    if (kind === 'error') result = 'error';
    else if (kind !== 'number' && result === 'number') result = 'scalar';
    if (kind !== 'operator') continue;
    context.report(catalogue.argumentKind, value, {
      name,
      expected: 'coordinates',
      given: KIND_WORDS[kind],
      hint: undefined,
    });
    result = 'error';
  }
  return result;
}

function inferLaplacian(laplacian: Extract<Expression, { $type: 'Laplacian' }>, context: KindContext): Kind {
  if (!context.operators) {
    context.report(catalogue.operatorMisplaced, laplacian, {
      why: 'a wave function contains no differential operators',
      hint: '∇² belongs in the H of a Hamiltonian',
    });
    return 'error';
  }
  if (laplacian.of === undefined) {
    context.report(catalogue.operatorMisplaced, laplacian, {
      why: '∇² must say which coordinates it differentiates',
      hint: 'write ∇²[r]',
    });
    return 'error';
  }
  const target = laplacian.of.symbol.ref;
  if (target === undefined) return 'error';
  if (isParticle(target)) return 'operator';
  context.report(catalogue.operatorMisplaced, laplacian.of, {
    why: `∇² differentiates coordinates, and ‘${target.name}’ is no particle`,
    hint: 'write ∇²[r], with the name after ‘particle’',
  });
  return 'error';
}
