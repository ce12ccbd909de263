import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RUNS_FOLDER } from 'qham/store';
import type { Workbench } from './workbench.ts';

/** The run folders below the folder of a workbench, those of one train in the order of their time. */
export const runFolders = ({ folder }: Workbench): string[] =>
  readdirSync(join(folder, RUNS_FOLDER))
    .sort()
    .map((name) => join(folder, RUNS_FOLDER, name));
