import {
  type Argument,
  type Call,
  type Expression,
  isDefinition,
  isNamedFormula,
  type NamedFormula,
} from '../../generated/ast.ts';
import { isLibraryName, type LibraryName } from '../../library/builtin.ts';
import { DOT } from '../../library/functions.ts';
import { say } from '../../localization/phrase.ts';
import { LENGTH } from '../../units/dimension.ts';
import { rational } from '../../units/rational.ts';
import { unknown } from '../../units/unification.ts';
import { catalogue } from '../../validation/catalogue/index.ts';
import { silently } from '../../validation/finding.ts';
import { type Inference, quantityOf } from './infer.ts';
import { phraseOf } from './phrases.ts';
import { agree, BARE, combined, FREE, given, ofTerm, PURE_NUMBER, powered, type Quantity } from './quantity.ts';

/** The quantity that a call makes: of a function, of a formula with a name, of a network. */
export function quantityOfCall(call: Call, inference: Inference): Quantity {
  const target = call.callee?.symbol.ref;
  const values = call.arguments.map(({ value }) => quantityOf(value, inference));
  if (isNamedFormula(target)) return quantityOfFormula(target, call, values, inference);
  if (isLibraryName(target)) return quantityOfFunction(target, call, values, inference);
  // What a network makes are numbers in the system's own units.
  return isDefinition(target) ? BARE : FREE;
}

/** Functions whose result has the dimension of their argument. */
const LINEAR: readonly string[] = ['abs', 'min', 'max'];

function quantityOfFunction(
  target: LibraryName,
  call: Call,
  values: readonly Quantity[],
  inference: Inference,
): Quantity {
  const [first, second] = values;
  if (target.noun !== 'function' || first === undefined) return FREE;
  if (target === DOT) return second ? combined('multiply', first, second) : FREE;
  if (target.name === 'sqrt') return powered(first, rational(1, 2));
  if (LINEAR.includes(target.name)) return values.find(({ state }) => state === 'known') ?? first;
  if (target.name === 'sign') return BARE;
  for (const [i, value] of values.entries())
    if (!agree(value, PURE_NUMBER, inference.solution)) {
      const parameters = { name: target.name, given: phraseOf(value, inference) };
      inference.report(catalogue.dimensionedArgument, call.arguments[i]!.value, parameters);
      return PURE_NUMBER;
    }
  // Where all constants are one its argument may well be a length, and its result stand for an energy.
  const bare = !inference.system.dimensional || values.every(({ state }) => state === 'bare');
  return bare ? BARE : PURE_NUMBER;
}

/** How deeply formulas may call each other before the rest is taken as fitting. */
const DEEPEST = 16;

/**
 * A formula with a name is looked at anew for each call, with dimensions of its own for its arguments and parameters: the
 * same gaussian serves energies and numbers. Then the given values must fit them.
 */
function quantityOfFormula(
  formula: NamedFormula,
  call: Call,
  values: readonly Quantity[],
  inference: Inference,
): Quantity {
  if (inference.depth >= DEEPEST || formula.value === undefined) return FREE;
  const names = [...formula.arguments, ...formula.parameters];
  const bound = new Map<object, Quantity>(inference.bound);
  for (const [i, node] of names.entries()) bound.set(node, formalQuantity(node, call, values, i, formula, inference));
  const inner: Inference = {
    ...inference,
    bound,
    depth: inference.depth + 1,
    report: silently,
    definitions: new Map(),
  };
  const result = quantityOf(formula.value, inner);
  for (const parameter of formula.parameters) {
    const start = quantityOf(parameter.default, inner);
    agree(bound.get(parameter)!, start, inference.solution);
  }
  if (inference.system.dimensional) checkGiven(formula, call, values, bound, inference);
  return result;
}

/** In a system with dimensions a formal name has an unknown one; otherwise it is what is given for it. */
function formalQuantity(
  node: { readonly name: string; readonly $type: string },
  call: Call,
  values: readonly Quantity[],
  position: number,
  formula: NamedFormula,
  { system }: Inference,
): Quantity {
  const coordinate = node.$type === 'FormalArgument' && 'space' in node && node.space !== undefined;
  if (coordinate && formula.word === 'potential') return given(LENGTH, system);
  if (coordinate) return { state: 'free', shown: LENGTH };
  if (system.dimensional) return ofTerm(unknown({ label: node.name }));
  const index = call.arguments.findIndex((argument, i) => receives(argument, i, node, position, formula));
  return values[index] ?? FREE;
}

function receives(
  argument: Argument,
  i: number,
  node: { readonly name: string },
  position: number,
  { arguments: coordinates }: NamedFormula,
): boolean {
  return argument.label === undefined ? i === position && i < coordinates.length : argument.label === node.name;
}

function checkGiven(
  formula: NamedFormula,
  call: Call,
  values: readonly Quantity[],
  bound: ReadonlyMap<object, Quantity>,
  inference: Inference,
): void {
  const names = [...formula.arguments, ...formula.parameters];
  for (const [position, node] of names.entries()) {
    const index = call.arguments.findIndex((argument, i) => receives(argument, i, node, position, formula));
    const value = values[index];
    if (value === undefined || agree(bound.get(node)!, value, inference.solution)) continue;
    const parameters = {
      name: node.name,
      expected: phraseOf(bound.get(node)!, inference),
      given: phraseOf(value, inference),
    };
    const place: Expression = call.arguments[index]!.value;
    inference.report(catalogue.unlikeValue, place, parameters, [
      [{ node, property: 'name' }, say`‘${node.name}’ of ${formula.name} is ${parameters.expected}`],
    ]);
  }
}
