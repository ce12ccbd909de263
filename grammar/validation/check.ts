/**
 * Everything the checker has to say about one file.
 */
import type { LangiumDocument } from 'langium';
import {
  type File,
  isAnsatz,
  isFileParameter,
  isHamiltonian,
  isInverse,
  isNamedFormula,
  isSchedule,
  isSweep,
  isTrain,
} from '../generated/ast.ts';
import { reportSyntaxErrors } from '../parsing/syntax-errors.ts';
import { checkAnsatz } from './ansatz.ts';
import { atHome } from './at-home.ts';
import { catalogue } from './catalogue/index.ts';
import { checkCycles } from './cycles.ts';
import { checkDimensions } from './dimensions.ts';
import { checkExpansion } from './expansion.ts';
import { createReport, type Finding, type Report } from './finding.ts';
import { checkFileParameter, checkFormula } from './formula.ts';
import { checkHamiltonian } from './hamiltonian.ts';
import { checkImports } from './imports.ts';
import { checkInverse } from './inverse.ts';
import { checkNames } from './names.ts';
import { checkPhysicsFast } from './physics/index.ts';
import { checkSchedule } from './schedule.ts';
import { checkSeparators } from './separators.ts';
import { checkSettings } from './settings.ts';
import { checkSweep } from './sweep.ts';
import { checkTrain } from './train.ts';
import { checkTransfer } from './transfer.ts';
import { checkUnits } from './units.ts';
import { checkUnused } from './unused.ts';

/** A further check of a whole file, made only where the others found no error. */
export type FurtherCheck = (file: File, report: Report) => void;

/**
 * The findings of a parsed and linked document, in the order of the text. A file that cannot be read whole is not
 * checked further: what follows from half a file misleads.
 */
export function checkDocument(document: LangiumDocument<File>, further?: FurtherCheck): Finding[] {
  const { report, findings } = createReport();
  reportSyntaxErrors(document, report);
  if (findings().length > 0) return findings();
  try {
    checkFile(document, report, findings, further);
  } catch (error) {
    // Thousands of summands without parentheses are a deep tree too.
    if (!(error instanceof RangeError)) throw error;
    report(catalogue.tooDeep, { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, {});
  }
  return atHome(findings(), document);
}

function checkFile(
  document: LangiumDocument<File>,
  report: Report,
  findings: () => Finding[],
  further: FurtherCheck | undefined,
): void {
  const file = document.parseResult.value;
  checkSeparators(file, document.textDocument.getText(), report);
  checkImports(file, report);
  checkNames(file, document.references, report);
  checkUnits(file, report);
  checkCycles(file, report);
  // What follows puts definitions in their places, which takes as long as the result is large.
  if (!checkExpansion(file, report)) return;
  checkSettings(file, report);
  for (const statement of file.statements) {
    if (isHamiltonian(statement)) checkHamiltonian(statement, report);
    else if (isAnsatz(statement)) checkAnsatz(statement, report);
    else if (isSchedule(statement)) checkSchedule(statement, report);
    else if (isTrain(statement)) checkTrain(statement, report);
    else if (isSweep(statement)) checkSweep(statement, report);
    else if (isInverse(statement)) checkInverse(statement, report);
    else if (isNamedFormula(statement)) checkFormula(statement, report);
    else if (isFileParameter(statement)) checkFileParameter(statement, report);
  }
  checkTransfer(file, report);
  const broken = () => findings().some((finding) => finding.severity === 'error');
  checkDimensions(file, report);
  // A use may be hidden behind an error, so only sound files are asked what they do not use.
  if (!broken()) checkUnused(file, report);
  if (!broken()) checkPhysicsFast(file, report);
  if (!broken()) further?.(file, report);
}
