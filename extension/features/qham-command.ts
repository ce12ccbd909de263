import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { Command } from '../training/process.ts';
import type { Services } from './feature.ts';
import { partPath } from './parts.ts';

/** Seconds between asking a training to stop and ending it: a step of the largest systems takes some. */
const GRACE_SECONDS = 10;

/** The `qham` that comes with the extension, on VS Code's own executable: no Node needs to be installed. */
export function qhamCommand(
  { context, settings }: Pick<Services, 'context' | 'settings'>,
  args: readonly string[],
  directory: string,
): Command {
  const script = partPath(context, 'qham');
  return {
    executable: process.execPath,
    arguments: [script, ...args],
    script,
    directory,
    // VS Code's own executable is a Node when it is told to be one.
    environment: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    patience: settings()['train.patience'],
    grace: GRACE_SECONDS,
  };
}

/** Runs are kept below the workspace folder, or beside a file that is in none. */
export async function directoryOf(uri: vscode.Uri): Promise<string> {
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath;
  const isDirectory =
    folder !== undefined &&
    (await stat(folder).then(
      (s) => s.isDirectory(),
      () => false,
    ));
  return isDirectory ? folder : dirname(uri.fsPath);
}
