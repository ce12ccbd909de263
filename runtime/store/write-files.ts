import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { say } from '@qham/grammar/phrase';
import { replaceFile } from './atomic-file.ts';
import { SYSTEM_DISK } from './disk.ts';
import { storeError } from './store-error.ts';

/**
 * Writes files into a run folder, each whole or not at all; folders are made as needed.
 * @param files paths within the folder
 * @throws StoreError when the disk refuses
 */
export function writeFiles(folder: string, files: readonly { path: string; text: string }[]): void {
  for (const { path, text } of files)
    try {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      replaceFile(file, text, SYSTEM_DISK);
    } catch (error) {
      throw storeError(folder, say`write ${path}`, error);
    }
}
