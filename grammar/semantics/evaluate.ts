import {
  type Expression,
  isDefinition,
  isFileParameter,
  isParameter,
  type Parameter,
  type Piecewise,
} from '../generated/ast.ts';
import { constantIn, isConstant, STEP } from '../library/constants.ts';
import { badArgument, isScalarFunction } from '../library/functions.ts';
import { type Phrase, say } from '../localization/phrase.ts';
import type { System } from '../units/system.ts';
import { catalogue } from '../validation/catalogue/index.ts';
import type { Report } from '../validation/finding.ts';
import { conditionsOf, holds } from './conditions.ts';
import { systemOf } from './dimensions/system-of.ts';
import { givenValue } from './given-parameter.ts';
import { literalIn } from './literal.ts';
import { applyArithmetic, arithmeticOf, isMinus } from './operators.ts';

/** Values of parameters; undefined where a parameter has none (yet). */
export type Lookup = (parameter: Parameter) => number | undefined;

export interface Evaluation {
  readonly lookup: Lookup;
  /** The training step, where the number may depend on it. */
  readonly step?: number;
  readonly report: Report;
}

/**
 * The number that an expression of numbers, constants, parameters and functions stands for.
 * @returns undefined where it is none; that has been reported, unless a parameter has no value yet or a name is unknown
 */
export function evaluateNumber(expression: Expression, evaluation: Evaluation): number | undefined {
  return evaluate(expression, evaluation, new Map(), systemOf(expression));
}

/** What has been worked out; a definition that is being worked out, and so needs itself, has no value. */
type Known = Map<object, number | undefined>;

/** Numbers of the library are in the units of the file that uses them. */
function evaluate(
  expression: Expression | undefined,
  evaluation: Evaluation,
  known: Known,
  system: System | undefined,
): number | undefined {
  // Half a file has holes.
  if (expression === undefined) return undefined;
  const at = (e: Expression) => evaluate(e, evaluation, known, system);
  const finite = (value: number) => {
    if (Number.isFinite(value)) return value;
    evaluation.report(catalogue.notFinite, expression, { value: numberText(value) });
    return undefined;
  };
  const refuse = (given: Phrase) => {
    evaluation.report(catalogue.notANumber, expression, { given });
    return undefined;
  };
  switch (expression.$type) {
    case 'NumberLiteral': {
      const value = literalIn(expression, system);
      return value === undefined ? undefined : finite(value);
    }
    case 'Group':
      return at(expression.inner);
    case 'Sign': {
      const value = at(expression.operand);
      return value === undefined ? undefined : isMinus(expression) ? -value : value;
    }
    case 'Raised': {
      const base = at(expression.base);
      return base === undefined ? undefined : finite(base ** expression.exponent);
    }
    case 'Binary': {
      const left = at(expression.left);
      const right = at(expression.right);
      if (left === undefined || right === undefined) return undefined;
      return finite(applyArithmetic(arithmeticOf(expression), left, right));
    }
    case 'Norm': {
      const value = at(expression.of);
      return value === undefined ? undefined : Math.abs(value);
    }
    case 'Call': {
      const target = expression.callee.symbol.ref;
      if (target === undefined) return undefined;
      const given = expression.arguments;
      if (!isScalarFunction(target) || given.length !== target.takes.length) return refuse(say`‘${target.name}(…)’`);
      const values = given.map(({ value }) => at(value));
      const bad = badArgument(target, values);
      if (bad) {
        const place = given[bad.index]!.value;
        const parameters = { name: target.name, expects: bad.expects, value: values[bad.index]! };
        evaluation.report(catalogue.badOrder, place, parameters);
        return undefined;
      }
      return values.includes(undefined) ? undefined : finite(target.apply(...(values as number[])));
    }
    case 'Reference': {
      const target = expression.symbol.ref;
      if (target === undefined) return undefined;
      if (known.has(target)) return known.get(target);
      if (isParameter(target)) return evaluation.lookup(target);
      if (isDefinition(target) || isFileParameter(target)) {
        known.set(target, undefined);
        known.set(target, (isFileParameter(target) ? givenValue(target) : undefined) ?? at(target.value));
        return known.get(target);
      }
      if (target === STEP && evaluation.step !== undefined) return evaluation.step;
      return isConstant(target) ? constantIn(target, system) : refuse(say`‘${target.name}’`);
    }
    case 'List':
      return refuse(say`a list`);
    case 'Interval':
      return refuse(say`an interval`);
    case 'BlockUse':
      return refuse(say`a block`);
    case 'Laplacian':
      return refuse(say`∇²`);
    case 'Component':
    case 'Axis':
      return refuse(say`a component`);
    case 'Summation':
      return refuse(say`a sum`);
    case 'Piecewise':
      return valueOfCases(expression, at);
  }
}

/** The value of the first case that holds; cases behind it need not have one. */
function valueOfCases({ branches }: Piecewise, at: (e: Expression) => number | undefined): number | undefined {
  for (const branch of branches) {
    let all = true;
    for (const { less, greater, strict } of conditionsOf(branch)) {
      const [a, b] = [at(less), at(greater)];
      if (a === undefined || b === undefined) return undefined;
      all &&= holds(a, b, strict);
    }
    if (all) return at(branch.value);
  }
  return undefined;
}

/** A number that is not finite, in words. */
export function numberText(value: number): Phrase {
  return Number.isNaN(value) ? say`not a real number` : value > 0 ? say`infinite` : say`minus infinity`;
}

/**
 * The values of a template's parameters: the given ones, and defaults for the rest, which may need other parameters.
 * @returns undefined for a parameter without value; problems in defaults are reported when they are asked for
 */
export function bindParameters(given: ReadonlyMap<Parameter, number>, report: Report): Lookup {
  const known = new Map<Parameter, number | undefined>(given);
  const lookup: Lookup = (parameter) => {
    if (!known.has(parameter)) {
      known.set(parameter, undefined);
      if (parameter.default) known.set(parameter, evaluateNumber(parameter.default, { lookup, report }));
    }
    return known.get(parameter);
  };
  return lookup;
}
