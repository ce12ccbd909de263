import {
  type Component,
  type Expression,
  type Index,
  isDefinition,
  isIndex,
  isParticle,
  isReference,
  type Reference,
  type Summation,
} from '../../../generated/ast.ts';
import { isLibraryName } from '../../../library/builtin.ts';
import { DOT } from '../../../library/functions.ts';
import { isOperatorName, type OperatorName } from '../../../library/operators.ts';
import { evaluateNumber, type Lookup } from '../../../semantics/evaluate.ts';
import { arithmeticOf, isMinus } from '../../../semantics/operators.ts';
import { isOnLine, ungrouped } from '../../../semantics/particle.ts';
import { sourceText } from '../../../semantics/source-text.ts';
import { countedBy } from '../../../semantics/sum-range.ts';
import { silently } from '../../finding.ts';
import { mentions } from '../probe/leaves.ts';
import { complex, I, over } from './complex.ts';
import { add, constant, motion, multiply, type Polynomial, pauli, realFunction, scaled } from './polynomial.ts';

/** An operator that symbols cannot be found for; nothing can be said about it. */
export class NoSymbols extends Error {
  override name = 'NoSymbols';
}

interface Context {
  readonly lookup: Lookup;
  /** What each index of a sum stands for: indices at the same place of like sums are the same. */
  readonly sites: ReadonlyMap<Index, string>;
}

type Value = Polynomial | { readonly components: readonly Polynomial[] };

/** A Hamiltonian, or a part of it, as a sum of products of Hermitian operators. @throws NoSymbols */
export function expand(
  expression: Expression,
  lookup: Lookup,
  sites: ReadonlyMap<Index, string> = new Map(),
): Polynomial {
  return scalar(value(expression, { lookup, sites }));
}

/** Indices of a sum as places: sums that run over the same things in the same way share them. */
export function sitesOf(sum: Summation, sites: ReadonlyMap<Index, string>): Map<Index, string> {
  const result = new Map(sites);
  const range = `${sum.bonds ?? sum.order.join('')}`;
  for (const [position, index] of sum.indices.entries()) {
    const counted = countedBy(index);
    const of = counted.kind === 'particles' ? counted.particles.name : counted.kind;
    result.set(index, `${of}${range}${position}`);
  }
  return result;
}

const isPolynomial = (v: Value): v is Polynomial => Array.isArray(v);

function scalar(v: Value): Polynomial {
  if (isPolynomial(v)) return v;
  throw new NoSymbols('a vector');
}

function value(expression: Expression, context: Context): Value {
  if (!actsOrIsComplex(expression)) return realValue(expression, context);
  const at = (e: Expression) => value(e, context);
  switch (expression.$type) {
    case 'Group':
      return at(expression.inner);
    case 'Sign':
      return isMinus(expression) ? scaled(scalar(at(expression.operand)), complex(-1)) : at(expression.operand);
    case 'Raised':
      return powered(at(expression.base), expression.exponent);
    case 'Summation':
      return value(expression.body, { ...context, sites: sitesOf(expression, context.sites) });
    case 'Laplacian':
      return motion(`∇²${siteOf(expression.of, context)}`);
    case 'Component':
      return component(expression, context);
    case 'Call': {
      const [left, right] = expression.arguments;
      if (expression.callee.symbol.ref !== DOT || !left || !right) throw new NoSymbols('a function of an operator');
      return dotted(at(left.value), at(right.value));
    }
    case 'Reference': {
      const target = expression.symbol.ref;
      if (isDefinition(target)) return at(target.value);
      if (isLibraryName(target) && target.noun === 'imaginary unit') return constant(I);
      // Kinetic and Coulomb energy are sums of squares of momenta and of real functions.
      if (isLibraryName(target) && target.noun === 'energy') return motion(target.name);
      throw new NoSymbols('a name');
    }
    case 'Binary':
      return binary(expression.left, expression.right, arithmeticOf(expression), context);
    default:
      throw new NoSymbols(expression.$type);
  }
}

function binary(
  leftSide: Expression,
  rightSide: Expression,
  operation: ReturnType<typeof arithmeticOf>,
  context: Context,
): Value {
  const left = value(leftSide, context);
  if (operation === 'power') {
    const exponent = evaluateNumber(rightSide, { lookup: context.lookup, report: silently });
    return powered(left, exponent ?? Number.NaN);
  }
  const right = value(rightSide, context);
  switch (operation) {
    case 'add':
      return add(scalar(left), scalar(right));
    case 'subtract':
      return add(scalar(left), scaled(scalar(right), complex(-1)));
    case 'multiply':
      return isPolynomial(left) && isPolynomial(right) ? multiply(left, right) : dottedOrScaled(left, right);
    case 'divide':
      return multiply(scalar(left), inverse(scalar(right)));
  }
}

function dottedOrScaled(left: Value, right: Value): Value {
  if (!isPolynomial(left) && !isPolynomial(right)) return dotted(left, right);
  const [factor, vector] = isPolynomial(left) ? [left, right] : [scalar(right), left];
  if (isPolynomial(vector)) throw new NoSymbols('no vector');
  return { components: vector.components.map((one) => multiply(factor, one)) };
}

function dotted(left: Value, right: Value): Polynomial {
  if (isPolynomial(left) || isPolynomial(right) || left.components.length !== right.components.length)
    throw new NoSymbols('a product of unlike vectors');
  return left.components.flatMap((one, d) => multiply(one, right.components[d]!));
}

function powered(base: Value, exponent: number): Polynomial {
  if (!isPolynomial(base)) {
    if (exponent === 2) return dotted(base, base);
    throw new NoSymbols('a power of a vector');
  }
  if (!Number.isInteger(exponent) || exponent < 0 || exponent > 8) throw new NoSymbols('a power');
  let result = constant(complex(1));
  for (let k = 0; k < exponent; k++) result = multiply(result, base);
  return result;
}

/** One over a number or a real function. */
function inverse(of: Polynomial): Polynomial {
  const [only, ...more] = of;
  if (!only || more.length > 0 || only.spins.size > 0 || only.motion.length > 0) throw new NoSymbols('a division');
  const factors = only.factors.map((factor) => ({ ...factor, inverse: !factor.inverse }));
  return [{ ...only, coefficient: over(complex(1), only.coefficient), factors }];
}

/** What contains no operator and no imaginary unit: a number, or a real function of the positions. */
function realValue(expression: Expression, { lookup, sites }: Context): Value {
  const number = evaluateNumber(expression, { lookup, report: silently });
  if (number !== undefined) return constant(complex(number));
  if (expression.$type === 'Sign' && isMinus(expression))
    return scaled(scalar(realValue(expression.operand, { lookup, sites })), complex(-1));
  if (expression.$type === 'Group') return realValue(expression.inner, { lookup, sites });
  return realFunction({ key: sourceText(expression), expression, sites, inverse: false });
}

function actsOrIsComplex(expression: Expression): boolean {
  return mentions(expression, new Set(), (node) => {
    if (node.$type === 'Laplacian') return true;
    const target = isReference(node) ? node.symbol.ref : undefined;
    return isLibraryName(target) && ['operator', 'imaginary unit', 'energy'].includes(target.noun);
  });
}

const AXES = ['x', 'y', 'z'] as const;

/** `σz[i]`, `S[i]`, `p[i]`, `p[i][1]` */
function component(expression: Component, context: Context): Value {
  const base = ungrouped(expression.of);
  const target = isReference(base) ? base.symbol.ref : undefined;
  if (!isOperatorName(target)) {
    const vector = value(expression.of, context);
    const index = evaluateNumber(expression.index, { lookup: context.lookup, report: silently });
    const one = isPolynomial(vector) || index === undefined ? undefined : vector.components[index - 1];
    if (one === undefined) throw new NoSymbols('a component');
    return one;
  }
  const inner = ungrouped(expression.index);
  const site = isReference(inner) ? siteOf(inner, context) : `#${sourceText(inner)}`;
  return operatorAt(target, site, isReference(inner) && isOnALine(inner));
}

function operatorAt(operator: OperatorName, site: string, onLine: boolean): Value {
  if (operator.acts === 'motion' && onLine) return motion(`p${site}`);
  // Momenta of one particle: how many components there are does not matter for whether they are Hermitian.
  if (operator.acts === 'motion') return { components: AXES.map((axis) => motion(`p${site}${axis}`)) };
  const spin = `${operator.acts}@${site}`;
  const half = operator.sign.startsWith('S') ? complex(0.5) : complex(1);
  if (operator.vector) return { components: AXES.map((axis) => pauli(spin, axis, half)) };
  if (operator.ladder === undefined) {
    const axis = AXES.find((letter) => operator.sign.endsWith(letter));
    if (axis === undefined) throw new NoSymbols('an operator');
    return pauli(spin, axis, half);
  }
  // S± and σ± are both (σx ± iσy)/2.
  const sign = operator.ladder === 'raises' ? 0.5 : -0.5;
  return add(pauli(spin, 'x', complex(0.5)), pauli(spin, 'y', complex(0, sign)));
}

/** The momentum on a line is a number like its coordinate. */
function isOnALine(reference: Reference): boolean {
  const target = reference.symbol.ref;
  if (isParticle(target)) return isOnLine(target);
  const counted = isIndex(target) ? countedBy(target) : undefined;
  return counted?.kind === 'particles' && isOnLine(counted.particles);
}

function siteOf(reference: Reference | undefined, { sites, lookup }: Context): string {
  const target = reference?.symbol.ref;
  if (isIndex(target)) return sites.get(target) ?? target.name;
  if (isParticle(target)) return target.name;
  const number = reference && evaluateNumber(reference, { lookup, report: silently });
  if (number === undefined) throw new NoSymbols('a place');
  return `#${number}`;
}
