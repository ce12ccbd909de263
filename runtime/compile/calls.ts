import {
  type BlockUse,
  badArgument,
  bindParameters,
  type Call,
  catalogue,
  DET,
  DOT,
  evaluateNumber,
  isBlockUse,
  isDefinition,
  isLibraryName,
  isNamedFormula,
  type NamedFormula,
  type Parameter,
  PRODUCT,
  type ScalarFunction,
} from '@qham/grammar';
import type { Expression, FunctionName } from '../experiment.ts';
import { type Compiled, compileFormula, type FormulaContext, number, scalar } from './formula.ts';
import { EXPANSIONS } from './special.ts';

/** A function of numbers, a network, a named formula, or a part of a wave function. */
export function compileCall(call: Call, context: FormulaContext): Compiled | undefined {
  const target = call.callee.symbol.ref;
  if (target === undefined) return undefined;
  if (isNamedFormula(target)) return compileNamed(call, target, context);
  if (isLibraryName(target) && target.noun === 'part of a wave function') return compilePart(call, context);
  const values = call.arguments.map((argument) => compileFormula(argument.value, context));
  if (values.includes(undefined)) return undefined;
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
  return compileFunction(
    target as ScalarFunction,
    given.map(({ expression }) => expression),
    call,
    context,
  );
}

/** A function of numbers only is a number; one that no engine has is written out. */
function compileFunction(
  target: ScalarFunction,
  given: readonly Expression[],
  call: Call,
  context: FormulaContext,
): Compiled | undefined {
  const values = given.map((expression) => (expression.kind === 'number' ? expression.value : undefined));
  const bad = badArgument(target, values);
  if (bad) {
    const parameters = { name: target.name, expects: bad.expects, value: values[bad.index]! };
    context.report(catalogue.badOrder, call.arguments[bad.index]!.value, parameters);
    return undefined;
  }
  if (values.every((value) => value !== undefined)) return number(target.apply(...values), call, context);
  const expand = EXPANSIONS[target.name];
  if (expand) return scalar(expand(given));
  return scalar({ kind: 'call', function: target.name as FunctionName, argument: given[0]! });
}

/** The formula with its arguments put in, and its parameters as the call gives them. */
function compileNamed(call: Call, formula: NamedFormula, context: FormulaContext): Compiled | undefined {
  const positional = call.arguments.filter(({ label }) => label === undefined);
  const bound = new Map(context.bound);
  for (const [i, formal] of formula.arguments.entries()) {
    const value = positional[i] && compileFormula(positional[i].value, context);
    if (!value) return undefined;
    bound.set(formal, value);
  }
  const given = new Map<Parameter, number>();
  for (const { label, value } of call.arguments) {
    const parameter = formula.parameters.find(({ name }) => name === label);
    const read = parameter && evaluateNumber(value, context);
    if (parameter && read !== undefined) given.set(parameter, read);
  }
  const own = bindParameters(given, context.report);
  const lookup = (parameter: Parameter) =>
    formula.parameters.includes(parameter) ? own(parameter) : context.lookup(parameter);
  return compileFormula(formula.value, { ...context, bound, lookup });
}

/** det and product act on a matrix; every other part is a block of its own. */
function compilePart(call: Call, context: FormulaContext): Compiled | undefined {
  const target = call.callee.symbol.ref;
  const argument = call.arguments.find(({ label }) => label === undefined);
  const of = argument && compileFormula(argument.value, context);
  if (!of) return undefined;
  if (target === DET) return scalar({ kind: 'determinant', of: of.expression });
  if (target === PRODUCT) return scalar({ kind: 'product', of: of.expression });
  const block = context.blockFor?.(call);
  return block === undefined ? undefined : scalar({ kind: 'block', block, arguments: [of.expression] });
}

/** A block that needs no arguments acts on all particles. */
export function compileBlockUse(block: BlockUse, context: FormulaContext): Compiled | undefined {
  const name = context.blockFor?.(block);
  if (name === undefined || !context.positions) return undefined;
  return scalar({ kind: 'block', block: name, arguments: [context.positions] });
}

/** Whether a definition is a block as a whole. */
export const isBlock = (node: object): boolean => 'value' in node && isBlockUse(node.value as BlockUse);
