/**
 * The dimension of every part of a formula.
 */

import { AstUtils } from 'langium';
import {
  type Binary,
  type Component,
  type Definition,
  type Expression,
  isAnsatz,
  isBlockUse,
  isDefinition,
  isFileParameter,
  isFormalArgument,
  isIndex,
  isNamedFormula,
  isParameter,
  isParticle,
  isParticles,
  isPositions,
  type NumberLiteral,
  type Reference,
} from '../../generated/ast.ts';
import { isLibraryName } from '../../library/builtin.ts';
import { say } from '../../localization/phrase.ts';
import { measureOf } from '../../units/convert.ts';
import { type Dimension, LENGTH, over, power } from '../../units/dimension.ts';
import { nearbyRational, rational } from '../../units/rational.ts';
import type { System } from '../../units/system.ts';
import { known, type Solution, type Unknown, unknown } from '../../units/unification.ts';
import { catalogue } from '../../validation/catalogue/index.ts';
import { type Report, silently } from '../../validation/finding.ts';
import type { Fix } from '../../validation/fix.ts';
import { evaluateNumber } from '../evaluate.ts';
import { arithmeticOf } from '../operators.ts';
import { defaults } from '../templates.ts';
import { quantityOfCall } from './calls.ts';
import { unitFix } from './energy.ts';
import { libraryQuantity } from './library.ts';
import { type Operand, phraseOf, unlikeHint } from './phrases.ts';
import {
  agree,
  BARE,
  combined,
  dimensionOfQuantity,
  FREE,
  given,
  moreDefinite,
  ofTerm,
  PURE_NUMBER,
  powered,
  type Quantity,
} from './quantity.ts';
import { unitFactorsOf } from './unit-factors.ts';

/** What the inference of one file knows and learns. */
export interface Inference {
  readonly system: System;
  readonly solution: Solution;
  readonly report: Report;
  /** Every formula of the file that has been looked at. */
  readonly found: Map<Expression, Quantity>;
  readonly unknowns: Map<object, Unknown>;
  readonly definitions: Map<object, Quantity>;
  /** Inside a called formula: what its arguments and parameters are. */
  readonly bound: ReadonlyMap<object, Quantity>;
  readonly depth: number;
}

const INVERSE_AREA: Dimension = power(LENGTH, rational(-2));

/** The quantity that a formula is; what cannot be added or compared is reported at the operator. */
export function quantityOf(expression: Expression | undefined, inference: Inference): Quantity {
  if (expression === undefined) return FREE;
  const quantity = infer(expression, inference);
  if (inference.depth === 0) inference.found.set(expression, quantity);
  return quantity;
}

function infer(expression: Expression, inference: Inference): Quantity {
  const at = (e: Expression | undefined) => quantityOf(e, inference);
  switch (expression.$type) {
    case 'NumberLiteral':
      return quantityOfLiteral(expression);
    case 'Group':
      return at(expression.inner);
    case 'Sign':
      return at(expression.operand);
    case 'Norm':
    case 'Axis':
      return at(expression.of);
    case 'Component':
      return quantityOfComponent(expression, inference);
    case 'Binary':
      return quantityOfBinary(expression, inference);
    case 'Raised':
      return powered(at(expression.base), rational(expression.exponent));
    case 'Summation':
      return at(expression.body);
    case 'List':
      return expression.elements.map(at).reduce(moreDefinite, BARE);
    case 'Interval':
      return alike(
        [expression.from, expression.to, expression.step].filter((e) => e !== undefined),
        'compare',
        inference,
      );
    case 'Piecewise':
      for (const { conditions } of expression.branches)
        for (const { operands } of conditions) alike(operands, 'compare', inference);
      return alike(
        expression.branches.map(({ value }) => value),
        'branches',
        inference,
      );
    case 'Laplacian':
      return given(INVERSE_AREA, inference.system);
    case 'Call':
      return quantityOfCall(expression, inference);
    case 'Reference':
      return quantityOfReference(expression, inference);
    case 'BlockUse':
      return BARE;
  }
}

function quantityOfLiteral(literal: NumberLiteral): Quantity {
  const factors = unitFactorsOf(literal);
  if (factors === undefined) return FREE;
  return factors.length === 0 ? BARE : ofTerm(known(measureOf(factors).dimension));
}

function quantityOfComponent(component: Component, inference: Inference): Quantity {
  quantityOf(component.index, inference);
  return quantityOf(component.of, inference);
}

function quantityOfBinary(binary: Binary, inference: Inference): Quantity {
  const left = quantityOf(binary.left, inference);
  const operation = arithmeticOf(binary);
  if (operation === 'power') return quantityOfPower(binary, left, inference);
  const right = quantityOf(binary.right, inference);
  if (operation === 'multiply' || operation === 'divide') return combined(operation, left, right);
  if (agree(left, right, inference.solution)) return moreDefinite(left, right);
  const { solution, system, report } = inference;
  const operands = [
    [binary.left, dimensionOfQuantity(left, solution)],
    [binary.right, dimensionOfQuantity(right, solution)],
  ] as const;
  const parameters = {
    left: phraseOf(left, inference),
    right: phraseOf(right, inference),
    operation,
    hint: unlikeHint(...operands, system),
  };
  const related = [
    [binary.left, say`this is ${parameters.left}`],
    [binary.right, say`this is ${parameters.right}`],
  ] as const;
  report(
    catalogue.unlikeSum,
    { node: binary, property: 'operator' },
    parameters,
    related,
    sumFixes(operands, inference),
  );
  // Nothing more can be said of what is made from it.
  return FREE;
}

/** An operand with a number that stands out may lack that number's unit. */
function sumFixes([left, right]: readonly [Operand, Operand], inference: Inference): Fix[] {
  return [
    [left, right],
    [right, left],
  ].flatMap(([lacking, other]) => {
    const [[expression, has], [, needs]] = [lacking!, other!];
    return has && needs ? unitFix(expression, over(needs, has), inference) : [];
  });
}

function quantityOfPower(binary: Binary, base: Quantity, inference: Inference): Quantity {
  const exponent = quantityOf(binary.right, inference);
  if (!agree(exponent, PURE_NUMBER, inference.solution)) {
    const given = phraseOf(exponent, inference);
    inference.report(catalogue.dimensionedExponent, binary.right, { given }, [
      [binary.left, say`this would be raised to it`],
    ]);
    return FREE;
  }
  if (base.state !== 'known') return base.state === 'bare' && exponent.state === 'bare' ? BARE : FREE;
  const value = evaluateNumber(binary.right, { lookup: defaults(), report: silently });
  const fixed = value === undefined ? undefined : nearbyRational(value);
  return fixed === undefined ? FREE : powered(base, fixed);
}

/** Formulas that must be of one dimension because one of them is taken, or because they are compared. */
export function alike(expressions: readonly Expression[], how: 'compare' | 'branches', inference: Inference): Quantity {
  let result: Quantity = BARE;
  let first: Expression | undefined;
  for (const expression of expressions) {
    const quantity = quantityOf(expression, inference);
    if (first && !agree(result, quantity, inference.solution)) {
      const parameters = { left: phraseOf(result, inference), right: phraseOf(quantity, inference), how };
      inference.report(catalogue.unlikeComparison, expression, parameters, [[first, say`this is ${parameters.left}`]]);
      continue;
    }
    if (quantity.state === 'known') first ??= expression;
    result = moreDefinite(result, quantity);
  }
  return result;
}

function quantityOfReference(reference: Reference, inference: Inference): Quantity {
  const target = reference.symbol.ref;
  if (target === undefined) return FREE;
  const bound = inference.bound.get(target);
  if (bound) return bound;
  if (isParticle(target) || isParticles(target) || isPositions(target)) return coordinate(reference, inference);
  if (isIndex(target)) return BARE;
  if (isDefinition(target)) return isBlockUse(target.value) ? BARE : quantityOfDefinition(target, inference);
  if (isParameter(target)) return quantityOfParameter(target, target.default, inference);
  if (isFileParameter(target)) return quantityOfParameter(target, target.value, inference);
  if (isFormalArgument(target)) return target.space ? coordinate(reference, inference) : ofUnknown(target, inference);
  if (isLibraryName(target)) return libraryQuantity(target, inference.system);
  return BARE;
}

/**
 * A coordinate is a length. In a wave function it is a number of the system's own lengths, as in exp(−|r|²/2): what its shape
 * means there is for the training to find out.
 */
function coordinate(reference: Reference, { system }: Inference): Quantity {
  return isInWaveFunction(reference) ? { state: 'free', shown: LENGTH } : given(LENGTH, system);
}

function isInWaveFunction(reference: Reference): boolean {
  const owner = AstUtils.getContainerOfType(reference, (node) => isAnsatz(node) || isNamedFormula(node));
  return isAnsatz(owner) || (isNamedFormula(owner) && owner.word === 'wavefunction');
}

/** A definition is looked at once; while it is, it fits everywhere. */
export function quantityOfDefinition(definition: Definition, inference: Inference): Quantity {
  const before = inference.definitions.get(definition);
  if (before) return before;
  inference.definitions.set(definition, FREE);
  const quantity = quantityOf(definition.value, inference);
  inference.definitions.set(definition, quantity);
  return quantity;
}

/** A parameter is what its uses make of it; a default with a unit says so too. */
export function quantityOfParameter(
  parameter: { readonly name: string },
  value: Expression | undefined,
  inference: Inference,
): Quantity {
  const before = inference.definitions.get(parameter);
  if (before) return before;
  const quantity = inference.system.dimensional ? ofUnknown(parameter, inference) : FREE;
  inference.definitions.set(parameter, quantity);
  const start = quantityOf(value, { ...inference, bound: new Map() });
  if (start.state !== 'known') return quantity;
  if (quantity.state === 'known') agree(quantity, start, inference.solution);
  else inference.definitions.set(parameter, start);
  return inference.definitions.get(parameter)!;
}

/** The still unknown dimension of a name. Where all constants are one it stays free. */
export function ofUnknown(node: { readonly name: string }, { system, unknowns }: Inference): Quantity {
  if (!system.dimensional) return FREE;
  const variable = unknowns.get(node) ?? { label: node.name };
  unknowns.set(node, variable);
  return ofTerm(unknown(variable));
}
