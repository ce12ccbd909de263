import { dirname } from 'node:path';
import { isSweepFolder, openSweep } from 'qham/store';
import type { RunItem } from './run-tree.ts';

/** The folder of the sweep that a run folder is a point of; null where it is none. */
export function sweepFolderOf(run: string): string | null {
  const above = dirname(run);
  return isSweepFolder(above) ? above : null;
}

/** How far a sweep is. */
export interface SweepProgress {
  readonly points: number;
  readonly done: number;
}

/** How far the newest of the sweeps among these runs is; null where it cannot be read. */
export function sweepProgress(items: readonly RunItem[]): SweepProgress | null {
  const folder = items.map(({ key }) => sweepFolderOf(key)).find((found) => found !== null);
  if (folder === undefined) return null;
  try {
    const { points } = openSweep(folder).description.plan;
    const done = items.filter(({ key, stored }) => dirname(key) === folder && stored?.status === 'finished');
    return { points: points.length, done: done.length };
  } catch {
    // Its description is damaged or was just deleted: the points are still there.
    return null;
  }
}
