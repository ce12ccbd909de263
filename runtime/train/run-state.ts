/**
 * The state of a run: all that its steps change, with the graphs they run.
 */
import * as v from 'valibot';
import { type AnsatzModel, buildAnsatz } from '../ansatz/ansatz.ts';
import { initialParameters, parameterViews } from '../ansatz/parameters.ts';
import type { Engine } from '../engine/engine.ts';
import { type Experiment, type Phase, type Sampler, walkerDimension } from '../experiment.ts';
import { averageDensity, MomentsEstimator } from '../hamiltonian/moments.ts';
import type { PhaseOptimizer } from '../optimizer/index.ts';
import { RandomStream } from '../random/stream.ts';
import { LogDensity } from '../sampler/log-density.ts';
import { startWalkers } from '../sampler/start-walkers.ts';
import { WalkerSampler } from '../sampler/walker-sampler.ts';
import { FIRST_PROGRESS, type SweepProgress } from './auto-sweeps.ts';
import { type Checkpoint, TrainingState } from './checkpoint.ts';
import { NO_PROGRESS, type StopProgress } from './early-stopping.ts';
import type { EnergyHistory } from './energy-history.ts';
import { type PreparedPhase, preparePhase } from './prepared-phase.ts';
import type { Reuse } from './sample-reuse.ts';

/** Compiled once for the whole run. */
interface Graphs {
  sampler: WalkerSampler;
  moments: MomentsEstimator;
  logDensity: LogDensity | null;
  phases: readonly PreparedPhase[];
}

export class RunState {
  readonly experiment: Experiment;
  readonly engine: Engine;
  readonly ansatz: AnsatzModel;
  readonly random: RandomStream;
  /** All parameters, one after another. */
  readonly values: Float32Array;
  /** Views of `values` by name. */
  readonly parameters: Record<string, Float32Array>;
  readonly sampler: WalkerSampler;
  readonly moments: MomentsEstimator;
  /** Only where samples serve several steps. */
  readonly logDensity: LogDensity | null;
  reuse: Reuse | null = null;
  readonly phases: readonly PreparedPhase[];
  optimizer: PhaseOptimizer;
  /** How the walkers move. */
  readonly moves: Sampler;
  /** Optimizer steps done. */
  step = 0;
  history: EnergyHistory = [];
  /** Where `sweeps = auto`: what is known. */
  sweepProgress: SweepProgress = FIRST_PROGRESS;
  /** Numbers of each walker at the last step that drew samples; null before the first. */
  previous: readonly Float64Array[] | null = null;
  /** Which phase the next step belongs to, and the step of the run that it began with. */
  phaseIndex = 0;
  phaseFirst = 0;
  /** Of the phase's stopping rule. */
  stopping: StopProgress = NO_PROGRESS;
  /** Seconds before this process took the run up. */
  #earlier = 0;
  #began = performance.now();

  private constructor(
    base: Pick<RunState, 'experiment' | 'engine' | 'ansatz' | 'random' | 'values' | 'parameters' | 'moves'>,
    { sampler, moments, logDensity, phases }: Graphs,
  ) {
    this.experiment = base.experiment;
    this.engine = base.engine;
    this.ansatz = base.ansatz;
    this.random = base.random;
    this.values = base.values;
    this.parameters = base.parameters;
    this.moves = base.moves;
    this.sampler = sampler;
    this.moments = moments;
    this.logDensity = logDensity;
    this.phases = phases;
    this.optimizer = this.phases[0]!.newOptimizer();
  }

  /** The state before the first step, or that of the checkpoint. @throws Error when the checkpoint does not fit */
  static async create(experiment: Experiment, engine: Engine, checkpoint?: Checkpoint): Promise<RunState> {
    const { schedule, hamiltonian } = experiment;
    const dimension = walkerDimension(hamiltonian.space);
    const ansatz = buildAnsatz(experiment);
    const random = RandomStream.fromSeed(experiment.seed);
    const values = initialParameters(ansatz.parameters, random);
    const parameters = parameterViews(ansatz.parameters, values);
    const walkers = startWalkers(schedule.sampler, dimension, random);
    const density = averageDensity(ansatz);
    const moves = schedule.sampler;
    const usual = moves.sweeps === 'auto' ? FIRST_PROGRESS.sweeps : moves.sweeps;
    const context = { engine, experiment, ansatz, walkers: schedule.sampler.walkers };
    const [sampler, moments, logDensity, ...phases] = await Promise.all([
      WalkerSampler.create(engine, density, moves, dimension, random, walkers, usual),
      MomentsEstimator.create(engine, experiment, ansatz, schedule.sampler.walkers),
      moves.reweight ? LogDensity.create(engine, density, schedule.sampler.walkers, dimension) : null,
      ...schedule.phases.map((phase) => preparePhase(phase, context)),
    ]);
    const state = new RunState(
      { experiment, engine, ansatz, random, values, parameters, moves },
      { sampler, moments, logDensity, phases },
    );
    if (!checkpoint) return state;
    state.restore(checkpoint);
    state.#earlier = checkpoint.time;
    return state;
  }

  /** Starts the clock of this process. */
  begin(): void {
    this.#began = performance.now();
  }

  /** Seconds since the run began; a resumed run goes on counting from its checkpoint. */
  get time(): number {
    return this.#earlier + (performance.now() - this.#began) / 1000;
  }

  /** Moves of every walker between two steps. */
  get sweeps(): number {
    return this.moves.sweeps === 'auto' ? this.sweepProgress.sweeps : this.moves.sweeps;
  }

  /** The phase that the next step belongs to; null when all are done. */
  get phase(): Phase | null {
    return this.experiment.schedule.phases[this.phaseIndex] ?? null;
  }

  /** Ends the phase here: the next step is the first of the next phase. */
  endPhase(): void {
    this.phaseIndex++;
    this.phaseFirst = this.step;
    this.stopping = NO_PROGRESS;
    const next = this.phases[this.phaseIndex];
    if (next) this.optimizer = next.newOptimizer();
  }

  /** A copy of the whole state. */
  checkpoint(): Checkpoint {
    const tensors: Checkpoint['tensors'] = {};
    for (const { name, shape } of this.ansatz.parameters)
      tensors[`parameter/${name}`] = { shape: [...shape], data: this.parameters[name]!.slice() };
    const dimension = walkerDimension(this.experiment.hamiltonian.space);
    const { walkers } = this.sampler;
    tensors.walkers = { shape: [walkers.length / dimension, dimension], data: walkers.slice() };
    tensors.shift = { shape: [this.experiment.states], data: this.moments.shift.slice() };
    tensors.ages = { shape: [this.sampler.ages.length], data: this.sampler.ages.slice() };
    tensors.history = { shape: [this.history.length], data: Float64Array.from(this.history) };
    this.previous?.forEach((values, k) => {
      tensors[`previous/${k}`] = { shape: [values.length], data: values.slice() };
    });
    if (this.reuse) tensors.reference = { shape: [this.reuse.reference.length], data: this.reuse.reference.slice() };
    const { energies, variances, ...stopping } = this.stopping;
    tensors['stopping/energies'] = { shape: [energies.length], data: Float64Array.from(energies) };
    tensors['stopping/variances'] = { shape: [variances.length], data: Float64Array.from(variances) };
    const scalars: Record<string, number> = {};
    for (const [name, value] of Object.entries(this.optimizer.state)) {
      if (typeof value === 'number') scalars[name] = value;
      else tensors[`optimizer/${name}`] = { shape: [value.length], data: value.slice() };
    }
    return {
      step: this.step,
      time: this.time,
      tensors,
      state: {
        random: this.sampler.randomState,
        width: this.sampler.width,
        optimizer: scalars,
        phase: { index: this.phaseIndex, first: this.phaseFirst },
        stopping,
        sweeps: this.sweepProgress,
        reuse: this.reuse && { steps: this.reuse.steps, limit: this.reuse.limit },
      } satisfies TrainingState,
    };
  }

  /** Goes back, or on, to the state of a checkpoint. @throws Error naming what does not fit this experiment */
  restore(checkpoint: Checkpoint): void {
    const { schedule, hamiltonian } = this.experiment;
    const state = v.parse(TrainingState, checkpoint.state);
    const read = (name: string, target: number) => {
      const tensor = checkpoint.tensors[name];
      if (tensor?.data.length !== target)
        throw new Error(
          `the checkpoint does not fit this experiment: ${name} has ${tensor?.data.length ?? 'no'} values, ${target} are needed`,
        );
      return tensor.data;
    };
    for (const { name } of this.ansatz.parameters) {
      const values = this.parameters[name]!;
      values.set(read(`parameter/${name}`, values.length));
    }
    this.sampler.walkers = Float32Array.from(
      read('walkers', schedule.sampler.walkers * walkerDimension(hamiltonian.space)),
    );
    this.sampler.width = state.width;
    this.sampler.ages = Float64Array.from(read('ages', schedule.sampler.walkers));
    this.history = Array.from(checkpoint.tensors.history?.data ?? []);
    this.moments.shiftTo(read('shift', this.experiment.states));
    this.sampler.withdraw();
    this.random.restore(state.random);
    this.sweepProgress = state.sweeps;
    const previous = Object.keys(checkpoint.tensors).filter((name) => name.startsWith('previous/'));
    this.previous =
      previous.length > 0
        ? previous.map((_, k) => Float64Array.from(read(`previous/${k}`, schedule.sampler.walkers)))
        : null;
    this.reuse = state.reuse && {
      ...state.reuse,
      reference: Float32Array.from(read('reference', schedule.sampler.walkers)),
    };
    this.phaseIndex = state.phase.index;
    this.phaseFirst = state.phase.first;
    this.stopping = {
      ...state.stopping,
      energies: Array.from(checkpoint.tensors['stopping/energies']?.data ?? []),
      variances: Array.from(checkpoint.tensors['stopping/variances']?.data ?? []),
    };
    this.optimizer = this.phases[Math.min(this.phaseIndex, this.phases.length - 1)]!.newOptimizer();
    const arrays = Object.entries(checkpoint.tensors)
      .filter(([name]) => name.startsWith('optimizer/'))
      .map(([name, tensor]) => [name.slice('optimizer/'.length), tensor.data.slice()] as const);
    this.optimizer.restore({ ...state.optimizer, ...Object.fromEntries(arrays) });
    this.step = checkpoint.step;
  }

  /** Frees all sessions. */
  dispose(): Promise<void> {
    return release(this.sampler, this.moments, ...(this.logDensity ? [this.logDensity] : []), ...this.phases);
  }
}

/** Frees sessions. An engine that is gone has freed them already, and has said so where it mattered. */
export async function release(...parts: readonly { dispose(): Promise<void> }[]): Promise<void> {
  await Promise.allSettled(parts.map((part) => part.dispose()));
}
