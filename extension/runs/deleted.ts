import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isSweepFolder } from 'qham/store';
import { isRunFolder, runsFolderOf } from './stored-run.ts';
import { sweepFolderOf } from './sweep-of.ts';

/** Beside the folder of the runs. */
const DELETED = 'deleted';
/** Days for which a deleted run can be had back. */
const KEPT_DAYS = 7;

const deletedFolder = (runs: string): string => join(dirname(runs), DELETED);

/** Takes a run out of the list; `restoreRun` brings it back within a week. @returns where it is now */
export function deleteRun(path: string): string {
  const sweep = sweepFolderOf(path);
  // A point is kept below the name of its sweep, to which it goes back.
  const folder = join(deletedFolder(runsFolderOf(path)), sweep === null ? '' : basename(sweep));
  mkdirSync(folder, { recursive: true });
  const to = freeName(join(folder, basename(path)));
  renameSync(path, to);
  return to;
}

/** Puts a deleted run back, a point into its sweep while there is one; else it is a run by itself. @returns its path */
export function restoreRun(deleted: string): string {
  const above = dirname(deleted);
  const runs = (of: string) => join(dirname(of), 'runs');
  const ofSweep = basename(above) === DELETED ? null : join(runs(dirname(above)), basename(above));
  const into = ofSweep === null ? runs(above) : isSweepFolder(ofSweep) ? ofSweep : dirname(ofSweep);
  const to = freeName(join(into, basename(deleted)));
  renameSync(deleted, to);
  if (ofSweep !== null) removeEmpty(above);
  return to;
}

/** What is left of a sweep of which nothing is deleted any more. */
function removeEmpty(folder: string): void {
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

/** The deleted runs beside a folder of runs, the latest first. */
export function deletedRuns(runs: string): { path: string; deleted: Date }[] {
  const folder = deletedFolder(runs);
  if (!existsSync(folder)) return [];
  return (
    readdirSync(folder)
      .map((name) => join(folder, name))
      .flatMap((path) => (isRunFolder(path) ? [path] : pointsIn(path)))
      // Renaming a folder changes nothing of it but this time.
      .map((path) => ({ path, deleted: statSync(path).ctime }))
      .sort((a, b) => b.deleted.getTime() - a.deleted.getTime())
  );
}

/** The deleted points of a sweep. */
const pointsIn = (folder: string): string[] => readdirSync(folder).map((name) => join(folder, name));

/** Removes what was deleted more than a week ago, for good. */
export function purgeDeleted(runs: string, now = Date.now()): void {
  for (const { path, deleted } of deletedRuns(runs))
    if (now - deleted.getTime() > KEPT_DAYS * 24 * 3600 * 1000) rmSync(path, { recursive: true, force: true });
}

function freeName(path: string): string {
  for (let attempt = 1; ; attempt++) {
    const name = attempt === 1 ? path : `${path}-${attempt}`;
    if (!existsSync(name)) return name;
  }
}
