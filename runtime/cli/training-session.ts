/** Runs trainings one after the other: drives each to its end, reports, and says how it went. */
import type { EventOf, RunEvent } from '../events.ts';
import { filesOf } from '../observe/files.ts';
import { type Run, writeFiles } from '../store/index.ts';
import type { Training } from '../train/training.ts';
import type { Console } from './console.ts';
import { displayPath, shellQuoted } from './display-path.ts';
import { printable } from './display-width.ts';
import { drive, type Ending, type RunRecord } from './drive.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { watchKeeper } from './keeper-watch.ts';
import { reporterFor } from './report/reporter.ts';
import type { StopRequest } from './stop-request.ts';

/** A run that is about to be driven. */
export interface PreparedRun {
  training: Training;
  /** Its run folder. */
  record: RunRecord & Pick<Run, 'folder' | 'writeSummary' | 'close'>;
  /** Whether it goes on from a checkpoint. */
  resumed: boolean;
  /** Whether the user asked for it, or another run needs it. */
  asked: boolean;
  /** The folder to resume instead of its own, where the run is a part of something. */
  whole?: string;
  /** Called when it has come to its end and its folder says so. */
  ended?(): Promise<void>;
}

/** Milliseconds between two checkpoints: what is lost when the machine stops. */
const CHECKPOINT_EVERY = 10_000;

/**
 * Drives the runs in their order. A run that fails does not keep the next one from running; an interruption does.
 * @param runs each makes its run folder and graphs when its turn comes
 * @returns the exit code of the gravest outcome
 */
export async function runTrainings(
  runs: readonly (() => Promise<PreparedRun>)[],
  outputs: { events?: boolean; json?: boolean; linger?: number; asked?: number },
  console: Console,
  stop: StopRequest,
): Promise<ExitCode> {
  const reporter = reporterFor(outputs, outputs.asked ?? runs.length, console);
  const codes: ExitCode[] = [];
  try {
    for (const prepare of runs) {
      if (stop.asked) {
        console.err.write('stopped before the training began\n');
        codes.push(EXIT.interrupted);
        break;
      }
      const { training, record, resumed, asked, whole, ended } = await prepare();
      const unwatch = outputs.linger === undefined ? null : watchKeeper(record.folder, stop, outputs.linger);
      try {
        stop.whenAsked(() => {
          reporter.clear();
          console.err.write('stopping after this step (Ctrl-C again stops at once)\n');
          training.requestStop();
        });
        let start: EventOf<'start'> | null = null;
        const observe = (event: RunEvent) => {
          if (event.type === 'start') start = event;
          reporter.event(event);
        };
        const ending = await drive(training, record, {
          resumed,
          observe,
          checkpointEvery: CHECKPOINT_EVERY,
          now: Date.now,
        });
        if (ending.type === 'result') writeFiles(record.folder, filesOf(ending));
        await record.writeSummary(ending);
        await ended?.();
        reporter.ended(start!, ending, asked);
        sayEnding(ending, record.folder, console, whole);
        codes.push(endingCode(ending));
        if (ending.type === 'interrupted') break;
      } finally {
        unwatch?.();
        stop.whenAsked(() => {});
        await record.close();
      }
    }
  } finally {
    reporter.clear();
    reporter.finish();
  }
  return gravest(codes);
}

/** The exit code of a run with this ending. */
export function endingCode(ending: Ending): ExitCode {
  switch (ending.type) {
    case 'interrupted':
      return EXIT.interrupted;
    case 'failure':
      return EXIT.numerical;
    case 'result':
      return ending.expectations.every(({ verdict }) => verdict === 'pass') ? EXIT.fine : EXIT.expectation;
  }
}

/** Says on stderr why a run has no result, and how to go on. @param whole what it is a part of */
function sayEnding(ending: Ending, folder: string, { err }: Console, whole = folder): void {
  const path = displayPath(folder);
  if (ending.type === 'interrupted')
    err.write(`stopped after step ${ending.step}; resume with: qham resume ${shellQuoted(displayPath(whole))}\n`);
  if (ending.type === 'failure') {
    err.write(`${err.paint('red', 'error')}: ${printable(ending.message)}\n`);
    err.write(`the last good state is kept in ${printable(path)}\n`);
  }
}

const GRAVITY: readonly ExitCode[] = [EXIT.interrupted, EXIT.numerical, EXIT.expectation, EXIT.fine];

/** Of several outcomes the one that a script ought to know of. */
export function gravest(codes: readonly ExitCode[]): ExitCode {
  return GRAVITY.find((code) => codes.includes(code)) ?? EXIT.fine;
}
