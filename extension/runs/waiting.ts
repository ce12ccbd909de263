/**
 * Trainings that wait for their turn, on the disk: one file each below `.qham/queue`, so that a window that reloads, or another
 * one on the same folder when the first has crashed, finds them again.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isKept, keptBy } from 'qham/store';
import * as v from 'valibot';

const Waiting = v.object({
  /** Path of the .qham file and name of the train. */
  file: v.string(),
  train: v.string(),
  /** The run folder to go on with; null where a new run is to be begun. */
  folder: v.nullable(v.string()),
  /** The process whose queue it stands in; null once that has let go of it. */
  owner: v.nullable(v.object({ pid: v.nullable(v.number()), start: v.nullable(v.string()), stop: v.boolean() })),
  /** When it was let go of, in milliseconds since 1970. */
  released: v.nullable(v.number()),
});
export type Waiting = v.InferOutput<typeof Waiting>;

/** One of them with its file. */
export interface WaitingFile {
  readonly path: string;
  readonly waiting: Waiting;
}

/** Where the queue of a folder lies, for the path of its runs. */
export const queueOf = (runs: string): string => join(dirname(runs), 'queue');

let count = 0;

/** Keeps what waits in the queue of this process. @returns its file */
export function writeWaiting(queue: string, wanted: Pick<Waiting, 'file' | 'train' | 'folder'>): string {
  mkdirSync(queue, { recursive: true });
  const path = freshPath(queue);
  put(path, { ...wanted, owner: keptBy(process.pid), released: null });
  return path;
}

/** Lets go of what still waits when this process ends: the next window may have it. */
export function releaseWaiting(path: string, now = Date.now()): void {
  const waiting = read(path);
  if (waiting) put(path, { ...waiting, owner: null, released: now });
}

export const removeWaiting = (path: string): void => rmSync(path, { force: true });

/**
 * Takes over everything in a queue whose process has gone or let go of it; no two processes get the same.
 * @returns what was taken, the longest waiting first, and whether living processes have more
 */
export function claimWaiting(queue: string): { taken: WaitingFile[]; others: boolean } {
  const taken: WaitingFile[] = [];
  let others = false;
  for (const name of namesIn(queue)) {
    const from = join(queue, name);
    const waiting = read(from);
    if (waiting === null || waiting.owner?.pid === process.pid) continue;
    if (isKept(waiting.owner)) {
      others = true;
      continue;
    }
    const path = freshPath(queue);
    try {
      renameSync(from, path);
    } catch {
      // Another process was faster.
      continue;
    }
    put(path, { ...waiting, owner: keptBy(process.pid) });
    taken.push({ path, waiting });
  }
  return { taken, others };
}

/** Names sort by the time at which they were made. */
function freshPath(queue: string): string {
  count += 1;
  return join(queue, `${Date.now()}-${process.pid}-${String(count).padStart(6, '0')}.json`);
}

function namesIn(queue: string): string[] {
  try {
    return readdirSync(queue)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch {
    // Nothing has waited here yet.
    return [];
  }
}

function read(path: string): Waiting | null {
  try {
    return v.parse(Waiting, JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // Gone meanwhile, or not one of ours.
    return null;
  }
}

function put(path: string, waiting: Waiting): void {
  const incomplete = `${path}.new`;
  writeFileSync(incomplete, `${JSON.stringify(waiting)}\n`);
  renameSync(incomplete, path);
}
