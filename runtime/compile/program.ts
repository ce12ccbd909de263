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
  inOrder,
  isTrain,
  linkedBy,
  linkFiles,
  loadLibrary,
  nearestName,
  type QhamServices,
  stream,
  URI,
} from '@qham/grammar';
import type { Experiment } from '../experiment.ts';
import { checkTrains } from './check-trains.ts';
import { CompileError, type Diagnostic, type TextRange, toDiagnostic, toTextRange } from './diagnostic.ts';
import { fromDisk, parseWithImports, type ReadFile } from './imported.ts';
import { type Resolved, resolvedSettings } from './resolved.ts';
import { compileTrain, type ExperimentOptions } from './train.ts';
import { notBuiltIn } from './unavailable.ts';

/** A .qham file that has been read and checked. */
export interface Program {
  readonly file: string;
  readonly text: string;
  /** In the order of the text. */
  readonly diagnostics: Diagnostic[];
  readonly trains: { name: string; line: number; range: TextRange }[];
  /** What the file asks for beside trains and nothing can run yet: sweeps and inverse problems. */
  readonly notBuilt: readonly { name: string; what: string }[];
  /**
   * Everything that the runtime needs for one train.
   * @throws NotAvailable where the program is right and this kind of training is not built yet
   * @throws CompileError where the file has errors, there is no such train, or the options do not fit it
   */
  experiment(train: string, options?: ExperimentOptions): Experiment;
  /** Every parameter and setting of one of the trains, with where its value comes from. */
  settings(train: string): Resolved[];
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
  const hash = createHash('sha256').update(text).digest('hex');
  return {
    file,
    text,
    diagnostics,
    trains: trains.map((train) => {
      const range = toTextRange(train.$cstNode!.range);
      return { name: train.name, line: range.start.line, range };
    }),
    settings(name) {
      const train = trains.find((candidate) => candidate.name === name);
      return train ? resolvedSettings(train) : [];
    },
    notBuilt: notBuiltIn(document.parseResult.value),
    experiment(name, options = {}) {
      const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
      if (errors.length > 0) throw new CompileError(errors);
      const { report, findings: found } = createReport();
      const refused = () => new CompileError(atHome(found(), document).map((finding) => toDiagnostic(finding, home)));
      const train = trains.find((candidate) => candidate.name === name);
      if (!train) {
        const names = trains.map((candidate) => candidate.name);
        const start = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
        report(catalogue.unknownTrain, start, { name, trains: names, suggestion: nearestName(name, names) });
        throw refused();
      }
      const source = { file, hash, line: train.$cstNode!.range.start.line + 1 };
      const experiment = compileTrain(train, source, options, report);
      if (!experiment || found().some((finding) => finding.severity === 'error')) throw refused();
      return experiment;
    },
  };
}
