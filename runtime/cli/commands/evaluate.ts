import { say } from '@qham/grammar/phrase';
import type { RunEvent } from '../../events.ts';
import { openRun, type Run, StoreError } from '../../store/index.ts';
import { startEvaluation } from '../../train/training.ts';
import type { Console } from '../console.ts';
import { displayPath, shellQuoted } from '../display-path.ts';
import type { ExitCode } from '../exit-code.ts';
import type { TrainingOptions } from '../training-options.ts';
import { type PreparedRun, runTrainings } from '../training-session.ts';
import { withEngine } from '../with-engine.ts';

/** Times as many samples as the run had, where no number is asked for: error bars half as long. */
const MORE = 4;

/**
 * Evaluates the frozen wave function of a finished run again. Its random numbers are those that the run's own evaluation began
 * with, so more samples go on where that one ended. The new result takes the place of the old one, which stays in the events.
 */
export async function evaluateRun(
  console: Console,
  path: string,
  options: TrainingOptions & { samples?: number },
): Promise<ExitCode> {
  const run = await openRun(path);
  if (run.status !== 'finished')
    throw new StoreError(
      run.folder,
      run.status === 'running'
        ? say`${run.folder} is being trained; it can be evaluated again when it is finished`
        : say(
            '{0} has no result yet: go on with it by `qham resume {1}`',
            run.folder,
            shellQuoted(displayPath(run.folder)),
          ),
    );
  run.claim();
  try {
    const { device, threads, experiment } = run.description;
    const checkpoint = await run.loadCheckpoint();
    if (!checkpoint) throw new StoreError(run.folder, say`${run.folder} has no checkpoint to evaluate`);
    const samples = options.samples ?? MORE * experiment.schedule.evaluation.samples;
    return await withEngine(console, { device, threads, ...options }, (engine, stop) => {
      const prepare = async (): Promise<PreparedRun> => ({
        training: await startEvaluation(experiment, engine, { checkpoint, runPath: run.folder, samples }),
        record: onlyResults(run),
        resumed: true,
        asked: true,
      });
      return runTrainings([prepare], options, console, stop);
    });
  } finally {
    await run.close();
  }
}

/** An evaluation that does not come to its end leaves the run as it was. */
function onlyResults(run: Run): PreparedRun['record'] {
  return {
    folder: run.folder,
    append: (event: RunEvent) => {
      if (event.type === 'result') run.append(event);
    },
    saveCheckpoint: async () => {},
    writeSummary: async (ending) => {
      if (ending.type === 'result') await run.writeSummary(ending);
    },
    close: () => run.close(),
  };
}
