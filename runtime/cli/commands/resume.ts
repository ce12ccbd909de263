import { dirname } from 'node:path';
import { forgetKeeper, openRun, type Run } from '../../store/index.ts';
import { startTraining } from '../../train/training.ts';
import type { Console } from '../console.ts';
import { displayPath } from '../display-path.ts';
import { type ExitCode, UsageError } from '../exit-code.ts';
import { reporterFor } from '../report/reporter.ts';
import { sourceOf } from '../start-from.ts';
import { openStopRequest } from '../stop-request.ts';
import { openEngineFor, type TrainingOptions } from '../training-options.ts';
import { endingCode, runTrainings } from '../training-session.ts';
import { runtimeVersions } from '../versions.ts';

/** Goes on with a run from its last checkpoint, on the device it was begun on if no other is asked for. */
export async function resume(console: Console, path: string, options: TrainingOptions): Promise<ExitCode> {
  const run = await openRun(path);
  if (run.status === 'finished') return repeatResult(run, options, console);
  run.claim();
  forgetKeeper(run.folder);
  const stop = openStopRequest(process, console, options);
  try {
    const { description } = run;
    const { device = description.device, threads = description.threads } = options;
    warnOfDifferences(run, device, console);
    const engine = await openEngineFor({ device, threads }, console);
    try {
      const checkpoint = await run.loadCheckpoint();
      const prepare = async () => {
        const source = checkpoint ? null : await sourceOf(dirname(run.folder), description.experiment);
        const training = await startTraining(description.experiment, engine, {
          runPath: run.folder,
          ...(source && { source }),
          ...(checkpoint && { checkpoint }),
        });
        await run.truncateEventsAfter(checkpoint);
        return { training, record: run, resumed: checkpoint !== null, asked: true };
      };
      return await runTrainings([prepare], options, console, stop);
    } finally {
      await engine.dispose();
    }
  } finally {
    stop.dispose();
    await run.close();
  }
}

/** There is nothing left to train: says again what the run found. */
async function repeatResult(run: Run, options: TrainingOptions, console: Console): Promise<ExitCode> {
  const { events } = await run.readEvents();
  const start = events.find((event) => event.type === 'start');
  const ending = events.findLast((event) => event.type === 'result');
  if (!start || !ending) throw new UsageError(`${run.folder} is finished, but its events are not complete`);
  console.err.write(`${displayPath(run.folder)} is finished: nothing is left to train\n`);
  const reporter = reporterFor(options, 1, console);
  reporter.event(start);
  reporter.event(ending);
  reporter.ended(start, ending, true);
  reporter.finish();
  return endingCode(ending);
}

/** The numbers go on to the last bit only on the same device with the same programs. */
function warnOfDifferences(run: Run, device: string, { err }: Console): void {
  const { description } = run;
  const now = runtimeVersions();
  const differences = Object.entries(description.versions)
    .filter(([name, version]) => now[name] !== version)
    .map(([name, version]) => `${name} ${version} (now ${now[name] ?? 'missing'})`);
  if (device !== description.device) differences.push(`device ${description.device} (now ${device})`);
  if (differences.length === 0) return;
  err.write(
    `${err.paint('yellow', 'note')}: this run was begun with ${differences.join(', ')}; its numbers may differ in their last digits\n`,
  );
}
