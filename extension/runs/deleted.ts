import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { runsFolderOf } from './stored-run.ts';

/** Beside the folder of the runs. */
const DELETED = 'deleted';
/** Days for which a deleted run can be had back. */
const KEPT_DAYS = 7;

const deletedFolder = (runs: string): string => join(dirname(runs), DELETED);

/** Takes a run out of the list; `restoreRun` brings it back within a week. @returns where it is now */
export function deleteRun(path: string): string {
  const folder = deletedFolder(runsFolderOf(path));
  mkdirSync(folder, { recursive: true });
  const to = freeName(join(folder, basename(path)));
  renameSync(path, to);
  return to;
}

/** Puts a deleted run back. @returns its path */
export function restoreRun(deleted: string): string {
  const to = freeName(join(dirname(dirname(deleted)), 'runs', basename(deleted)));
  renameSync(deleted, to);
  return to;
}

/** The deleted runs beside a folder of runs, the latest first. */
export function deletedRuns(runs: string): { path: string; deleted: Date }[] {
  const folder = deletedFolder(runs);
  if (!existsSync(folder)) return [];
  return (
    readdirSync(folder)
      .map((name) => join(folder, name))
      // Renaming a folder changes nothing of it but this time.
      .map((path) => ({ path, deleted: statSync(path).ctime }))
      .sort((a, b) => b.deleted.getTime() - a.deleted.getTime())
  );
}

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
