import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { english, say, type Words } from '@qham/grammar/phrase';
import type { EventOf } from '../events.ts';
import { saidBy } from '../said-error.ts';
import type { RunDescription } from './description.ts';
import { type Label, readLabel } from './label.ts';
import { isSweepFolder } from './layout.ts';
import { openRun } from './open-run.ts';
import { isResumable, lastEvents, type RunStatus } from './status.ts';
import { storeError } from './store-error.ts';
import type { RunSummary } from './summary.ts';

export interface ListedRun {
  /** Name of the folder. */
  name: string;
  path: string;
  status: RunStatus;
  description: RunDescription;
  /** The last training step on record. */
  lastStep: EventOf<'step'> | null;
  summary: RunSummary | null;
  /** Whether `qham resume` can go on with it. */
  resumable: boolean;
  label: Label;
}

/** A folder that ought to be a run and cannot be read as one. */
export interface DamagedRun {
  name: string;
  path: string;
  status: 'damaged';
  message: string;
  /** The message as words. */
  said: Words;
}

/**
 * All runs of a folder, newest first, without those of its sweeps; none where the folder does not exist. Damaged ones are listed with what is wrong.
 * @throws StoreError when the folder cannot be read
 */
export async function listRuns(root: string): Promise<(ListedRun | DamagedRun)[]> {
  const paths = foldersIn(root).map((name) => join(resolve(root), name));
  const runs = await Promise.all(paths.filter((path) => !isSweepFolder(path)).map(listRun));
  const created = (run: ListedRun | DamagedRun) => (run.status === 'damaged' ? '' : run.description.created);
  return runs.sort((a, b) => compare(created(b), created(a)) || compare(b.name, a.name));
}

/** Names of the folders in a folder; none where it does not exist. @throws StoreError when it cannot be read */
export function foldersIn(root: string): string[] {
  try {
    return readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw storeError(root, say`list the runs`, error);
  }
}

/** One run as a list has it; a folder that is gone counts as damaged. */
export async function listRun(path: string): Promise<ListedRun | DamagedRun> {
  const name = basename(path);
  try {
    const run = await openRun(path);
    const { status } = run;
    const lastStep = lastEvents(path).findLast((event): event is EventOf<'step'> => event.type === 'step') ?? null;
    const summary = await run.readSummary();
    return {
      name,
      path,
      status,
      description: run.description,
      lastStep,
      summary,
      resumable: isResumable(path, status),
      label: readLabel(path),
    };
  } catch (error) {
    return damaged(path, error);
  }
}

/** A folder that cannot be read, and why. */
export function damaged(path: string, error: unknown): DamagedRun {
  const said = saidBy(error);
  return { name: basename(path), path, status: 'damaged', message: english(said), said };
}

/** As `Array.sort` wants it. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
