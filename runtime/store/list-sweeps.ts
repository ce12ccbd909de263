/** The sweeps of a folder of runs. */
import { basename, join, resolve } from 'node:path';
import { isSweepFolder } from './layout.ts';
import { compare, type DamagedRun, damaged, foldersIn } from './list-runs.ts';
import { holderOf } from './lock.ts';
import type { RunStatus } from './status.ts';
import { openSweep, type SweepDescription, type SweepPoint } from './sweep-folder.ts';

/** A sweep as a list has it. */
export interface ListedSweep {
  name: string;
  path: string;
  status: RunStatus;
  description: SweepDescription;
  points: SweepPoint[];
}

/** A sweep with its points; one that cannot be read counts as damaged. */
export async function listSweep(path: string): Promise<ListedSweep | DamagedRun> {
  const name = basename(path);
  try {
    const sweep = openSweep(path);
    const points = await sweep.points();
    return {
      name,
      path: sweep.folder,
      status: sweepStatus(sweep.folder, points),
      description: sweep.description,
      points,
    };
  } catch (error) {
    return damaged(path, error);
  }
}

/** Finished where all points are; failed where all have ended; else somebody trains it, or it can go on. */
function sweepStatus(folder: string, points: readonly SweepPoint[]): RunStatus {
  if (holderOf(folder)?.alive) return 'running';
  const all = points.map(({ run }) => run?.status);
  if (all.every((status) => status === 'finished')) return 'finished';
  return all.every((status) => status === 'finished' || status === 'failed') ? 'failed' : 'interrupted';
}

/**
 * All sweeps of a folder, newest first; none where the folder does not exist. Damaged ones are listed with what is wrong.
 * @throws StoreError when the folder cannot be read
 */
export async function listSweeps(root: string): Promise<(ListedSweep | DamagedRun)[]> {
  const paths = foldersIn(root).map((name) => join(resolve(root), name));
  const sweeps = await Promise.all(paths.filter(isSweepFolder).map(listSweep));
  const created = (sweep: ListedSweep | DamagedRun) => (sweep.status === 'damaged' ? '' : sweep.description.created);
  return sweeps.sort((a, b) => compare(created(b), created(a)) || compare(b.name, a.name));
}
