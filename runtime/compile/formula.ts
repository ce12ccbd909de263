/**
 * From a formula as written to a formula of the Experiment: definitions are put in, parameters become numbers, and what
 * contains only numbers is computed.
 */
import {
  applyArithmetic,
  arithmeticOf,
  axisNumber,
  type Binary,
  type Call,
  type Component,
  catalogue,
  countedBy,
  countedComponents,
  type Definition,
  DOT,
  evaluateNumber,
  indexOf,
  isBlockUse,
  isDefinition,
  isDot,
  isMinus,
  isOnLine,
  isParticle,
  type Lookup,
  lineComponent,
  numberText,
  type Particle,
  type Place,
  type Reference,
  type Report,
  type ScalarFunction,
  STEP,
  type Summation,
  type Expression as Syntax,
  silently,
} from '@qham/grammar';
import type { Expression, FunctionName } from '../experiment.ts';

/** What the names in a formula mean in one train. */
export interface FormulaContext {
  readonly lookup: Lookup;
  /** Number of coordinates of a particle. */
  readonly dimension: (particle: Particle) => number;
  readonly report: Report;
  /** Told of every use of a network, with its number of inputs. */
  readonly onNetwork?: (network: Definition, inputs: number, place: Call) => void;
}

/** A formula with its number of components; a scalar has none. */
export interface Compiled {
  readonly expression: Expression;
  readonly length: number | null;
}

/** The formula of the Experiment; undefined where something is wrong, which has been reported. */
export function compileFormula(syntax: Syntax, context: FormulaContext): Compiled | undefined {
  const at = (s: Syntax) => compileFormula(s, context);
  switch (syntax.$type) {
    case 'NumberLiteral': {
      const value = evaluateNumber(syntax, context);
      return value === undefined ? undefined : number(value, syntax, context);
    }
    case 'Group':
      return at(syntax.inner);
    case 'Sign': {
      const operand = at(syntax.operand);
      return operand && (isMinus(syntax) ? negate(operand) : operand);
    }
    case 'Binary': {
      const left = at(syntax.left);
      const right = at(syntax.right);
      return left && right && combine(syntax, left, right, context);
    }
    case 'Raised': {
      const base = at(syntax.base);
      return base && raise(base, scalar({ kind: 'number', value: syntax.exponent }), syntax, context);
    }
    case 'Norm': {
      const of = at(syntax.of);
      if (!of) return undefined;
      if (of.length !== null) return scalar({ kind: 'norm', of: of.expression });
      return of.expression.kind === 'number'
        ? scalar({ kind: 'number', value: Math.abs(of.expression.value) })
        : scalar({ kind: 'call', function: 'abs', argument: of.expression });
    }
    case 'List': {
      const elements = syntax.elements.map(at);
      if (elements.includes(undefined)) return undefined;
      return { expression: { kind: 'vector', elements: elements.map((e) => e!.expression) }, length: elements.length };
    }
    case 'Component':
      return compileComponent(syntax, context);
    case 'Axis': {
      if (lineComponent(syntax)) return pick(syntax.of, axisNumber(syntax.axis), 1, syntax, context);
      const of = at(syntax.of);
      return of && select(of, axisNumber(syntax.axis), syntax, context);
    }
    case 'Summation':
      return compileSum(syntax, context);
    case 'Call':
      return compileCall(syntax, context);
    case 'Reference':
      return compileReference(syntax, context);
    // The checker lets none of these into a formula.
    case 'Laplacian':
    case 'Piecewise':
    case 'Interval':
    case 'BlockUse':
      return undefined;
  }
}

const scalar = (expression: Expression): Compiled => ({ expression, length: null });

function number(value: number, place: Place, { report }: FormulaContext): Compiled | undefined {
  if (Number.isFinite(value)) return scalar({ kind: 'number', value });
  report(catalogue.notFinite, place, { value: numberText(value) });
  return undefined;
}

/** The formula times −1. */
export function negate({ expression, length }: Compiled): Compiled {
  if (expression.kind === 'number') return { expression: { kind: 'number', value: -expression.value }, length };
  return { expression: { kind: 'negate', of: expression }, length };
}

function combine(syntax: Binary, left: Compiled, right: Compiled, context: FormulaContext): Compiled | undefined {
  const operation = arithmeticOf(syntax);
  if (operation === 'power') return raise(left, right, syntax, context);
  const [a, b] = [left.expression, right.expression];
  if (left.length !== null && right.length !== null) {
    if (left.length !== right.length) {
      context.report(catalogue.vectorLengths, syntax, { left: left.length, right: right.length });
      return undefined;
    }
    if (operation === 'multiply' && isDot(syntax)) return scalar({ kind: 'dot', left: a, right: b });
  }
  if (a.kind === 'number' && b.kind === 'number')
    return number(applyArithmetic(operation, a.value, b.value), syntax, context);
  return { expression: { kind: operation, left: a, right: b }, length: left.length ?? right.length };
}

/** r² of a vector is its scalar product with itself. */
function raise(base: Compiled, exponent: Compiled, place: Place, context: FormulaContext): Compiled | undefined {
  const [a, b] = [base.expression, exponent.expression];
  if (base.length !== null) return scalar({ kind: 'dot', left: a, right: a });
  if (a.kind === 'number' && b.kind === 'number') return number(a.value ** b.value, place, context);
  return scalar({ kind: 'power', left: a, right: b });
}

function compileComponent(syntax: Component, context: FormulaContext): Compiled | undefined {
  const counter = indexOf(syntax);
  const index = counter ? undefined : evaluateNumber(syntax.index, context);
  if (lineComponent(syntax)) {
    if (counter) return pick(syntax.of, { bound: counter.name }, 1, syntax, context);
    return index === undefined ? undefined : pick(syntax.of, index, 1, syntax.index, context);
  }
  const of = compileFormula(syntax.of, context);
  if (!of) return undefined;
  if (counter) return scalar({ kind: 'component', of: of.expression, index: { bound: counter.name } });
  return index === undefined ? undefined : select(of, index, syntax.index, context);
}

/** A component of the coordinate of a particle on a line. */
function pick(
  syntax: Syntax,
  index: number | { bound: string },
  length: number,
  place: Place,
  context: FormulaContext,
): Compiled | undefined {
  const line = compileFormula(syntax, context)?.expression;
  if (line?.kind !== 'component') return undefined;
  if (typeof index === 'object') return scalar({ ...line, index });
  return select({ expression: line.of, length }, index, place, context);
}

function select(of: Compiled, index: number, place: Place, { report }: FormulaContext): Compiled | undefined {
  const length = of.length ?? 0;
  if (Number.isSafeInteger(index) && index >= 1 && index <= length)
    return scalar({ kind: 'component', of: of.expression, index });
  report(catalogue.componentOutside, place, { index, length });
  return undefined;
}

/** The index runs over the components that it counts in the body. */
function compileSum(syntax: Summation, context: FormulaContext): Compiled | undefined {
  const [index, ...more] = syntax.indices;
  // Sums over particles and sites are not compiled here.
  if (!index || more.length > 0 || countedBy(index).kind !== 'components') return undefined;
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
  return {
    expression: { kind: 'sum', index: index.name, from: 1, to, body: body.expression },
    length: body.length,
  };
}

function compileCall(call: Call, context: FormulaContext): Compiled | undefined {
  const target = call.callee.symbol.ref;
  const values = call.arguments.map((argument) => compileFormula(argument.value, context));
  if (target === undefined || values.includes(undefined)) return undefined;
  const given = values as Compiled[];
  const [first, second] = given;
  if (isDefinition(target)) {
    const inputs = given.reduce((total, value) => total + (value.length ?? 1), 0);
    context.onNetwork?.(target, inputs, call);
    return scalar({ kind: 'block', block: target.name, arguments: given.map((value) => value.expression) });
  }
  if (target === DOT) {
    if (first!.length === second!.length)
      return scalar({ kind: 'dot', left: first!.expression, right: second!.expression });
    context.report(catalogue.vectorLengths, call, { left: first!.length ?? 1, right: second!.length ?? 1 });
    return undefined;
  }
  const { name, apply } = target as ScalarFunction;
  const argument = first!.expression;
  if (argument.kind === 'number') return number(apply(argument.value), call, context);
  return scalar({ kind: 'call', function: name as FunctionName, argument });
}

function compileReference(reference: Reference, context: FormulaContext): Compiled | undefined {
  const target = reference.symbol.ref;
  if (target === undefined) return undefined;
  if (isParticle(target)) {
    const position: Expression = { kind: 'position', name: target.name };
    if (isOnLine(target)) return scalar({ kind: 'component', of: position, index: 1 });
    return { expression: position, length: context.dimension(target) };
  }
  if (isDefinition(target)) return isBlockUse(target.value) ? undefined : compileFormula(target.value, context);
  if (target === STEP) return scalar({ kind: 'step' });
  if (target.$type === 'Index') return scalar({ kind: 'bound', index: target.name });
  const value = evaluateNumber(reference, context);
  return value === undefined ? undefined : scalar({ kind: 'number', value });
}
