import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes a workspace of two empty folders in a folder. @returns the path of its .code-workspace */
export function twoFolders(folder: string): string {
  const folders = ['first', 'second'].map((path) => ({ path }));
  for (const { path } of folders) mkdirSync(join(folder, path), { recursive: true });
  const workspace = join(folder, 'both.code-workspace');
  writeFileSync(workspace, JSON.stringify({ folders }));
  return workspace;
}
