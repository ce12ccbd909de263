/** Trains the points of a sweep one after the other, and says what came out of all of them. */
import type { Engine } from '../engine/index.ts';
import type { Experiment } from '../experiment.ts';
import { openRun, type SweepFolder, type SweepPoint, writeFiles } from '../store/index.ts';
import { sweepFiles } from '../sweep/files.ts';
import type { Source } from '../train/transfer.ts';
import type { Console } from './console.ts';
import type { ExitCode } from './exit-code.ts';
import { beginRun, continueRun } from './prepare-run.ts';
import { formatSweep, sweepSummaries } from './report/sweep.ts';
import { sourceIn } from './start-from.ts';
import type { StopRequest } from './stop-request.ts';
import type { TrainingOptions } from './training-options.ts';
import { endingCode, gravest, type PreparedRun, runTrainings } from './training-session.ts';

export interface SweepSession {
  sweep: SweepFolder;
  engine: Engine;
  options: TrainingOptions;
  stop: StopRequest;
  /** The run that a train outside the sweep starts from. */
  sourceOf(experiment: Experiment): Promise<Source | null>;
}

/**
 * Trains what is not finished yet, in the order of the values; its table and figure are written anew after each point.
 * @returns the exit code of the gravest outcome among all points
 */
export async function trainSweep(session: SweepSession, console: Console): Promise<ExitCode> {
  const { sweep, options, stop } = session;
  const points = await sweep.points();
  const left = points.map((_, i) => i).filter((i) => points[i]!.run?.status !== 'finished');
  const code = await runTrainings(
    left.map((i) => () => preparePoint(session, i)),
    // What the points found is said together, at the end.
    { ...options, asked: 0 },
    console,
    stop,
  );
  const after = await sweep.points();
  writeResults(sweep, after);
  reportSweep(sweep, after, options, console);
  return gravest([code, codeOf(after)]);
}

/** The exit code of the gravest outcome among the points that have come to an end. */
export function codeOf(points: readonly SweepPoint[]): ExitCode {
  return gravest(
    points.flatMap(({ run }) =>
      run && run.status !== 'damaged' && run.summary ? [endingCode(run.summary.ending)] : [],
    ),
  );
}

/** Says what a sweep has found so far: a table, or with `--json` an array. With `--events` the points have said it. */
export function reportSweep(
  sweep: SweepFolder,
  points: readonly SweepPoint[],
  options: Pick<TrainingOptions, 'events' | 'json'>,
  { out }: Console,
): void {
  const { plan } = sweep.description;
  if (options.json) out.write(`${JSON.stringify(sweepSummaries(plan, points))}\n`);
  else if (!options.events) for (const line of formatSweep(sweep, points, out.paint)) out.write(`${line}\n`);
}

/** Writes the table and the figure into the folder of the sweep. @throws StoreError */
export function writeResults(sweep: SweepFolder, points: readonly SweepPoint[]): void {
  writeFiles(sweep.folder, sweepFiles(sweep.description.plan, points));
}

async function preparePoint({ sweep, engine, sourceOf }: SweepSession, index: number): Promise<PreparedRun> {
  const points = await sweep.points();
  const known = points[index]!.run;
  const record = known && (await openRun(known.path));
  const experiment = record?.description.experiment ?? beginningOf(sweep, points, index);
  const source = async (): Promise<Source | null> => {
    const before = points.find((point) => point.experiment.train === experiment.start_from)?.run;
    return before ? sourceIn(before.path, experiment.train) : sourceOf(experiment);
  };
  const prepared = record
    ? await continueRun(engine, record, source)
    : await beginRun(engine, await source(), () => sweep.createPoint(index, experiment));
  return {
    ...prepared,
    asked: false,
    whole: sweep.folder,
    ended: async () => writeResults(sweep, await sweep.points()),
  };
}

/** Where the point before has failed, the last one that has not takes its place; where there is none, what the train says holds. */
function beginningOf(sweep: SweepFolder, points: readonly SweepPoint[], index: number): Experiment {
  const { chain, points: planned } = sweep.description.plan;
  const { experiment } = points[index]!;
  if (!chain) return experiment;
  const before = points.slice(0, index).findLast(({ run }) => run?.status === 'finished');
  return { ...experiment, start_from: before?.experiment.train ?? planned[0]!.experiment.start_from };
}
