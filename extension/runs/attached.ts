import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { say, type Words } from '@qham/grammar/phrase';
import { SaidError, saidBy } from 'qham/said';
import { FILES, holderOf, isKept, keeperOf, keptBy, type RunStatus, statusOf, writeKeeper } from 'qham/store';
import type { TrainingProcess } from '../training/process.ts';
import { EventFile, type EventReader } from './event-file.ts';

/** Milliseconds between two looks at a run that goes on. */
const PAUSE = 500;

export interface AttachedListener extends EventReader {
  /** Called once: the run does not go on. */
  end(status: Exclude<RunStatus, 'running'> | 'unreadable', message: Words): void;
}

/**
 * Follows a run by its folder alone: reads its events, and while a process trains it, those that come.
 * @param grace seconds between asking that process to stop and ending it
 * @param keep whether this process wants the run to go on where nobody else does any more
 */
export function attach(folder: string, listener: AttachedListener, grace: number, keep: boolean): TrainingProcess {
  const file = new EventFile(join(folder, FILES.events), listener);
  let timer: NodeJS.Timeout | undefined;
  let forced: NodeJS.Timeout | undefined;
  let over = false;
  let settle: () => void;
  const ended = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const end = (status: Exclude<RunStatus, 'running'> | 'unreadable', message: Words) => {
    over = true;
    clearTimeout(timer);
    clearTimeout(forced);
    listener.end(status, message);
    settle();
  };
  const look = async () => {
    try {
      if (!existsSync(folder)) throw new SaidError(say`there is no folder ${folder}`);
      // Before the events are read: what a process said before its end is then among them.
      const status = statusOf(folder);
      if (status === 'running' && keep && !isKept(keeperOf(folder))) writeKeeper(folder, keptBy(process.pid));
      await file.read();
      if (over) return;
      if (status !== 'running') end(status, '');
      else timer = setTimeout(() => void look(), PAUSE);
    } catch (error) {
      if (!over) end('unreadable', saidBy(error));
    }
  };
  void look();
  return {
    pid: trainerOf(folder),
    ended,
    stop() {
      if (over || forced !== undefined) return;
      forced = setTimeout(() => signal(folder, 'SIGKILL'), grace * 1000);
      signal(folder, 'SIGINT');
      try {
        // Who cannot be sent a signal looks here.
        writeKeeper(folder, { ...keptBy(process.pid), stop: true });
      } catch {
        // The signal has gone out.
      }
    },
    release() {
      over = true;
      clearTimeout(timer);
      clearTimeout(forced);
      settle();
    },
  };
}

/** The process of this machine that trains a run folder now. */
export function trainerOf(folder: string): number | undefined {
  try {
    const found = holderOf(folder);
    return found?.alive && found.host === hostname() ? found.pid : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a process other than this one, on any machine, trains a run folder now. */
export function trainedByAnother(folder: string, pid: number | undefined): boolean {
  try {
    const found = holderOf(folder);
    return found?.alive === true && !(found.host === hostname() && found.pid === pid);
  } catch {
    return false;
  }
}

function signal(folder: string, name: NodeJS.Signals): void {
  const pid = trainerOf(folder);
  // On Windows every signal ends a process at once.
  if (pid === undefined || (process.platform === 'win32' && name !== 'SIGKILL')) return;
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}
