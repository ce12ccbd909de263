import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  atHome,
  catalogue,
  checkDocument,
  checkPhysics,
  createQhamServices,
  createReport,
  type File,
  fileParametersOf,
  inOrder,
  isAnsatz,
  isHamiltonian,
  isInverse,
  isSweep,
  isTrain,
  linkedBy,
  linkFiles,
  loadLibrary,
  nearestName,
  type QhamServices,
  type Report,
  type SweepSyntax,
  stream,
  type TrainSyntax,
  URI,
  type Words,
} from '@qham/grammar';
import type { Experiment } from '../experiment.ts';
import type { SweepPlan } from '../sweep/plan.ts';
import { checkTrains } from './check-trains.ts';
import { CompileError, type Diagnostic, type TextRange, toDiagnostic, toTextRange } from './diagnostic.ts';
import { fromDisk, parseWithImports, type ReadFile } from './imported.ts';
import { type NamedEnergy, namedEnergies } from './named-energies.ts';
import { type Resolved, resolvedInverse, resolvedSettings, resolvedSweep } from './resolved.ts';
import { compileSweep } from './sweep.ts';
import { compileTrain, type ExperimentOptions } from './train.ts';
import { notBuiltIn } from './unavailable.ts';
import { type WrittenTerm, writtenHamiltonian } from './written-terms.ts';

/** A .qham file that has been read and checked. */
export interface Program {
  readonly file: string;
  readonly text: string;
  /** In the order of the text. */
  readonly diagnostics: Diagnostic[];
  readonly trains: { name: string; line: number; range: TextRange }[];
  /** The names after `sweep`, with the parameter that each is over, and the train that it repeats. */
  readonly sweeps: readonly { name: string; parameter: string; train: string }[];
  /** The `param`s of the file and its imports that no Hamiltonian and no ansatz hides: their values hold for every train. */
  readonly parameters: readonly string[];
  /** What the file asks for beside trains and nothing can run yet: inverse problems. */
  readonly notBuilt: readonly { name: string; what: Words }[];
  /**
   * Everything that the runtime needs for one train.
   * @throws NotAvailable where the program is right and this kind of training is not built yet
   * @throws CompileError where the file has errors, there is no such train, or the options do not fit it
   */
  experiment(train: string, options?: ExperimentOptions): Experiment;
  /**
   * The experiments of one of the sweeps.
   * @throws NotAvailable as for its train
   * @throws CompileError where the file has errors, or the options do not fit
   */
  sweep(name: string, options?: ExperimentOptions): SweepPlan;
  /** Every parameter and setting of a train, a sweep or an inverse problem, with where its value comes from. */
  settings(name: string): Resolved[];
  /** H of one of the trains as it is written, also where it cannot be trained yet. */
  writtenHamiltonian(train: string): { name: string; terms: WrittenTerm[] };
  /** What `kinetic`, `coulomb` and `ewald` stand for in one of the trains, where its Hamiltonian names them. */
  energies(train: string): NamedEnergy[];
}

/** Reads and checks a file. @throws the file system's error where it cannot be read */
export async function loadProgram(path: string): Promise<Program> {
  return parseProgram(await readFile(path, 'utf8'), path, fromDisk);
}

/** A place for a text of its own, with the path that its imports begin at. Whatever the file is called, its text is a program. */
function addressOf(file: string, number: number): URI {
  const path = resolve(file).replaceAll('\\', '/');
  return URI.from({
    scheme: 'qham-program',
    authority: String(number),
    path: path.endsWith('.qham') ? path : `${path}.qham`,
  });
}

const NOTHING: ReadFile = async () => {
  throw new Error('a text alone has no files beside it');
};

/** A place for what is about no part of the text. */
const TOP = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

let services: QhamServices | undefined;
let library: Promise<void> | undefined;
let parsed = 0;

/**
 * Checks a text; `file` names it in diagnostics and experiments.
 * @param read how the files are read that it imports; without it there are none
 */
export async function parseProgram(text: string, file: string, read: ReadFile = NOTHING): Promise<Program> {
  services ??= createQhamServices().qham;
  const { shared } = services;
  const { workspace } = shared;
  library ??= loadLibrary(shared);
  await library;
  // Whatever the file is called, its text is a program.
  const uri = addressOf(file, parsed++);
  const documents = await parseWithImports(text, uri, read, workspace);
  const document = documents.get(uri.toString())!;
  const known = [...documents.values(), ...workspace.LangiumDocuments.all.toArray()];
  const lookUp = {
    getDocument: (wanted: URI) => documents.get(wanted.toString()),
    all: stream(known),
  };
  for (const each of documents.values()) linkFiles(each.parseResult.value, () => linkedBy(each, lookUp));
  await workspace.DocumentBuilder.build([...documents.values()], { validation: false });
  // A program stands alone: nothing of it may stay behind in the services that the next one uses.
  for (const each of documents.values()) workspace.IndexManager.remove(each.uri);
  const fast = checkDocument(document, checkTrains);
  const broken = fast.some(({ severity }) => severity === 'error');
  const findings = broken ? fast : inOrder([...fast, ...(await checkPhysics(document))]);
  const home = { file, uri: uri.toString() };
  const diagnostics = findings.map((finding) => toDiagnostic(finding, home));
  const trains = document.parseResult.value.statements.filter(isTrain).filter((train) => train.name !== undefined);
  const sweeps = document.parseResult.value.statements.filter(isSweep).filter((sweep) => sweep.name !== undefined);
  const inverses = document.parseResult.value.statements.filter(isInverse).filter(({ name }) => name !== undefined);
  const hash = createHash('sha256').update(text).digest('hex');
  const sourceOf = ({ $cstNode }: TrainSyntax | SweepSyntax) => ({
    file,
    hash,
    line: $cstNode!.range.start.line + 1,
  });
  /** What a file without errors compiles to, or everything that stands against it. */
  const compiled = <T>(compile: (report: Report) => T | undefined): T => {
    const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
    if (errors.length > 0) throw new CompileError(errors);
    const { report, findings: found } = createReport();
    const result = compile(report);
    if (result !== undefined && !found().some((finding) => finding.severity === 'error')) return result;
    throw new CompileError(atHome(found(), document).map((finding) => toDiagnostic(finding, home)));
  };
  return {
    file,
    text,
    diagnostics,
    trains: trains.map((train) => {
      const range = toTextRange(train.$cstNode!.range);
      return { name: train.name, line: range.start.line, range };
    }),
    settings: (name) => [
      ...trains.filter((train) => train.name === name).flatMap(resolvedSettings),
      ...sweeps.filter((sweep) => sweep.name === name).flatMap(resolvedSweep),
      ...inverses.filter((inverse) => inverse.name === name).flatMap(resolvedInverse),
    ],
    writtenHamiltonian: (name) => {
      const train = trains.find((candidate) => candidate.name === name);
      return train ? writtenHamiltonian(train) : { name: '', terms: [] };
    },
    energies: (name) => trains.filter((train) => train.name === name).flatMap(namedEnergies),
    parameters: openParameters(document.parseResult.value),
    notBuilt: notBuiltIn(document.parseResult.value).map(({ name, what }) => ({ name, what })),
    sweeps: sweeps.map(({ name, variable, train }) => ({ name, parameter: variable.$refText, train: train.$refText })),
    experiment: (name, options = {}) =>
      compiled((report) => {
        const train = trains.find((candidate) => candidate.name === name);
        if (train) return compileTrain(train, sourceOf(train), options, report);
        const names = trains.map((candidate) => candidate.name);
        report(catalogue.unknownTrain, TOP, { name, trains: names, suggestion: nearestName(name, names) });
        return undefined;
      }),
    sweep: (name, options = {}) =>
      compiled((report) => {
        const sweep = sweeps.find((candidate) => candidate.name === name);
        if (!sweep) throw new Error(`${file} has no sweep ‘${name}’`);
        return compileSweep(sweep, sourceOf(sweep), options, report);
      }),
  };
}

function openParameters(file: File): string[] {
  const hidden = file.statements
    .filter((statement) => isHamiltonian(statement) || isAnsatz(statement))
    .flatMap(({ parameters }) => parameters.map(({ name }) => name));
  return fileParametersOf(file)
    .map(({ name }) => name)
    .filter((name) => !hidden.includes(name));
}
