/** What became of a run, from its files alone. */
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { parseEvent, type RunEvent } from '../events.ts';
import { FILES } from './layout.ts';
import { holderOf } from './lock.ts';
import { splitLines } from './rewind.ts';
import { parseSummary } from './summary.ts';

/**
 * `running`: a live process holds it. `finished`: it has its result. `failed`: a number was not finite. `interrupted`: it was
 * stopped and can go on. `dead`: its process ended without a word (killed, power failure); it can go on from its checkpoint.
 */
export type RunStatus = 'running' | 'finished' | 'failed' | 'interrupted' | 'dead';

const STATUS_AFTER: Partial<Record<RunEvent['type'], RunStatus>> = {
  result: 'finished',
  failure: 'failed',
  interrupted: 'interrupted',
};

/** Bytes at the end of the events in which the last ones are looked for. */
const TAIL = 64 * 1024;

/** @throws StoreError when the lock is damaged or cannot be read */
export function statusOf(folder: string): RunStatus {
  if (holderOf(folder)?.alive) return 'running';
  const type = endingType(folder) ?? lastEvents(folder).at(-1)?.type;
  return (type && STATUS_AFTER[type]) ?? 'dead';
}

/** Whether `qham resume` can go on with a run of this status. */
export function isResumable(folder: string, status: RunStatus): boolean {
  return status !== 'running' && status !== 'finished' && existsSync(join(folder, FILES.checkpoint));
}

/** The readable events at the end of the record, oldest first; none where there is no record. */
export function lastEvents(folder: string): RunEvent[] {
  const path = join(folder, FILES.events);
  if (!existsSync(path)) return [];
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const tail = Buffer.alloc(Math.min(size, TAIL));
    readSync(file, tail, 0, tail.length, size - tail.length);
    const { lines } = splitLines(tail.toString('utf8'));
    return lines.map(parseEvent).filter((event): event is RunEvent => !('error' in event));
  } finally {
    closeSync(file);
  }
}

/** From the summary; a damaged one says nothing, and the events decide. */
function endingType(folder: string): RunEvent['type'] | null {
  try {
    return parseSummary(readFileSync(join(folder, FILES.summary), 'utf8')).ending.type;
  } catch {
    return null;
  }
}
