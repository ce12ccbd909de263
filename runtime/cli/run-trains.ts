/** Trains experiments of a file, each in a run folder of its own, after those that they start from. */
import { buildAnsatz } from '../ansatz/ansatz.ts';
import { parameterCount } from '../ansatz/parameters.ts';
import type { ExperimentOptions, Program } from '../compile/index.ts';
import type { Engine } from '../engine/index.ts';
import type { Experiment } from '../experiment.ts';
import { createRun, type RunMeta } from '../store/index.ts';
import { assertAvailable } from '../train/availability.ts';
import { assertFeasible } from '../train/feasibility.ts';
import type { Source } from '../train/transfer.ts';
import type { Console } from './console.ts';
import type { ExitCode } from './exit-code.ts';
import { beginRun } from './prepare-run.ts';
import { parseSettings } from './settings.ts';
import { type PlannedRun, planRuns, sourceOf } from './start-from.ts';
import type { StopRequest } from './stop-request.ts';
import type { TrainingOptions } from './training-options.ts';
import { runTrainings } from './training-session.ts';
import { runtimeVersions } from './versions.ts';

export interface RunOptions extends TrainingOptions {
  set?: string[];
  steps?: number;
  seed?: number;
  out: string;
}

/**
 * What the options change about every train of a file. Parameters given with --set belong to the trains that were asked for,
 * but for those of the whole file.
 */
export function overrides({ parameters }: Program, { set = [], steps, seed }: RunOptions): ExperimentOptions {
  const given = Object.entries(parseSettings(set)).filter(([name]) => parameters.includes(name));
  return {
    ...(given.length > 0 && { set: Object.fromEntries(given) }),
    ...(steps !== undefined && { steps }),
    ...(seed !== undefined && { seed }),
  };
}

/** The experiments in the order in which they are to be trained, with those that they start from. @throws NotAvailable, Infeasible */
export async function planned(
  program: Program,
  experiments: readonly Experiment[],
  options: RunOptions,
): Promise<PlannedRun[]> {
  const plan = await planRuns(options.out, experiments, (name) =>
    program.experiment(name, overrides(program, options)),
  );
  for (const { experiment } of plan) {
    assertAvailable(experiment);
    // Before anything is written or allocated.
    assertFeasible(experiment, parameterCount(buildAnsatz(experiment).parameters));
  }
  return plan;
}

/** What a new run folder says of its making. */
export function metaOf(program: Program, { description: { device, threads } }: Engine): RunMeta {
  return { versions: runtimeVersions(), device, threads, program: program.text };
}

/** The newest finished run that an experiment starts from, as the file has it now. */
export function sourceFor(
  program: Program,
  plan: readonly PlannedRun[],
  options: RunOptions,
): (experiment: Experiment) => Promise<Source | null> {
  return async (experiment) => {
    const from = experiment.start_from;
    const wanted =
      from === null
        ? undefined
        : (plan.find((other) => other.experiment.train === from)?.experiment ??
          program.experiment(from, overrides(program, options)));
    return sourceOf(options.out, experiment, wanted);
  };
}

/** Trains what is planned, in its order. */
export function trainPlanned(
  console: Console,
  program: Program,
  plan: readonly PlannedRun[],
  options: RunOptions,
  engine: Engine,
  stop: StopRequest,
): Promise<ExitCode> {
  const meta = metaOf(program, engine);
  const source = sourceFor(program, plan, options);
  const prepare = async ({ experiment, asked }: PlannedRun) => {
    const found = await source(experiment);
    return { ...(await beginRun(engine, found, () => createRun(options.out, experiment, meta))), asked };
  };
  return runTrainings(
    plan.map((run) => () => prepare(run)),
    { ...options, asked: plan.filter(({ asked }) => asked).length },
    console,
    stop,
  );
}
