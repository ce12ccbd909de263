import {
  catalogue,
  createReport,
  defaults,
  isFileParameter,
  isFlag,
  isSetting,
  type Report,
  readSettings,
  type SweepSyntax,
  silently,
  sweepSettings,
  sweepValues,
  withFileParameter,
} from '@qham/grammar';
import type { Experiment } from '../experiment.ts';
import { pointName, type SweepPlan, valueText } from '../sweep/plan.ts';
import { compiledTrain, compileTrain, type ExperimentOptions, type Source } from './train.ts';

/** Values that are looked at while somebody types; all of them are when the sweep is run. */
const LOOKED_AT = 16;
/** The source of what is compiled only to be looked at. */
const NOWHERE: Source = { file: '', hash: '', line: 1 };

/**
 * The experiments of a sweep, one a value. Where it is chained, each point names the one before it as what it starts from.
 * @returns undefined where something is wrong, which has been reported
 * @throws NotAvailable where its train cannot be trained yet
 */
export function compileSweep(
  sweep: SweepSyntax,
  source: Source,
  options: ExperimentOptions,
  report: Report,
): SweepPlan | undefined {
  const read = partsOf(sweep, report);
  if (!read) return undefined;
  const { plan, values, seed } = read;
  if (!compileTrain(sweep.train.ref!, source, options, report)) return undefined;
  const all = { ...options, ...(options.seed === undefined && seed !== null && { seed }) };
  const points = values.map((value) => {
    const experiment = experimentAt(sweep, value, source, all, report);
    return experiment && { value, experiment: { ...experiment, train: pointName(plan, value) } };
  });
  if (!points.every((point) => point !== undefined)) return undefined;
  if (plan.chain)
    for (const [i, { experiment }] of points.entries())
      if (i > 0) experiment.start_from = points[i - 1]!.experiment.train;
  return { ...plan, points };
}

/** Compiles some points of a sweep, so that a value which its train cannot take is seen in the file. */
export function checkSweepPoints(sweep: SweepSyntax, report: Report): void {
  const read = partsOf(sweep, silently);
  // What is wrong with the train itself is said there.
  if (!read || !compiledTrain(sweep.train.ref!)) return;
  const every = Math.ceil(read.values.length / LOOKED_AT);
  for (const value of read.values.filter((_, i, { length }) => i % every === 0 || i === length - 1))
    experimentAt(sweep, value, NOWHERE, {}, report);
}

/** How many points a sweep has, and the Experiments of so many of them, spread evenly; undefined where it has none that is right. */
export function sampleSweep(
  sweep: SweepSyntax,
  most: number,
): { points: number; experiments: readonly Experiment[] } | undefined {
  const read = partsOf(sweep, silently);
  if (!read || !compiledTrain(sweep.train.ref!)) return undefined;
  const { values } = read;
  const every = Math.ceil(values.length / most);
  const experiments = values
    .filter((_, i) => i % every === 0)
    .flatMap((value) => experimentAt(sweep, value, NOWHERE, {}, silently) ?? []);
  return experiments.length === 0 ? undefined : { points: values.length, experiments };
}

function partsOf(sweep: SweepSyntax, report: Report) {
  const train = sweep.train.ref;
  const parameter = sweep.variable.ref;
  const settings = readSettings(
    sweepSettings,
    sweep.members.filter(isSetting),
    { title: `sweep ${sweep.name}`, place: sweep },
    defaults(),
    report,
  );
  const values = sweepValues(sweep, report);
  if (!train || !parameter || !values || !settings) return undefined;
  const chain = sweep.members.some((member) => isFlag(member) && member.key === 'chain');
  const plan = { name: sweep.name, train: train.name, parameter: parameter.name, chain };
  return { plan, values, seed: settings.seed };
}

/** What is wrong at one value is said at the values, which is where it can be put right. */
function experimentAt(
  sweep: SweepSyntax,
  value: number,
  source: Source,
  options: ExperimentOptions,
  report: Report,
): Experiment | undefined {
  const train = sweep.train.ref!;
  const parameter = sweep.variable.ref!;
  const { report: here, findings } = createReport();
  const compile = (more: Record<string, number>) =>
    compileTrain(train, source, { ...options, set: { ...options.set, ...more } }, here);
  const experiment = isFileParameter(parameter)
    ? withFileParameter(parameter, value, () => compile({}))
    : compile({ [parameter.name]: value });
  const wrong = findings().find(({ severity }) => severity === 'error');
  if (!wrong) return experiment;
  report(catalogue.badSweepValue, sweep.values, {
    value: `${parameter.name} = ${valueText(value)}`,
    train: train.name,
    reason: wrong.message,
  });
  return undefined;
}
