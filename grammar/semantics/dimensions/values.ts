/** Dimensions of the values that trains, sweeps and inverse problems give. */

import { AstUtils } from 'langium';
import {
  type Expectation,
  type Expression,
  type FileParameter,
  type Inverse,
  isAgreement,
  isAnchor,
  isExpectation,
  isFileParameter,
  isList,
  isParameter,
  isUnknownPotential,
  type Parameter,
  type Sweep,
  type Train,
} from '../../generated/ast.ts';
import { say } from '../../localization/phrase.ts';
import { ENERGY } from '../../units/dimension.ts';
import { known } from '../../units/unification.ts';
import { catalogue } from '../../validation/catalogue/index.ts';
import { alike, type Inference, quantityOf, quantityOfParameter } from './infer.ts';
import { phraseOf } from './phrases.ts';
import { agree, ofTerm } from './quantity.ts';

const AN_ENERGY = ofTerm(known(ENERGY));

export function checkTrainDimensions(train: Train, inference: Inference): void {
  for (const use of [train.hamiltonian, train.ansatz])
    for (const { parameter, value } of use?.arguments ?? [])
      if (parameter?.ref) checkValue(parameter.ref, parameter.ref.default, value, inference);
  for (const expectation of train.members.filter(isExpectation)) checkExpectation(expectation, inference);
}

export function checkSweep({ variable, values }: Sweep, inference: Inference): void {
  const target = variable?.ref;
  if (isParameter(target)) checkValue(target, target.default, values, inference);
  else if (isFileParameter(target)) checkValue(target, target.value, values, inference);
}

/** The unknown is an energy, and is compared with one. */
export function checkInverse(inverse: Inverse, inference: Inference): void {
  for (const member of inverse.members) {
    if (isAnchor(member)) checkEnergy('anchor', member.value, inference);
    else if (isAgreement(member)) alike([member.quantity, member.known], 'compare', inference);
    else if (isExpectation(member)) checkExpectation(member, inference);
    else if (isUnknownPotential(member)) quantityOf(member.value, inference);
  }
}

function checkValue(
  parameter: Parameter | FileParameter,
  start: Expression | undefined,
  value: Expression | undefined,
  inference: Inference,
): void {
  if (value === undefined) return;
  const expected = quantityOfParameter(parameter, start, inference);
  const given = isList(value) ? alike(value.elements, 'compare', inference) : quantityOf(value, inference);
  if (agree(expected, given, inference.solution)) return;
  const words = {
    name: parameter.name,
    expected: phraseOf(expected, inference),
    given: phraseOf(given, inference),
  };
  const related = AstUtils.getDocument(parameter) === AstUtils.getDocument(value);
  inference.report(
    catalogue.unlikeValue,
    value,
    words,
    related ? [[{ node: parameter, property: 'name' }, say`‘${parameter.name}’ is ${words.expected}`]] : [],
  );
}

/** Energies are measured in the file's units; a tolerance is an energy too, or a percentage. */
function checkExpectation({ quantity, target, tolerance }: Expectation, inference: Inference): void {
  if (quantity !== 'energy') return;
  for (const value of [target, tolerance])
    for (const one of value && isList(value) ? value.elements : [value]) checkEnergy('expect', one, inference);
}

function checkEnergy(key: string, value: Expression | undefined, inference: Inference): void {
  const given = quantityOf(value, inference);
  if (value === undefined || agree(given, AN_ENERGY, inference.solution)) return;
  inference.report(catalogue.unlikeSetting, value, {
    key,
    expected: say`an energy`,
    given: phraseOf(given, inference),
  });
}
