import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { say } from '@qham/grammar/phrase';
import { saidBy } from '../said-error.ts';
import { parseDescription, type RunDescription } from './description.ts';
import { FILES } from './layout.ts';
import { Run } from './run.ts';
import { StoreError, storeError } from './store-error.ts';

/**
 * Opens a run folder for reading; `claim` it to write.
 * @throws StoreError when there is no such folder, it is not a run, or its `experiment.json` is damaged
 */
export async function openRun(path: string): Promise<Run> {
  const folder = resolve(path);
  return new Run(folder, readDescription(folder));
}

function readDescription(folder: string): RunDescription {
  if (!existsSync(folder))
    throw new StoreError(folder, say('there is no run at {0}; `qham list` shows the runs there are', folder));
  const file = join(folder, FILES.description);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw storeError(folder, say`read the experiment`, error);
    throw new StoreError(folder, say`${folder} is not a run: it has no ${FILES.description}`);
  }
  try {
    return parseDescription(text);
  } catch (cause) {
    throw new StoreError(folder, say`${file} cannot be used: ${saidBy(cause)}`, { cause });
  }
}
