/** At most one process trains a run folder. */

import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { say } from '@qham/grammar/phrase';
import * as v from 'valibot';
import { FILES } from './layout.ts';
import { isRunning, processStart } from './process-identity.ts';
import { StoreError, storeError } from './store-error.ts';

const Lock = v.object({
  pid: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** When that process began; null where the system does not say. */
  start: v.nullable(v.string()),
  host: v.string(),
});
type Lock = v.InferOutput<typeof Lock>;

/** Who holds a run folder. A holder on another machine cannot be asked and is taken to be alive. */
export interface Holder {
  pid: number;
  host: string;
  alive: boolean;
}

/** The holder of a run folder, or null where nobody holds it. @throws StoreError when the lock is damaged */
export function holderOf(folder: string): Holder | null {
  const lock = readLock(folder);
  return lock && { pid: lock.pid, host: lock.host, alive: isAlive(lock) };
}

/**
 * Takes a run folder for this process. The lock of a process that has ended is taken over.
 * @returns what gives it back
 * @throws StoreError when another process holds it, or the folder cannot be written
 */
export function takeLock(folder: string): () => void {
  const own: Lock = { pid: process.pid, start: processStart(process.pid), host: hostname() };
  const path = join(folder, FILES.lock);
  const release = () => {
    const lock = readLock(folder);
    if (lock && lock.pid === own.pid && lock.host === own.host) rmSync(path, { force: true });
  };
  try {
    if (createExclusively(path, own)) return release;
    const takeOver = `${path}.takeover`;
    // Between reading a dead lock and replacing it nobody else may do the same.
    if (!createExclusively(takeOver, own))
      throw new StoreError(
        folder,
        say`${folder} is being taken over by another process just now. If there is none, delete ${takeOver}.`,
      );
    try {
      const lock = readLock(folder);
      if (lock && isAlive(lock)) throw held(folder, lock);
      // Only a lock that was seen to be dead: where there is none now, someone else may be just making one.
      if (lock) rmSync(path, { force: true });
      if (createExclusively(path, own)) return release;
      throw new StoreError(folder, say`${folder} was taken by another process at this moment. Try again.`);
    } finally {
      rmSync(takeOver, { force: true });
    }
  } catch (error) {
    throw storeError(folder, say`lock the run`, error);
  }
}

function held(folder: string, { pid, host }: Lock): StoreError {
  const said =
    host === hostname()
      ? say`${folder} is being trained by process ${pid}. Wait until it has ended, or stop it first.`
      : say`${folder} is being trained by process ${pid} on ${host}. If it does not run any more, delete ${join(folder, FILES.lock)}.`;
  return new StoreError(folder, said);
}

function isAlive({ pid, start, host }: Lock): boolean {
  return host !== hostname() || isRunning(pid, start);
}

function readLock(folder: string): Lock | null {
  const path = join(folder, FILES.lock);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw storeError(folder, say`read the lock`, error);
  }
  try {
    return v.parse(Lock, JSON.parse(text));
  } catch (cause) {
    throw new StoreError(folder, say`${path} is damaged. If no process trains this run, delete it.`, { cause });
  }
}

/** Creates a file with its whole content at once. @returns false when it was there already */
function createExclusively(path: string, lock: Lock): boolean {
  const text = `${JSON.stringify(lock)}\n`;
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, text, { flush: true });
    linkSync(draft, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
    return createWithoutLinks(path, text);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** For file systems without hard links. */
function createWithoutLinks(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx', flush: true });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
