/** What a run prints while it goes on and when it ends, in each of the three ways of printing. */
import { type EventOf, formatEvent, type RunEvent } from '../../events.ts';
import type { Console } from '../console.ts';
import { displayPath } from '../display-path.ts';
import { printable } from '../display-width.ts';
import type { Ending } from '../drive.ts';
import { frozenLines } from './frozen.ts';
import { noteOf } from './notes.ts';
import { liveProgress, type Progress, plainProgress } from './progress.ts';
import { formatResult } from './result.ts';
import { type RunSummary, summarise } from './run-summary.ts';

export interface OutputOptions {
  events?: boolean;
  json?: boolean;
}

export interface Reporter {
  event(event: RunEvent): void;
  /** The run has come to its end. @param asked whether the user asked for it, or another run needed it */
  ended(start: EventOf<'start'>, ending: Ending, asked: boolean): void;
  /** Takes the progress line away before something else is written. */
  clear(): void;
  /** All runs have come to their end. */
  finish(): void;
}

/**
 * Chooses how to report: `--events` gives each event as a line of stdout, `--json` the summary at the end (an array where
 * several runs were asked for), and otherwise a person reads. In the first two, a person at stderr still sees progress.
 */
export function reporterFor(options: OutputOptions, runs: number, console: Console): Reporter {
  if (options.events) return events(console);
  if (!options.json) return human(console);
  const summaries: RunSummary[] = [];
  return {
    ...quiet(console),
    ended: (start, ending, asked) => {
      if (asked) summaries.push(summarise(start, ending));
    },
    finish: () => {
      if (summaries.length > 0) console.out.write(`${JSON.stringify(runs === 1 ? summaries[0] : summaries)}\n`);
    },
  };
}

/** Only a progress line, and only where stderr is a terminal. */
function quiet(console: Console): Reporter {
  const progress: Progress = console.err.isTerminal ? liveProgress(console.err) : { see: () => {}, clear: () => {} };
  return { event: progress.see, ended: progress.clear, clear: progress.clear, finish: () => {} };
}

function events(console: Console): Reporter {
  const line = quiet(console);
  return {
    ...line,
    event: (event) => {
      // Both may go to the same terminal.
      line.clear();
      console.out.write(`${formatEvent(event)}\n`);
      line.event(event);
    },
  };
}

function human(console: Console): Reporter {
  const { out } = console;
  const progress = out.isTerminal ? liveProgress(out) : plainProgress(out);
  return {
    clear: progress.clear,
    finish: () => {},
    event: (event) => {
      if (event.type === 'start') for (const line of heading(event)) out.write(`${out.paint('dim', line)}\n`);
      const note = noteOf(event);
      if (note !== null) {
        progress.clear();
        out.write(`${note}\n`);
      }
      progress.see(event);
    },
    ended: (start, ending) => {
      progress.clear();
      if (ending.type !== 'result') return;
      for (const line of formatResult(start.train, ending, start.reference, out.paint)) out.write(`${line}\n`);
    },
  };
}

function heading(start: EventOf<'start'>): string[] {
  const { train, states, steps, walkers, parameters, seed, device, run } = start;
  const lines = [
    `${train}: ${states} ${states === 1 ? 'state' : 'states'}, ${steps} steps, ${walkers} walkers, ${parameters} parameters, seed ${seed}`,
    ...frozenLines(start),
    `on ${device}`,
  ];
  return run === null ? lines : [...lines, `in ${printable(displayPath(run))}`];
}
