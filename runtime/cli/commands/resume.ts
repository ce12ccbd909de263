import { dirname } from 'node:path';
import { say } from '@qham/grammar/phrase';
import { isSweepFolder, openRun, openSweep, type Run } from '../../store/index.ts';
import type { Console } from '../console.ts';
import { displayPath } from '../display-path.ts';
import { type ExitCode, UsageError } from '../exit-code.ts';
import { continueRun } from '../prepare-run.ts';
import { reporterFor } from '../report/reporter.ts';
import { sourceOf } from '../start-from.ts';
import { codeOf, reportSweep, trainSweep } from '../sweep-session.ts';
import type { TrainingOptions } from '../training-options.ts';
import { endingCode, runTrainings } from '../training-session.ts';
import { runtimeVersions } from '../versions.ts';
import { withEngine } from '../with-engine.ts';

/** Goes on with a run from its last checkpoint, or with what is left of a sweep, on the device it was begun on if no other is asked for. */
export async function resume(console: Console, path: string, options: TrainingOptions): Promise<ExitCode> {
  return isSweepFolder(path) ? resumeSweep(console, path, options) : resumeRun(console, path, options);
}

async function resumeRun(console: Console, path: string, options: TrainingOptions): Promise<ExitCode> {
  const run = await openRun(path);
  if (run.status === 'finished') return repeatResult(run, options, console);
  run.claim();
  try {
    const { experiment } = run.description;
    const asBegun = onSameDevice(run.description, options, console);
    return await withEngine(console, asBegun, (engine, stop) => {
      const source = () => sourceOf(dirname(run.folder), experiment);
      const prepare = async () => ({ ...(await continueRun(engine, run, source)), asked: true });
      return runTrainings([prepare], options, console, stop);
    });
  } finally {
    await run.close();
  }
}

async function resumeSweep(console: Console, path: string, options: TrainingOptions): Promise<ExitCode> {
  const sweep = openSweep(path);
  sweep.claim();
  try {
    const points = await sweep.points();
    if (points.every(({ run }) => run?.status === 'finished')) {
      console.err.write(`${displayPath(sweep.folder)} is finished: nothing is left to train\n`);
      reportSweep(sweep, points, options, console);
      return codeOf(points);
    }
    const asBegun = onSameDevice(sweep.description, options, console);
    return await withEngine(console, asBegun, (engine, stop) =>
      trainSweep(
        {
          sweep,
          engine,
          options,
          stop,
          sourceOf: (experiment) => sourceOf(dirname(sweep.folder), experiment),
        },
        console,
      ),
    );
  } finally {
    sweep.close();
  }
}

/** There is nothing left to train: says again what the run found. */
async function repeatResult(run: Run, options: TrainingOptions, console: Console): Promise<ExitCode> {
  const { events } = await run.readEvents();
  const start = events.find((event) => event.type === 'start');
  const ending = events.findLast((event) => event.type === 'result');
  if (!start || !ending) throw new UsageError(say`${run.folder} is finished, but its events are not complete`);
  console.err.write(`${displayPath(run.folder)} is finished: nothing is left to train\n`);
  const reporter = reporterFor(options, 1, console);
  reporter.event(start);
  reporter.event(ending);
  reporter.ended(start, ending, true);
  reporter.finish();
  return endingCode(ending);
}

/**
 * The options with the device and threads that were used before, where no others are given. The numbers go on to the last
 * bit only on the same device with the same programs: says where they differ.
 */
function onSameDevice(
  begun: { device: string; threads: number; versions: Readonly<Record<string, string>> },
  options: TrainingOptions,
  { err }: Console,
): TrainingOptions {
  const { device = begun.device, threads = begun.threads } = options;
  const now = runtimeVersions();
  const differences = Object.entries(begun.versions)
    .filter(([name, version]) => now[name] !== version)
    .map(([name, version]) => `${name} ${version} (now ${now[name] ?? 'missing'})`);
  if (device !== begun.device) differences.push(`device ${begun.device} (now ${device})`);
  if (differences.length > 0)
    err.write(
      `${err.paint('yellow', 'note')}: this run was begun with ${differences.join(', ')}; its numbers may differ in their last digits\n`,
    );
  return { ...options, device, threads };
}
