/**
 * A run of one experiment, as a stream of events. It knows nothing of files, terminals or editors.
 */
import * as v from 'valibot';
import { buildAnsatz } from '../ansatz/ansatz.ts';
import { initialParameters, parameterCount, parameterViews } from '../ansatz/parameters.ts';
import type { Engine } from '../engine/engine.ts';
import type { EventOf, RunEvent } from '../events.ts';
import { type Experiment, type Objective, walkerDimension } from '../experiment.ts';
import { averageDensity, MomentsEstimator } from '../hamiltonian/moments.ts';
import { OBJECTIVES, type ObjectiveKind, type PreparedObjective } from '../objective/objective.ts';
import { createOptimizer, evaluateScheduled, type Optimizer } from '../optimizer/index.ts';
import { RandomStream } from '../random/stream.ts';
import { exactLevels } from '../reference/levels.ts';
import { judge } from '../reference/verdict.ts';
import { MetropolisSampler, startWalkers } from '../sampler/metropolis.ts';
import { type Checkpoint, TrainingState } from './checkpoint.ts';
import { findFault } from './diagnosis.ts';
import { EvaluationSeries } from './evaluation.ts';
import { phaseSpans, totalSteps } from './phases.ts';
import { referenceLines } from './reference-lines.ts';

export interface TrainingOptions {
  /** Go on from here instead of from the beginning. */
  checkpoint?: Checkpoint;
  /** Path of the run folder, for the start event. */
  runPath: string | null;
}

export interface Training {
  /** The run itself; it goes on while it is read. The last event is `result`, `interrupted` or `failure`. */
  events(): AsyncGenerator<RunEvent>;
  /** The state after the last step event. */
  checkpoint(): Checkpoint;
  /** Ends the run after the current step or evaluation sample. */
  requestStop(): void;
}

/** How often the evaluation says how far it is. */
const EVALUATION_REPORTS = 20;
/** Moves that bring copied walkers apart before the evaluation. */
const EQUILIBRATION_SAMPLES = 5;

/** Builds and compiles all graphs of an experiment, and restores the checkpoint if there is one. */
export async function startTraining(
  experiment: Experiment,
  engine: Engine,
  options: TrainingOptions,
): Promise<Training> {
  const run = new Run(experiment, engine, options);
  await run.prepare(options.checkpoint);
  return run;
}

class Run implements Training {
  readonly #experiment: Experiment;
  readonly #engine: Engine;
  readonly #options: TrainingOptions;
  readonly #ansatz;
  readonly #random: RandomStream;
  readonly #values: Float32Array;
  readonly #parameters: Record<string, Float32Array>;
  #sampler!: MetropolisSampler;
  #moments!: MomentsEstimator;
  #objectives!: PreparedObjective[];
  #optimizer!: Optimizer;
  #step = 0;
  /** Seconds before this process took the run up. */
  #earlier = 0;
  #began = performance.now();
  #stopRequested = false;

  constructor(experiment: Experiment, engine: Engine, options: TrainingOptions) {
    this.#experiment = experiment;
    this.#engine = engine;
    this.#options = options;
    this.#ansatz = buildAnsatz(experiment);
    this.#random = RandomStream.fromSeed(experiment.seed);
    this.#values = initialParameters(this.#ansatz.parameters, this.#random);
    this.#parameters = parameterViews(this.#ansatz.parameters, this.#values);
  }

  async prepare(checkpoint: Checkpoint | undefined): Promise<void> {
    const { schedule, hamiltonian } = this.#experiment;
    const dimension = walkerDimension(hamiltonian.space);
    const engine = this.#engine;
    const walkers = startWalkers(schedule.sampler, dimension, this.#random);
    const density = averageDensity(this.#ansatz);
    const context = { engine, experiment: this.#experiment, ansatz: this.#ansatz, walkers: schedule.sampler.walkers };
    [this.#sampler, this.#moments, ...this.#objectives] = await Promise.all([
      MetropolisSampler.create(engine, density, schedule.sampler, dimension, this.#random, walkers),
      MomentsEstimator.create(engine, this.#experiment, this.#ansatz, schedule.sampler.walkers),
      ...schedule.phases.map(({ objective }) =>
        (OBJECTIVES[objective.kind] as ObjectiveKind<Objective>).prepare(objective, context),
      ),
    ]);
    this.#optimizer = createOptimizer(this.#spanAt(0).phase.optimizer, this.#values.length);
    if (!checkpoint) return;
    this.#restore(checkpoint);
    this.#earlier = checkpoint.time;
  }

  requestStop(): void {
    this.#stopRequested = true;
  }

  async *events(): AsyncGenerator<RunEvent> {
    try {
      yield* this.#run();
    } finally {
      await release(this.#sampler, this.#moments, ...this.#objectives);
    }
  }

  async *#run(): AsyncGenerator<RunEvent> {
    this.#began = performance.now();
    yield this.#startEvent();
    if (this.#step > 0) yield { type: 'resumed', step: this.#step, time: this.#time() };
    const { schedule } = this.#experiment;
    for (const steps = totalSteps(schedule); this.#step < steps; ) {
      if (this.#stopRequested) return yield { type: 'interrupted', step: this.#step, time: this.#time() };
      const event = await this.#trainingStep();
      yield event;
      if (event.type === 'failure') return;
    }
    yield* this.#evaluate();
  }

  /** One optimizer step; the state is left untouched when a number is not finite. */
  async #trainingStep(): Promise<EventOf<'step'> | EventOf<'failure'>> {
    const { sampler: spec } = this.#experiment.schedule;
    const { phase, index, first } = this.#spanAt(this.#step);
    if (this.#step === first && this.#step > 0) this.#optimizer = createOptimizer(phase.optimizer, this.#values.length);
    const before = { walkers: this.#sampler.walkers, random: this.#sampler.randomState };
    const acceptance = await this.#sampler.advance(this.#parameters, this.#step === 0 ? spec.burn_in : spec.sweeps);
    const moments = await this.#moments.measure(this.#parameters, this.#sampler.walkers);
    const descending = this.#objectives[index]!.descend(this.#parameters, this.#sampler.walkers, moments);
    this.#sampler.drawAhead(spec.sweeps);
    const descent = await descending;
    if (!Number.isFinite(descent.loss) || !descent.gradient.every(Number.isFinite))
      return this.#fail(() => {
        // Nothing else has changed yet.
        this.#sampler.walkers = before.walkers;
        this.#sampler.withdraw();
        this.#random.restore(before.random);
      });

    const learningRate = evaluateScheduled(phase.optimizer.learning_rate, this.#step - first);
    this.#optimizer.step(this.#values, descent.gradient, learningRate);
    this.#moments.shiftTo(moments.energies);
    this.#sampler.adapt(acceptance);
    this.#step++;
    const order = [...moments.energies.keys()].sort((a, b) => moments.energies[a]! - moments.energies[b]!);
    return {
      type: 'step',
      step: this.#step,
      time: this.#time(),
      phase: phase.name,
      energies: order.map((m) => moments.energies[m]!),
      variance: order.map((m) => moments.variances[m]!),
      acceptance: Number.isNaN(acceptance) ? null : acceptance,
      loss: descent.loss,
      terms: descent.terms,
      learning_rate: learningRate,
    };
  }

  async *#evaluate(): AsyncGenerator<RunEvent> {
    const { evaluation, sampler: spec } = this.#experiment.schedule;
    const dimension = walkerDimension(this.#experiment.hamiltonian.space);
    this.#sampler.withdraw();
    const training = this.checkpoint();
    const walkers = spreadWalkers(this.#sampler.walkers, evaluation.walkers * dimension);
    const resized = evaluation.walkers !== spec.walkers;
    const sampler = await MetropolisSampler.create(
      this.#engine,
      averageDensity(this.#ansatz),
      { ...spec, walkers: evaluation.walkers, sweeps: evaluation.sweeps, acceptance: null },
      dimension,
      this.#random,
      walkers,
    );
    sampler.width = this.#sampler.width;
    const moments = resized
      ? await MomentsEstimator.create(this.#engine, this.#experiment, this.#ansatz, evaluation.walkers)
      : this.#moments;
    try {
      yield* this.#sampleFrozen(sampler, moments, training);
    } finally {
      await release(sampler, ...(resized ? [moments] : []));
    }
  }

  /** The evaluation's samples, its result, and the way back to the state after training. */
  async *#sampleFrozen(
    sampler: MetropolisSampler,
    moments: MomentsEstimator,
    training: Checkpoint,
  ): AsyncGenerator<RunEvent> {
    const began = performance.now();
    const { evaluation } = this.#experiment.schedule;
    moments.shiftTo(this.#moments.shift);
    const series = new EvaluationSeries(moments.shift);
    if (moments !== this.#moments) await sampler.advance(this.#parameters, EQUILIBRATION_SAMPLES * evaluation.sweeps);
    let accepted = 0;
    const reportEvery = Math.max(1, Math.floor(evaluation.samples / EVALUATION_REPORTS));
    for (let sample = 1; sample <= evaluation.samples; sample++) {
      if (this.#stopRequested) {
        this.#restore(training);
        return yield { type: 'interrupted', step: this.#step, time: this.#time() };
      }
      accepted += await sampler.advance(this.#parameters, evaluation.sweeps);
      const measured = await moments.measure(this.#parameters, sampler.walkers);
      if (!measured.energies.every(Number.isFinite)) {
        this.#sampler.walkers = sampler.walkers;
        return yield await this.#fail(() => this.#restore(training));
      }
      series.add(measured);
      if (sample % reportEvery === 0 || sample === evaluation.samples) {
        const { energies } = series.estimate();
        yield { type: 'evaluation', time: this.#time(), sample, samples: evaluation.samples, energies };
      }
    }
    const estimate = series.estimate();
    const exact = exactLevels(this.#experiment.hamiltonian, this.#experiment.states)?.levels ?? null;
    this.#restore(training);
    yield {
      type: 'result',
      time: this.#time(),
      step: this.#step,
      ...estimate,
      acceptance: accepted / evaluation.samples,
      training_seconds: training.time,
      evaluation_seconds: (performance.now() - began) / 1000,
      expectations: this.#experiment.expectations.map((e) => judge(e, estimate.energies, estimate.errors, exact)),
    };
  }

  checkpoint(): Checkpoint {
    const state = this.#optimizer.state;
    const tensors: Checkpoint['tensors'] = {};
    for (const { name, shape } of this.#ansatz.parameters)
      tensors[`parameter/${name}`] = { shape: [...shape], data: this.#parameters[name]!.slice() };
    const dimension = walkerDimension(this.#experiment.hamiltonian.space);
    const { walkers } = this.#sampler;
    tensors.walkers = { shape: [walkers.length / dimension, dimension], data: walkers.slice() };
    tensors.shift = { shape: [this.#experiment.states], data: this.#moments.shift.slice() };
    const scalars: Record<string, number> = {};
    for (const [name, value] of Object.entries(state)) {
      if (typeof value === 'number') scalars[name] = value;
      else tensors[`optimizer/${name}`] = { shape: [value.length], data: value.slice() };
    }
    return {
      step: this.#step,
      time: this.#time(),
      tensors,
      state: {
        random: this.#sampler.randomState,
        width: this.#sampler.width,
        optimizer: scalars,
      } satisfies TrainingState,
    };
  }

  /** @throws Error naming what does not fit this experiment */
  #restore(checkpoint: Checkpoint): void {
    const { schedule, hamiltonian } = this.#experiment;
    const state = v.parse(TrainingState, checkpoint.state);
    const read = (name: string, target: number) => {
      const tensor = checkpoint.tensors[name];
      if (tensor?.data.length !== target)
        throw new Error(
          `the checkpoint does not fit this experiment: ${name} has ${tensor?.data.length ?? 'no'} values, ${target} are needed`,
        );
      return tensor.data;
    };
    for (const { name } of this.#ansatz.parameters) {
      const values = this.#parameters[name]!;
      values.set(read(`parameter/${name}`, values.length));
    }
    this.#sampler.walkers = Float32Array.from(
      read('walkers', schedule.sampler.walkers * walkerDimension(hamiltonian.space)),
    );
    this.#sampler.width = state.width;
    this.#moments.shiftTo(read('shift', this.#experiment.states));
    this.#sampler.withdraw();
    this.#random.restore(state.random);
    const { phase } = this.#spanAt(Math.max(0, checkpoint.step - 1));
    this.#optimizer = createOptimizer(phase.optimizer, this.#values.length);
    const arrays = Object.entries(checkpoint.tensors)
      .filter(([name]) => name.startsWith('optimizer/'))
      .map(([name, tensor]) => [name.slice('optimizer/'.length), tensor.data.slice()] as const);
    this.#optimizer.restore({ ...state.optimizer, ...Object.fromEntries(arrays) });
    this.#step = checkpoint.step;
  }

  /** Says what went wrong, and goes back to the last good state. */
  async #fail(goBack: () => void): Promise<EventOf<'failure'>> {
    const fault = await findFault(
      this.#engine,
      this.#experiment,
      this.#ansatz,
      this.#parameters,
      this.#sampler.walkers,
    );
    goBack();
    const at = fault?.walker ? ` at the walker (${fault.walker.map((x) => x.toPrecision(4)).join(', ')})` : '';
    const where = fault?.where ?? 'gradient';
    return {
      type: 'failure',
      step: this.#step + 1,
      time: this.#time(),
      where,
      walker: fault?.walker ?? null,
      message:
        `step ${this.#step + 1}: ${where} is not finite${at}. ` +
        'A smaller learning_rate, a potential without a singularity where walkers go, or an ansatz that vanishes there may help.',
    };
  }

  #startEvent(): EventOf<'start'> {
    const { train, states, schedule, seed } = this.#experiment;
    const { text, threads } = this.#engine.description;
    return {
      type: 'start',
      version: 1,
      time: this.#time(),
      train,
      states,
      steps: totalSteps(schedule),
      walkers: schedule.sampler.walkers,
      parameters: parameterCount(this.#ansatz.parameters),
      device: text,
      threads,
      seed,
      reference: referenceLines(this.#experiment),
      phases: phaseSpans(schedule).map(({ phase, first }) => ({ name: phase.name, first, steps: phase.steps })),
      terms: [...new Set(this.#objectives.flatMap((objective) => objective.terms))],
      run: this.#options.runPath,
    };
  }

  /** The phase of a step of the whole run, counted from 0. */
  #spanAt(step: number) {
    const spans = phaseSpans(this.#experiment.schedule);
    const index = spans.findLastIndex(({ first }) => first <= step);
    return { ...spans[index]!, index };
  }

  #time(): number {
    return this.#earlier + (performance.now() - this.#began) / 1000;
  }
}

/** `length` values, repeating the walkers' as often as needed. */
function spreadWalkers(walkers: Float32Array, length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => walkers[i % walkers.length]!);
}

/** Frees sessions. An engine that is gone has freed them already, and has said so where it mattered. */
async function release(...parts: readonly { dispose(): Promise<void> }[]): Promise<void> {
  await Promise.allSettled(parts.map((part) => part.dispose()));
}
