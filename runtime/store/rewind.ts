/** What of a run's records belongs to a checkpoint. */
import { formatEvent, parseEvent, type RunEvent } from '../events.ts';

export interface Rewound {
  /** The lines that stay, each with its newline. */
  text: string;
  /** Whole lines that were taken away. */
  removed: number;
  /** Lines that could not be read: a line cut short by a crash, or damage. They are taken away too. */
  damaged: number;
}

/**
 * The events up to a checkpoint, as they stood when it was written: what came after the line that records it is what the
 * resumed run will say again. Where a crash came between the checkpoint and its line, the line is added: the checkpoint is
 * there, and the record of a run does not tell whether it was broken.
 * @param text of `events.jsonl`, cut anywhere
 */
export function rewindEvents(text: string, { step, time }: { step: number; time: number }): Rewound {
  const { lines, torn } = splitLines(text);
  const kept: string[] = [];
  let damaged = torn ? 1 : 0;
  let removed = 0;
  let recorded = false;
  let ended = false;
  for (const line of lines) {
    const event = parseEvent(line);
    if ('error' in event) {
      damaged++;
      continue;
    }
    ended ||= recorded || isAfter(event, step);
    if (ended) removed++;
    else kept.push(`${line}\n`);
    recorded ||= !ended && event.type === 'checkpoint' && event.step === step;
  }
  if (!recorded) kept.push(`${formatEvent({ type: 'checkpoint', step, time })}\n`);
  return { text: kept.join(''), removed, damaged };
}

/** The same for `history.csv`: its header, and the steps up to the checkpoint's. */
export function rewindHistory(text: string, step: number): Rewound {
  const { lines, torn } = splitLines(text);
  const columns = (line: string) => line.replace(/"(?:[^"]|"")*"/g, '').split(',').length;
  const [header, ...rows] = lines;
  const whole = rows.filter((row) => /^\d+,/.test(row) && columns(row) === columns(header!));
  const kept = whole.filter((row) => Number.parseInt(row, 10) <= step);
  return {
    text: header === undefined ? '' : [header, ...kept].map((line) => `${line}\n`).join(''),
    removed: whole.length - kept.length,
    damaged: rows.length - whole.length + (torn ? 1 : 0),
  };
}

/** Events that a run at this step has not come to yet. How an earlier process ended does not belong to the run either. */
function isAfter(event: RunEvent, step: number): boolean {
  switch (event.type) {
    case 'start':
    case 'transfer':
      return false;
    case 'step':
    case 'burn_in':
    case 'sweeps':
    case 'renewed':
    case 'stopped':
    case 'checkpoint':
    case 'resumed':
      return event.step > step;
    case 'shapes':
      return event.step > step || event.samples !== undefined;
    case 'evaluation':
    case 'result':
    case 'interrupted':
    case 'failure':
      return true;
  }
}

/** The lines that end in a newline; `torn` where something follows the last of them. */
export function splitLines(text: string): { lines: string[]; torn: boolean } {
  const lines = text.split('\n');
  const torn = lines.pop() !== '';
  return { lines, torn };
}
