/**
 * From a formula as written to a formula of the Experiment: definitions are put in, parameters become numbers, and what
 * contains only numbers is computed.
 */
import {
  applyArithmetic,
  arithmeticOf,
  type Binary,
  type BlockUse,
  type Call,
  type Coordinates,
  catalogue,
  type Definition,
  evaluateNumber,
  type FormalArgument,
  formulaOf,
  isBlockUse,
  isDefinition,
  isDot,
  isFormalArgument,
  isMinus,
  isOnLine,
  isParticle,
  isParticles,
  type Lookup,
  numberText,
  type Particles,
  type Place,
  type Reference,
  type Report,
  STEP,
  type Expression as Syntax,
} from '@qham/grammar';
import type { Expression } from '../experiment.ts';
import { compileBlockUse, compileCall } from './calls.ts';
import { compileCases } from './cases.ts';
import { compileAxis, compileComponent } from './components.ts';
import { compileSum } from './sums.ts';

/** What the names in a formula mean in one train. */
export interface FormulaContext {
  readonly lookup: Lookup;
  /** Number of coordinates of each particle of a name. */
  readonly dimension: (particle: Coordinates) => number;
  /** How many particles there are of a name; 1 where nobody says. */
  readonly count?: (particles: Particles) => number;
  readonly report: Report;
  /** Told of every use of a network, with its number of inputs. */
  readonly onNetwork?: (network: Definition, inputs: number, place: Call) => void;
  /** The block that a part of a wave function stands for, made where it is first used. */
  readonly blockFor?: (node: Call | BlockUse) => string | undefined;
  /** All particles of an ansatz, for blocks that take them without being told. */
  readonly positions?: Expression;
  /** What the arguments of a named formula stand for in one of its calls. */
  readonly bound?: ReadonlyMap<FormalArgument, Compiled>;
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
    case 'Axis':
      return compileAxis(syntax, context);
    case 'Summation':
      return compileSum(syntax, context);
    case 'Call':
      return compileCall(syntax, context);
    case 'Reference':
      return compileReference(syntax, context);
    case 'BlockUse':
      return compileBlockUse(syntax, context);
    case 'Piecewise':
      return compileCases(syntax, context);
    // The checker lets none of these into a formula.
    case 'Laplacian':
    case 'Interval':
      return undefined;
  }
}

export const scalar = (expression: Expression): Compiled => ({ expression, length: null });

export function number(value: number, place: Place, { report }: FormulaContext): Compiled | undefined {
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

function compileReference(reference: Reference, context: FormulaContext): Compiled | undefined {
  const target = reference.symbol.ref;
  if (target === undefined) return undefined;
  const formula = formulaOf(reference);
  if (formula) return compileFormula(formula, context);
  if (isParticle(target)) {
    const position: Expression = { kind: 'position', name: target.name };
    if (isOnLine(target)) return scalar({ kind: 'component', of: position, index: 1 });
    return { expression: position, length: context.dimension(target) };
  }
  if (isParticles(target)) return scalar({ kind: 'position', name: target.name });
  if (isFormalArgument(target)) return context.bound?.get(target);
  if (isDefinition(target)) {
    if (isBlockUse(target.value)) return compileBlockUse(target.value, context);
    return compileFormula(target.value, context);
  }
  if (target === STEP) return scalar({ kind: 'step' });
  if (target.$type === 'Index') return scalar({ kind: 'bound', index: target.name });
  const value = evaluateNumber(reference, context);
  return value === undefined ? undefined : scalar({ kind: 'number', value });
}
