/** What a run folder holds of a run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunEvent } from '../../runtime/events.ts';
import { parseEvents } from './qham.ts';

export function eventsIn(run: string): RunEvent[] {
  return parseEvents(readFileSync(join(run, 'events.jsonl'), 'utf8'));
}

/** What of a run is its numbers: without clocks and places, and without what interruptions add. */
export function numbersIn(run: string): unknown[] {
  return eventsIn(run)
    .filter(({ type }) => type !== 'checkpoint' && type !== 'resumed')
    .map(({ time: _, ...event }) => {
      if (event.type === 'step') return { ...event, seconds: null };
      if (event.type === 'start' || event.type === 'transfer') return { ...event, run: null };
      if (event.type !== 'result') return event;
      const { training_seconds: __, evaluation_seconds: ___, ...numbers } = event;
      return numbers;
    });
}
