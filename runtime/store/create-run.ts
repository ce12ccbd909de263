import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { say } from '@qham/grammar/phrase';
import type { Experiment } from '../experiment.ts';
import { replaceFile } from './atomic-file.ts';
import { formatDescription, type RunDescription, type RunMeta } from './description.ts';
import { type Disk, SYSTEM_DISK } from './disk.ts';
import { FILES } from './layout.ts';
import { Run } from './run.ts';
import { storeError } from './store-error.ts';

/**
 * Makes a folder `<train>-<time>` for a new run and claims it for this process.
 * @param root folder of all runs; made when it is not there
 * @param options.name of the folder, where it is to be another
 * @throws StoreError when the folder cannot be made or written; nothing is then left behind
 */
export async function createRun(
  root: string,
  experiment: Experiment,
  meta: RunMeta,
  { now = new Date(), disk = SYSTEM_DISK, name }: { now?: Date; disk?: Disk; name?: string } = {},
): Promise<Run> {
  const { program, ...rest } = meta;
  const description: RunDescription = { created: now.toISOString(), ...rest, experiment };
  let folder: string | null = null;
  try {
    folder = makeFolder(resolve(root), name ?? folderName(experiment.train, now));
    const run = new Run(folder, description, disk);
    run.claim();
    replaceFile(join(folder, FILES.program), program, disk);
    // Last, because a folder with this file is a run.
    replaceFile(join(folder, FILES.description), formatDescription(description), disk);
    return run;
  } catch (error) {
    if (folder) rmSync(folder, { recursive: true, force: true });
    throw storeError(root, say`start the run “${experiment.train}”`, error);
  }
}

/** `Ground-20260131-125959`, in UTC. */
export function folderName(train: string, now: Date): string {
  const digits = now.toISOString().replace(/\D/g, '');
  const time = `${digits.slice(0, 8)}-${digits.slice(8, 14)}`;
  return `${train.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}_-]/gu, '_')}-${time}`;
}

/** A folder that was not there before; a number is added where several runs begin in the same second. */
export function makeFolder(root: string, name: string): string {
  mkdirSync(root, { recursive: true });
  for (let attempt = 1; ; attempt++) {
    const folder = join(root, attempt === 1 ? name : `${name}-${attempt}`);
    try {
      mkdirSync(folder);
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
