/**
 * The evaluation at the end of a run: its samples, its result, and the way back to the state after training.
 */
import { english, say } from '@qham/grammar/phrase';
import type { EventOf, RunEvent } from '../events.ts';
import { type Experiment, walkerDimension } from '../experiment.ts';
import { averageDensity } from '../hamiltonian/moments.ts';
import { type EnergySample, EnergySampler } from '../observe/energy-samples.ts';
import { filesFor } from '../observe/files.ts';
import { type Measurement, prepareObservables } from '../observe/observable.ts';
import { type Rounding, RoundingCheck } from '../observe/rounding.ts';
import { Shapes } from '../observe/shapes.ts';
import { Virial } from '../observe/virial.ts';
import { exactLevels } from '../reference/levels.ts';
import { judge } from '../reference/verdict.ts';
import { correlation, distances, memoryInSweeps } from '../sampler/correlation.ts';
import { WalkerSampler } from '../sampler/walker-sampler.ts';
import type { Checkpoint } from './checkpoint.ts';
import { latestFalls } from './energy-history.ts';
import { EvaluationSeries } from './evaluation-series.ts';
import { fail } from './failure.ts';
import { judgeRun } from './judgement.ts';
import { type RunState, release } from './run-state.ts';

/** How often the evaluation says how far it is. */
const EVALUATION_REPORTS = 20;
/** Samples thrown away first: walkers follow the last step's parameters, and those that were copied come apart. */
const EQUILIBRATION_SAMPLES = 5;

const VIRIAL_RATIO = say`virial ratio 2⟨T⟩/⟨x·∇V⟩`;

/** A correlation from which the time it takes to decay can be told; and the most sweeps between two samples. */
const FORGOTTEN = 0.6;
const MOST_SWEEPS = 1000;

/**
 * Samples the wave function with frozen parameters and a frozen proposal; the last event is `result`, `failure` or
 * `interrupted`. The state is then again as it was after training.
 * @param stopRequested asked before each sample
 */
export async function* evaluate(state: RunState, stopRequested: () => boolean): AsyncGenerator<RunEvent> {
  const { experiment, engine, ansatz } = state;
  const { evaluation } = experiment.schedule;
  const dimension = walkerDimension(experiment.hamiltonian.space);
  state.sampler.withdraw();
  const training = state.checkpoint();
  const walkers = spreadWalkers(state.sampler.walkers, evaluation.walkers * dimension);
  const settings = { ...state.moves, walkers: evaluation.walkers, acceptance: null };
  const usual = evaluation.sweeps === 'auto' ? state.sweeps : evaluation.sweeps;
  const context = { engine, experiment, ansatz, walkers: evaluation.walkers };
  const [sampler, energies, virial, precision, shapes, observables] = await Promise.all([
    WalkerSampler.create(engine, averageDensity(ansatz), settings, dimension, state.random, walkers, usual),
    EnergySampler.create(engine, experiment, ansatz, evaluation.walkers, state.moments.shift),
    Virial.create(engine, experiment, evaluation.walkers),
    RoundingCheck.create(engine, experiment, ansatz, state.moments.shift),
    Shapes.create(engine, experiment, ansatz),
    prepareObservables(context),
  ]);
  sampler.width = state.sampler.width;
  try {
    yield* sampleFrozen(state, { sampler, energies, virial, precision, shapes, observables, training }, stopRequested);
  } finally {
    await release(sampler, energies, virial, shapes, ...(precision ? [precision] : []), ...observables);
  }
}

interface Frozen {
  sampler: WalkerSampler;
  energies: EnergySampler;
  virial: Virial;
  /** Null where there is no float64 to compare with. */
  precision: RoundingCheck | null;
  shapes: Shapes;
  observables: readonly Measurement[];
  training: Checkpoint;
}

async function* sampleFrozen(
  state: RunState,
  { sampler, energies, virial, precision, shapes, observables, training }: Frozen,
  stopRequested: () => boolean,
): AsyncGenerator<RunEvent> {
  const began = performance.now();
  const { experiment, parameters } = state;
  const { evaluation } = experiment.schedule;
  const series = new EvaluationSeries(energies.shift);
  const usual = evaluation.sweeps === 'auto' ? state.sweeps : evaluation.sweeps;
  await sampler.advance(parameters, EQUILIBRATION_SAMPLES * usual);
  let sweeps = usual;
  if (evaluation.sweeps === 'auto') {
    const chosen = await chooseSweeps(state, sampler, energies, usual);
    yield chosen;
    ({ sweeps } = chosen);
  }
  sampler.ages.fill(0);
  const lowest = indexOfLowest(energies.shift);
  const gathered = await shapes.gather(sampler.walkers);
  let accepted = 0;
  let rounding: Rounding | null = null;
  const reportEvery = Math.max(1, Math.floor(evaluation.samples / EVALUATION_REPORTS));
  for (let sample = 1; sample <= evaluation.samples; sample++) {
    if (stopRequested()) {
      state.restore(training);
      return yield { type: 'interrupted', step: state.step, time: state.time };
    }
    accepted += await sampler.advance(parameters, sweeps);
    const measured = await energies.measure(parameters, sampler.walkers);
    if (!allFinite(measured)) {
      state.sampler.walkers = sampler.walkers;
      return yield await fail(state, say`local energy`, () => state.restore(training));
    }
    series.add(measured);
    const { norms, terms } = measured;
    await virial.add(sampler.walkers, kineticOf(experiment, terms, lowest), norms[lowest]!);
    if (precision && sample === evaluation.samples)
      rounding = await precision.compare(parameters, sampler.walkers, measured);
    await gathered.add(sampler.walkers);
    for (const observable of observables) await observable.add(sampler.walkers, norms[lowest]!);
    if (sample % reportEvery === 0 || sample === evaluation.samples) {
      const { time } = state;
      yield { type: 'evaluation', time, sample, samples: evaluation.samples, energies: series.energies() };
    }
  }
  yield {
    type: 'shapes',
    step: state.step,
    time: state.time,
    samples: evaluation.samples,
    shapes: await gathered.shapes(parameters, sampler.walkers),
  };
  const estimate = series.estimate();
  // Energies that are numbers may have squares that are none.
  if (!estimate.variance.every(Number.isFinite)) {
    state.sampler.walkers = sampler.walkers;
    return yield await fail(state, say`variance of the local energy`, () => state.restore(training));
  }
  const exact = exactLevels(experiment.hamiltonian, experiment.states)?.levels ?? null;
  const done = evaluation.samples * sweeps;
  const { terms } = experiment.hamiltonian;
  const ofTerms = series.termsOfLowest();
  const kineticEnergy = terms.reduce((sum, { kind }, t) => sum + (kind === 'kinetic' ? ofTerms[t]!.value : 0), 0);
  const ratio = virial.ratio();
  const verdict = judgeRun({
    evaluated: estimate,
    exact,
    falls: latestFalls(state.history, state.step),
    virial: ratio && { ...ratio, kinetic: kineticEnergy },
    acceptance: accepted / evaluation.samples,
    frozen: sampler.ages.filter((age) => age >= done).length / sampler.ages.length,
    sweeps: done,
    samples: evaluation.samples,
    saturated: series.saturated,
    drift: series.drift,
    largestPart: series.largestPart,
    rounding,
  });
  const files = filesFor(experiment.observables);
  state.restore(training);
  yield {
    type: 'result',
    time: state.time,
    step: state.step,
    ...estimate,
    acceptance: accepted / evaluation.samples,
    samples: evaluation.samples,
    training_seconds: training.time,
    evaluation_seconds: (performance.now() - began) / 1000,
    verdict,
    terms: terms.map(({ text }, t) => ({ text, value: ofTerms[t]!.value, error: ofTerms[t]!.error })),
    ...(ratio && { virial: { ...ratio, text: english(VIRIAL_RATIO), said: VIRIAL_RATIO } }),
    ...(rounding && { rounding }),
    observables: observables.map((observable, k) => ({ ...observable.result(), files: files[k]! })),
    expectations: experiment.expectations.map((e) => judge(e, estimate.energies, estimate.errors, exact)),
  };
}

/** Moves further and further apart until what a walker shows has been forgotten; the sweeps that takes. */
async function chooseSweeps(
  state: RunState,
  sampler: WalkerSampler,
  energies: EnergySampler,
  first: number,
): Promise<EventOf<'sweeps'>> {
  const dimension = walkerDimension(state.experiment.hamiltonian.space);
  const look = async () => {
    const { excess } = await energies.measure(state.parameters, sampler.walkers);
    return [distances(sampler.walkers, dimension), ...excess];
  };
  let sweeps = first;
  let memory = Infinity;
  for (let before = await look(); ; ) {
    await sampler.advance(state.parameters, sweeps);
    const after = await look();
    const largest = Math.max(...before.map((values, k) => correlation(values, after[k]!)).filter(Number.isFinite), 0);
    memory = memoryInSweeps(largest, sweeps);
    if (largest < FORGOTTEN || 2 * sweeps > MOST_SWEEPS) break;
    before = after;
    sweeps *= 2;
  }
  const chosen = Math.min(MOST_SWEEPS, Math.max(1, Math.ceil(memory)));
  const autocorrelation = Number.isFinite(memory) ? 2 * memory : null;
  return { type: 'sweeps', step: state.step, time: state.time, sweeps: chosen, autocorrelation };
}

/** The lowest state's local kinetic energy of each walker, times its weight. */
function kineticOf({ hamiltonian }: Experiment, terms: EnergySample['terms'], state: number): Float64Array {
  const kinetic = hamiltonian.terms.flatMap((term, t) => (term.kind === 'kinetic' ? [terms[t]![state]!] : []));
  return Float64Array.from(terms[0]![state]!, (_, walker) => kinetic.reduce((sum, values) => sum + values[walker]!, 0));
}

const indexOfLowest = (energies: ArrayLike<number>) =>
  Array.from(energies).reduce((best, energy, m, all) => (energy < all[best]! ? m : best), 0);

function allFinite({ norms, excess }: EnergySample): boolean {
  return [...norms, ...excess].every((values) => values.every(Number.isFinite));
}

/** `length` values, repeating the walkers' as often as needed. */
function spreadWalkers(walkers: Float32Array, length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => walkers[i % walkers.length]!);
}
