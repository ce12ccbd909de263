import {
  type Definition,
  type Expression,
  isDefinition,
  isFileParameter,
  isIndex,
  isParameter,
  isParticle,
  type Particle,
} from '../generated/ast.ts';
import { constantIn, isConstant } from '../library/constants.ts';
import { DOT, isScalarFunction } from '../library/functions.ts';
import { systemOf } from './dimensions/system-of.ts';
import type { Lookup } from './evaluate.ts';
import { axisNumber } from './kinds/components.ts';
import { literalIn } from './literal.ts';
import { applyArithmetic, arithmeticOf, isMinus } from './operators.ts';
import { countedBy } from './sum-range.ts';

/** A quantity at one point of space. */
export type FieldValue = number | readonly number[];

/** Where a formula is looked at. */
export interface Point {
  readonly lookup: Lookup;
  /** The coordinates of a particle: a number on a line, else its components. */
  readonly position: (particle: Particle) => FieldValue | undefined;
}

/**
 * The value of a formula of coordinates at one point.
 * @returns undefined where it has none: a parameter without value, a network, ∇², or a sort of formula that is not known here
 */
export function fieldAt(expression: Expression, point: Point): FieldValue | undefined {
  return evaluateAt(expression, point, new Map(), new Map());
}

/** A sum over more components than this counts nothing that ends. */
const MOST_COMPONENTS = 64;

type Bound = ReadonlyMap<object, number>;
type Known = Map<Definition, FieldValue | undefined>;

function evaluateAt(expression: Expression, point: Point, bound: Bound, known: Known): FieldValue | undefined {
  const at = (e: Expression) => evaluateAt(e, point, bound, known);
  const number = (e: Expression) => scalar(at(e));
  switch (expression.$type) {
    case 'NumberLiteral':
      return literalIn(expression, undefined);
    case 'Group':
      return at(expression.inner);
    case 'Sign': {
      const value = at(expression.operand);
      return isMinus(expression) ? scaled(value, -1) : value;
    }
    case 'Raised':
      return raised(at(expression.base), expression.exponent);
    case 'Binary': {
      const operation = arithmeticOf(expression);
      const [left, right] = [at(expression.left), at(expression.right)];
      if (typeof left === 'number' && typeof right === 'number') return applyArithmetic(operation, left, right);
      if (operation === 'power') return typeof right === 'number' ? raised(left, right) : undefined;
      if (operation === 'multiply' && isVector(left) && isVector(right)) return dot(left, right);
      if (operation === 'multiply') return typeof left === 'number' ? scaled(right, left) : scaled(left, scalar(right));
      if (operation === 'divide') return scaled(left, typeof right === 'number' ? 1 / right : undefined);
      return isVector(left) && isVector(right) ? added(left, right, operation === 'subtract' ? -1 : 1) : undefined;
    }
    case 'Norm':
      return length(at(expression.of));
    case 'List': {
      const elements = expression.elements.map(number);
      return elements.includes(undefined) ? undefined : (elements as number[]);
    }
    case 'Component':
      return component(at(expression.of), number(expression.index));
    case 'Axis':
      return component(at(expression.of), axisNumber(expression.axis));
    case 'Summation': {
      const { indices, body } = expression;
      const [index, ...more] = indices;
      // Pairs and bonds are no quantity at one point.
      if (!index || more.length > 0 || countedBy(index).kind !== 'components') return undefined;
      let total = 0;
      for (let counted = 1; counted <= MOST_COMPONENTS; counted++) {
        const value = scalar(evaluateAt(body, point, new Map(bound).set(index, counted), known));
        // The components of the point end here.
        if (value === undefined) return counted === 1 ? undefined : total;
        total += value;
      }
      return undefined;
    }
    case 'Call': {
      const target = expression.callee?.symbol.ref;
      const values = expression.arguments.map(({ value }) => at(value));
      const [first, second] = values;
      if (target === DOT) return isVector(first) && isVector(second) ? dot(first, second) : undefined;
      if (!isScalarFunction(target) || values.length !== target.takes.length) return undefined;
      return values.every((value) => typeof value === 'number') ? target.apply(...values) : undefined;
    }
    case 'Reference': {
      const target = expression.symbol.ref;
      if (isParameter(target)) return point.lookup(target);
      if (isParticle(target)) return point.position(target);
      if (isIndex(target)) return bound.get(target);
      if (isDefinition(target)) return valueOfDefinition(target, point, bound, known);
      if (isFileParameter(target)) return at(target.value);
      return target && isConstant(target) ? constantIn(target, systemOf(expression)) : undefined;
    }
    default:
      return undefined;
  }
}

/** Definitions are worked out once a point; one that needs itself has no value. */
function valueOfDefinition(definition: Definition, point: Point, bound: Bound, known: Known): FieldValue | undefined {
  if (!known.has(definition)) {
    known.set(definition, undefined);
    known.set(definition, evaluateAt(definition.value, point, bound, known));
  }
  return known.get(definition);
}

const isVector = (value: FieldValue | undefined): value is readonly number[] => Array.isArray(value);
const scalar = (value: FieldValue | undefined) => (typeof value === 'number' ? value : undefined);
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * (b[i] ?? Number.NaN), 0);
const added = (a: readonly number[], b: readonly number[], sign: number) =>
  a.map((x, i) => x + sign * (b[i] ?? Number.NaN));

function scaled(value: FieldValue | undefined, factor: number | undefined): FieldValue | undefined {
  if (value === undefined || factor === undefined) return undefined;
  return typeof value === 'number' ? value * factor : value.map((x) => x * factor);
}

/** r² is the square of the length; other powers of vectors have no meaning. */
function raised(base: FieldValue | undefined, exponent: number): number | undefined {
  if (isVector(base)) return exponent === 2 ? dot(base, base) : undefined;
  return base === undefined ? undefined : base ** exponent;
}

function length(value: FieldValue | undefined): number | undefined {
  return isVector(value) ? Math.sqrt(dot(value, value)) : value === undefined ? undefined : Math.abs(value);
}

function component(value: FieldValue | undefined, index: number | undefined): number | undefined {
  if (index === undefined) return undefined;
  return isVector(value) ? value[index - 1] : index === 1 ? value : undefined;
}
