/** `summary.json`: how a run ended, small enough to read for every run of a long list. */
import * as v from 'valibot';
import { type EventOf, formatEvent, parseEvent } from '../events.ts';

const FORMAT = 1;

/** The last event of a run. */
export type Ending = EventOf<'result'> | EventOf<'interrupted'> | EventOf<'failure'>;

export interface RunSummary {
  train: string;
  device: string;
  /** When it ended, ISO 8601, UTC. */
  ended: string;
  ending: Ending;
}

const Stored = v.object({
  format: v.literal(FORMAT),
  train: v.string(),
  device: v.string(),
  ended: v.pipe(v.string(), v.isoTimestamp()),
  ending: v.unknown(),
});

/** @throws Error when the ending is one that could not be read back: a result holds finite numbers only */
export function formatSummary(summary: RunSummary): string {
  parseEnding(summary.ending);
  return `${JSON.stringify({ format: FORMAT, ...summary }, null, 2)}\n`;
}

/** @throws Error that says what is wrong */
export function parseSummary(text: string): RunSummary {
  const result = v.safeParse(Stored, JSON.parse(text));
  if (!result.success) {
    const [issue] = result.issues;
    throw new Error(`${v.getDotPath(issue) ?? 'value'}: ${issue.message}`);
  }
  const { train, device, ended, ending } = result.output;
  return { train, device, ended, ending: parseEnding(ending) };
}

function parseEnding(value: unknown): Ending {
  const event = parseEvent(formatEvent(value as Ending));
  if ('error' in event) throw new Error(`ending: ${event.error}`);
  if (event.type !== 'result' && event.type !== 'interrupted' && event.type !== 'failure')
    throw new Error(`ending: a run cannot end with the event “${event.type}”`);
  return event;
}
