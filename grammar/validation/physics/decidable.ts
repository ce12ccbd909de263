import { type Expectation, type File, isTrain, type Schedule, type Train } from '../../generated/ast.ts';
import { metropolis } from '../../library/settings/metropolis.ts';
import { evaluation as evaluationTable, train as trainTable } from '../../library/settings/run.ts';
import { type Expected, readExpectation } from '../../semantics/expectation.ts';
import { readSettings } from '../../semantics/read-settings.ts';
import { defaults, evaluationOf, expectationsOf, samplerOf, settingsIn } from '../../semantics/templates.ts';
import { catalogue } from '../catalogue/index.ts';
import { type Report, silently } from '../finding.ts';
import { shortNumber } from './numbers.ts';

/**
 * How much the local energies of a very good wave function still scatter, relative to the energy. Trained networks of atoms
 * and dots reach a few thousandths; an exact state alone does not scatter.
 */
const LEAST_SCATTER = 1e-3;
/** A verdict needs the interval of two standard errors to each side inside the tolerance. */
const SIGMAS = 2;

/** An expectation must allow for the error bar that the evaluation will have at best. */
export function checkDecidable(file: File, report: Report): void {
  for (const train of file.statements.filter(isTrain)) {
    const schedule = train.schedule?.ref;
    const samples = schedule && samplesOf(schedule);
    if (samples === undefined) continue;
    const states = statesOf(train);
    for (const expectation of expectationsOf(train)) checkExpectation(expectation, states, samples, report);
  }
}

function checkExpectation(node: Expectation, states: number, samples: number, report: Report): void {
  const expected = readExpectation(node, states, silently);
  const narrowest = expected && narrowestBand(expected);
  if (narrowest === undefined) return;
  const { energy, tolerance } = narrowest;
  const error = (LEAST_SCATTER * Math.abs(energy)) / Math.sqrt(samples);
  if (SIGMAS * error <= tolerance) return;
  const factor = Math.ceil((SIGMAS * error) / tolerance) ** 2;
  const place = node.tolerance ?? node.target ?? node;
  report(catalogue.undecidable, place, {
    error: shortNumber(error),
    tolerance: shortNumber(tolerance),
    samples,
    factor,
  });
}

/** The energy with the least room for its error bar. */
function narrowestBand({ target, tolerance }: Expected): { energy: number; tolerance: number } | undefined {
  if (target.kind === 'interval')
    return { energy: (target.low + target.high) / 2, tolerance: (target.high - target.low) / 2 };
  if (target.kind !== 'values' || tolerance === null) return undefined;
  const bands = target.values.map((energy) => ({
    energy,
    tolerance: tolerance.kind === 'absolute' ? tolerance.value : tolerance.value * Math.abs(energy),
  }));
  return bands.reduce((worst, band) =>
    Math.abs(band.energy) * worst.tolerance > Math.abs(worst.energy) * band.tolerance ? band : worst,
  );
}

function statesOf(train: Train): number {
  const owner = { title: train.name, place: train };
  return readSettings(trainTable, settingsIn(train), owner, defaults(), silently)?.states ?? 1;
}

/** Energies that the evaluation measures, all walkers together. */
function samplesOf(schedule: Schedule): number | undefined {
  const evaluation = evaluationOf(schedule);
  const owner = { title: 'evaluate', place: schedule };
  const values = readSettings(evaluationTable, evaluation?.settings ?? [], owner, defaults(), silently);
  const sampler = samplerOf(schedule);
  const moves = readSettings(
    metropolis,
    sampler?.settings.filter(({ key }) => key === 'walkers') ?? [],
    owner,
    defaults(),
    silently,
  );
  const walkers = values?.walkers ?? moves?.walkers;
  return values && walkers ? walkers * values.samples : undefined;
}
