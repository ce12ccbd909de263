import {
  type AnsatzSyntax,
  AstUtils,
  bindUse,
  catalogue,
  createReport,
  defaults,
  expectationsOf,
  type FileParameter,
  fileParametersOf,
  type HamiltonianSyntax,
  isFile,
  isFreeze,
  isStartFrom,
  type Lookup,
  nearestName,
  type Phrase,
  type Report,
  readExpectation,
  readSettings,
  type ScheduleSyntax,
  say,
  seedValue,
  settingsIn,
  sourceText,
  systemOf,
  type TrainSyntax,
  train as trainTable,
  type Words,
  withFileParameter,
} from '@qham/grammar';
import { EXPERIMENT_FORMAT, type Expectation, type Experiment } from '../experiment.ts';
import { missingFor } from '../train/availability.ts';
import { compileAnsatz } from './ansatz.ts';
import { compileHamiltonian } from './hamiltonian.ts';
import { compileObservables } from './observables.ts';
import { compileSchedule, frozenIn } from './schedule.ts';
import { NotBuilt, NotCompiled, unavailableIn } from './unavailable.ts';

/** What the caller may change about a train without touching its file. */
export interface ExperimentOptions {
  /**
   * Values of parameters of the Hamiltonian and the ansatz, and of `param`s of the file where those have none of that name;
   * stronger than the file's.
   */
  set?: Record<string, number>;
  seed?: number;
  /** Most training steps of all phases together. */
  steps?: number;
}

export type Source = Experiment['source'];

/**
 * The Experiment of a train; undefined where it has none, which has been reported.
 * @throws NotAvailable where the program is right and its training is not built yet
 */
export function compileTrain(
  train: TrainSyntax,
  source: Source,
  options: ExperimentOptions,
  report: Report,
): Experiment | undefined {
  const hamiltonian = train.hamiltonian.template.ref;
  const ansatz = train.ansatz.template.ref;
  const schedule = train.schedule.ref;
  if (!hamiltonian || !ansatz || !schedule) return undefined;
  if (!checkOptions(train, options, report)) return undefined;
  const unavailable = unavailableIn(train);
  if (unavailable.length > 0) throw new NotCompiled(train, unavailable);
  try {
    const compile = () => compileParts(train, { hamiltonian, ansatz, schedule }, source, options, report);
    return withParameters(setInFile(train, options), compile);
  } catch (error) {
    throw error instanceof NotBuilt ? new NotCompiled(train, [error.what]) : error;
  }
}

/** What is set from outside for the file's own parameters. */
function setInFile(train: TrainSyntax, { set = {} }: ExperimentOptions): [FileParameter, number][] {
  const hidden = templateParameters(train);
  return fileParametersOf(AstUtils.getContainerOfType(train, isFile)).flatMap((parameter) =>
    Object.hasOwn(set, parameter.name) && !hidden.includes(parameter.name) ? [[parameter, set[parameter.name]!]] : [],
  );
}

function withParameters<T>([first, ...rest]: readonly [FileParameter, number][], run: () => T): T {
  return first ? withFileParameter(...first, () => withParameters(rest, run)) : run();
}

const templateParameters = ({ hamiltonian, ansatz }: TrainSyntax): string[] =>
  [...(hamiltonian.template.ref?.parameters ?? []), ...(ansatz.template.ref?.parameters ?? [])].map(({ name }) => name);

/** The templates that a train binds. */
interface Parts {
  readonly hamiltonian: HamiltonianSyntax;
  readonly ansatz: AnsatzSyntax;
  readonly schedule: ScheduleSyntax;
}

function compileParts(
  train: TrainSyntax,
  parts: Parts,
  source: Source,
  options: ExperimentOptions,
  report: Report,
): Experiment | undefined {
  const bind = (use: typeof train.hamiltonian | typeof train.ansatz): Lookup => bindUse(use, options.set ?? {}, report);
  const owner = { title: `train ${train.name}`, place: train };
  const settings = readSettings(trainTable, settingsIn(train), owner, defaults(), report);
  const lookup = bind(train.hamiltonian);
  const hamiltonian = compileHamiltonian(parts.hamiltonian, lookup, report);
  const ansatz = hamiltonian && compileAnsatz(parts.ansatz, train, hamiltonian, bind(train.ansatz), report);
  const steps = options.steps ?? Number.POSITIVE_INFINITY;
  const schedule = compileSchedule(parts.schedule, ansatz?.blocks ?? [], steps, report);
  const observables = hamiltonian && compileObservables(train, hamiltonian, lookup, report);
  if (!settings || !hamiltonian || !ansatz || !schedule || !observables) return undefined;
  if (settings.sizes !== null) throw new NotBuilt(say`one size after another`);
  const frozen = frozenIn(train.members.filter(isFreeze), ansatz.blocks);
  const phases = schedule.phases.map((phase) => ({ ...phase, freeze: [...new Set([...phase.freeze, ...frozen])] }));
  return {
    format: EXPERIMENT_FORMAT,
    train: train.name,
    units: systemOf(parts.hamiltonian)?.name ?? 'oscillator',
    seed: options.seed ?? settings.seed,
    states: settings.states,
    hamiltonian,
    ansatz,
    schedule: { ...schedule, phases },
    start_from: train.members.find(isStartFrom)?.train.ref?.name ?? null,
    observables,
    expectations: compileExpectations(train, settings.states, report),
    source,
  };
}

function compileExpectations(train: TrainSyntax, states: number, report: Report): Expectation[] {
  return expectationsOf(train).flatMap((node) => {
    const expected = readExpectation(node, states, report);
    return expected ? [{ text: sourceText(node), quantity: 'energy' as const, ...expected }] : [];
  });
}

/** What comes from outside is for parameters that exist, and in range. */
function checkOptions(train: TrainSyntax, { set = {}, seed, steps }: ExperimentOptions, report: Report): boolean {
  const place = { node: train, property: 'name' };
  const ofFile = fileParametersOf(AstUtils.getContainerOfType(train, isFile)).map(({ name }) => name);
  const known = [...new Set([...templateParameters(train), ...ofFile])];
  let sound = true;
  const refuse = (name: string, expects: Phrase, value: number) => {
    report(catalogue.badOverride, place, { name, expects, value });
    sound = false;
  };
  for (const [name, value] of Object.entries(set)) {
    if (!known.includes(name)) {
      const suggestion = nearestName(name, known);
      report(catalogue.unknownOverride, place, { name, train: train.name, known, suggestion });
      sound = false;
    } else if (!Number.isFinite(value)) refuse(name, say`a finite number`, value);
  }
  if (seed !== undefined && !seedValue.holds(seed)) refuse('seed', seedValue.expects, seed);
  if (steps !== undefined && !(Number.isSafeInteger(steps) && steps >= 1))
    refuse('steps', say`a whole number, at least 1`, steps);
  return sound;
}

/** The Experiment of a train with its own values; undefined where the file has errors or this training is not built yet. */
export function compiledTrain(train: TrainSyntax): Experiment | undefined {
  const tried = tryTrain(train);
  return 'missing' in tried ? undefined : tried.experiment;
}

/** What a train asks for that cannot be trained yet; nothing where it can be, or where the file has errors. */
export function missingIn(train: TrainSyntax): readonly Words[] {
  const tried = tryTrain(train);
  if ('missing' in tried) return tried.missing;
  if (!tried.experiment) return [];
  return missingFor(tried.experiment).map(
    ({ optimizer, phase }) => say`${optimizer} for other objectives than energy (phase ${phase})`,
  );
}

function tryTrain(train: TrainSyntax): { experiment: Experiment | undefined } | { missing: readonly Words[] } {
  const { report, findings } = createReport();
  try {
    const experiment = compileTrain(train, { file: '', hash: '', line: 1 }, {}, report);
    return { experiment: findings().some(({ severity }) => severity === 'error') ? undefined : experiment };
  } catch (error) {
    if (error instanceof NotCompiled) return { missing: error.missing };
    throw error;
  }
}
