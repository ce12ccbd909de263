/**
 * The dimensions of all formulas of a file, found once for each version of its text.
 */

import {
  type Expression,
  type File,
  type FileParameter,
  type FormalArgument,
  type Hamiltonian,
  isAnsatz,
  isDefinition,
  isFileParameter,
  isHamiltonian,
  isInverse,
  isNamedFormula,
  isNuclei,
  isSweep,
  isTrain,
  type NamedFormula,
  type Parameter,
  type Template,
} from '../../generated/ast.ts';
import { say, type Words } from '../../localization/phrase.ts';
import { linkedFiles } from '../../references/linked-files.ts';
import { dimensionName } from '../../units/describe.ts';
import { type Dimension, LENGTH } from '../../units/dimension.ts';
import { ownUnitText } from '../../units/own-units.ts';
import { reduced } from '../../units/system.ts';
import { Solution } from '../../units/unification.ts';
import { catalogue } from '../../validation/catalogue/index.ts';
import type { Report } from '../../validation/finding.ts';
import { energyOf } from '../templates.ts';
import { expectEnergy, requireEnergy } from './energy.ts';
import { type Inference, quantityOf, quantityOfDefinition, quantityOfParameter } from './infer.ts';
import { phraseOf } from './phrases.ts';
import { agree, dimensionOfQuantity, given, type Quantity } from './quantity.ts';
import { systemOf } from './system-of.ts';
import { checkInverse, checkSweep, checkTrainDimensions } from './values.ts';

/** What is known of the dimension of something, ready to be shown. */
export interface ShownDimension {
  readonly dimension: Dimension;
  /** `energy`, `1/length²`, `number` */
  readonly name: Words;
  /** The unit that its numbers count: `MeV·fm²`; empty for pure numbers. */
  readonly unit: string;
}

export interface DimensionTable {
  /** The dimension of a formula or a parameter of the file, where it is determined. */
  of(node: Expression | Parameter | FileParameter | FormalArgument): ShownDimension | undefined;
  /** Says again what does not fit together. */
  repeat(report: Report): void;
}

const NONE: DimensionTable = { of: () => undefined, repeat: () => {} };

interface Cached {
  readonly linked: readonly File[];
  readonly table: DimensionTable;
}

const tables = new WeakMap<File, Cached>();

/** The dimensions in a file; nothing where the file does not say its units. */
export function dimensionsIn(file: File): DimensionTable {
  const { imported, shipped } = linkedFiles(file);
  const linked = [...imported, ...shipped];
  const cached = tables.get(file);
  if (cached && cached.linked.length === linked.length && cached.linked.every((other, i) => other === linked[i]))
    return cached.table;
  const table = buildOr(file, NONE);
  tables.set(file, { linked, table });
  return table;
}

/** A formula too deep to be followed has no dimensions; where that matters, the checks of its form say so. */
function buildOr(file: File, otherwise: DimensionTable): DimensionTable {
  try {
    return build(file);
  } catch (error) {
    if (error instanceof RangeError) return otherwise;
    throw error;
  }
}

function build(file: File): DimensionTable {
  const system = systemOf(file);
  if (system === undefined) return NONE;
  const reported: ((report: Report) => void)[] = [];
  const inference: Inference = {
    system,
    solution: new Solution((dimension) => reduced(dimension, system)),
    report: (...finding) => reported.push((report) => report(...finding)),
    found: new Map(),
    unknowns: new Map(),
    definitions: new Map(),
    bound: new Map(),
    depth: 0,
  };
  for (const statement of file.statements) {
    if (isFileParameter(statement)) quantityOfParameter(statement, statement.value, inference);
    else if (isNamedFormula(statement)) inferFormula(statement, inference);
    else if (isHamiltonian(statement)) inferHamiltonian(statement, inference);
    else if (isAnsatz(statement)) inferTemplate(statement, inference);
  }
  for (const statement of file.statements) {
    if (isTrain(statement)) checkTrainDimensions(statement, inference);
    else if (isSweep(statement)) checkSweep(statement, inference);
    else if (isInverse(statement)) checkInverse(statement, inference);
  }
  return {
    of: (node) => {
      const quantity = inference.found.get(node as Expression) ?? inference.definitions.get(node);
      return quantity && shown(quantity, inference);
    },
    repeat: (report) => {
      for (const again of reported) again(report);
    },
  };
}

function shown(quantity: Quantity, { solution, system }: Inference): ShownDimension | undefined {
  const dimension = dimensionOfQuantity(quantity, solution);
  return dimension && { dimension, name: dimensionName(dimension), unit: ownUnitText(dimension, system) };
}

function inferTemplate(template: Template & { members?: unknown[] }, inference: Inference): void {
  for (const parameter of template.parameters) quantityOfParameter(parameter, parameter.default, inference);
  for (const member of (template.members ?? []) as Hamiltonian['members'])
    if (isDefinition(member)) quantityOfDefinition(member, inference);
    else if (isNamedFormula(member)) inferFormula(member, inference);
}

function inferHamiltonian(hamiltonian: Hamiltonian, inference: Inference): void {
  const energy = energyOf(hamiltonian);
  if (energy) expectEnergy(energy, inference);
  inferTemplate(hamiltonian, inference);
  for (const { position } of hamiltonian.members.filter(isNuclei).flatMap(({ nuclei }) => nuclei)) {
    const quantity = quantityOf(position, inference);
    if (agree(quantity, given(LENGTH, inference.system), inference.solution)) continue;
    const parameters = { key: 'at', expected: say`a position`, given: phraseOf(quantity, inference) };
    inference.report(catalogue.unlikeSetting, position, parameters);
  }
  if (energy) requireEnergy(energy, inference);
}

/** The body of a formula with a name, for itself: its arguments are what it makes of them. */
function inferFormula(formula: NamedFormula, inference: Inference): void {
  for (const parameter of formula.parameters) quantityOfParameter(parameter, parameter.default, inference);
  quantityOf(formula.value, inference);
}
