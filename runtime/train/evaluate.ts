/**
 * The evaluation at the end of a run: its samples, its result, and the way back to the state after training.
 */
import type { RunEvent } from '../events.ts';
import { walkerDimension } from '../experiment.ts';
import { averageDensity, MomentsEstimator } from '../hamiltonian/moments.ts';
import { exactLevels } from '../reference/levels.ts';
import { judge } from '../reference/verdict.ts';
import { MetropolisSampler } from '../sampler/metropolis.ts';
import type { Checkpoint } from './checkpoint.ts';
import { EvaluationSeries } from './evaluation.ts';
import { fail } from './failure.ts';
import { decided, type RunState, release } from './run-state.ts';

/** How often the evaluation says how far it is. */
const EVALUATION_REPORTS = 20;
/** Moves that bring copied walkers apart before the evaluation. */
const EQUILIBRATION_SAMPLES = 5;

/**
 * Samples the wave function with frozen parameters and a frozen proposal; the last event is `result`, `failure` or
 * `interrupted`. The state is then again as it was after training.
 * @param stopRequested asked before each sample
 */
export async function* evaluate(state: RunState, stopRequested: () => boolean): AsyncGenerator<RunEvent> {
  const { experiment, engine, ansatz } = state;
  const { evaluation, sampler: spec } = experiment.schedule;
  const dimension = walkerDimension(experiment.hamiltonian.space);
  state.sampler.withdraw();
  const training = state.checkpoint();
  const walkers = spreadWalkers(state.sampler.walkers, evaluation.walkers * dimension);
  const resized = evaluation.walkers !== spec.walkers;
  const sampler = await MetropolisSampler.create(
    engine,
    averageDensity(ansatz),
    { ...state.moves, walkers: evaluation.walkers, sweeps: decided(evaluation.sweeps), acceptance: null },
    dimension,
    state.random,
    walkers,
  );
  sampler.width = state.sampler.width;
  const moments = resized
    ? await MomentsEstimator.create(engine, experiment, ansatz, evaluation.walkers)
    : state.moments;
  try {
    yield* sampleFrozen(state, sampler, moments, training, stopRequested);
  } finally {
    await release(sampler, ...(resized ? [moments] : []));
  }
}

async function* sampleFrozen(
  state: RunState,
  sampler: MetropolisSampler,
  moments: MomentsEstimator,
  training: Checkpoint,
  stopRequested: () => boolean,
): AsyncGenerator<RunEvent> {
  const began = performance.now();
  const { experiment, parameters } = state;
  const { evaluation } = experiment.schedule;
  const sweeps = decided(evaluation.sweeps);
  moments.shiftTo(state.moments.shift);
  const series = new EvaluationSeries(moments.shift);
  if (moments !== state.moments) await sampler.advance(parameters, EQUILIBRATION_SAMPLES * sweeps);
  let accepted = 0;
  const reportEvery = Math.max(1, Math.floor(evaluation.samples / EVALUATION_REPORTS));
  for (let sample = 1; sample <= evaluation.samples; sample++) {
    if (stopRequested()) {
      state.restore(training);
      return yield { type: 'interrupted', step: state.step, time: state.time };
    }
    accepted += await sampler.advance(parameters, sweeps);
    const measured = await moments.measure(parameters, sampler.walkers);
    if (!measured.energies.every(Number.isFinite)) {
      state.sampler.walkers = sampler.walkers;
      return yield await fail(state, () => state.restore(training));
    }
    series.add(measured);
    if (sample % reportEvery === 0 || sample === evaluation.samples) {
      const { energies } = series.estimate();
      yield { type: 'evaluation', time: state.time, sample, samples: evaluation.samples, energies };
    }
  }
  const estimate = series.estimate();
  const exact = exactLevels(experiment.hamiltonian, experiment.states)?.levels ?? null;
  state.restore(training);
  yield {
    type: 'result',
    time: state.time,
    step: state.step,
    ...estimate,
    acceptance: accepted / evaluation.samples,
    training_seconds: training.time,
    evaluation_seconds: (performance.now() - began) / 1000,
    expectations: experiment.expectations.map((e) => judge(e, estimate.energies, estimate.errors, exact)),
  };
}

/** `length` values, repeating the walkers' as often as needed. */
function spreadWalkers(walkers: Float32Array, length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => walkers[i % walkers.length]!);
}
