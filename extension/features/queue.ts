import * as vscode from 'vscode';
import {
  claimWaiting,
  queueOf,
  releaseWaiting,
  removeWaiting,
  type WaitingFile,
  writeWaiting,
} from '../runs/waiting.ts';
import { commandLine } from '../training/command-line.ts';
import type { Feature, Services } from './feature.ts';
import { directoryOf, qhamCommand } from './qham-command.ts';
import { runRoots } from './run-folders.ts';

/** Milliseconds between two looks at what waits in other windows, while there is any. */
const PAUSE = 1000;

/** Keeps what waits for its turn on the disk, and takes over what a window that has gone has left there. */
export const queue: Feature = (services) => {
  const { context, runs, stored, log } = services;
  const files = new Map<number, string>();
  let timer: NodeJS.Timeout | null = null;
  const settle = (id: number) => {
    const run = runs.find(id);
    const waits = run?.state.status === 'queued';
    const file = files.get(id);
    const [root] = runRoots(services);
    if (waits && file === undefined && root !== undefined) {
      const { file, train, resumes = null } = run.request;
      files.set(id, writeWaiting(queueOf(root), { file, train, folder: run.folder ?? resumes }));
    } else if (!waits && file !== undefined) {
      removeWaiting(file);
      files.delete(id);
    }
  };
  const look = async () => {
    timer = null;
    // What still trains is known first, so that this waits for it.
    await stored.refresh();
    if (!vscode.workspace.isTrusted) return;
    const found = runRoots(services).map((root) => claimWaiting(queueOf(root)));
    if (found.some(({ others }) => others)) timer = setTimeout(() => void look().catch(failed), PAUSE);
    await takeOver(
      services,
      found.flatMap(({ taken }) => taken),
    );
  };
  const failed = (error: unknown) => log.error('queue', error instanceof Error ? error : String(error));
  context.subscriptions.push(
    // One that starts at once never waits: what is looked at is how it stands then.
    runs.onStanding(({ id }) => queueMicrotask(() => settle(id))),
    { dispose: () => timer !== null && clearTimeout(timer) },
  );
  void look().catch(failed);
  return async () => {
    for (const file of files.values()) releaseWaiting(file);
  };
};

/** After a reload what waited waits on. What a window left behind long ago may be unwanted by now: the user is asked. */
async function takeOver(services: Services, taken: readonly WaitingFile[]): Promise<void> {
  const limit = Date.now() - services.settings()['train.linger'] * 1000;
  const reloaded = taken.filter(({ waiting }) => (waiting.released ?? 0) >= limit);
  for (const one of reloaded) await startAgain(services, one);
  const left = taken.filter((one) => !reloaded.includes(one));
  if (left.length === 0) return;
  const start = vscode.l10n.t('Start');
  const forget = vscode.l10n.t('Forget');
  const trains = left.map(({ waiting }) => waiting.train).join(', ');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('Waiting for their turn when VS Code closed: {0}', trains),
    start,
    forget,
  );
  for (const one of left) {
    if (answer === start) await startAgain(services, one);
    else if (answer === forget) removeWaiting(one.path);
  }
}

async function startAgain(services: Services, { path, waiting }: WaitingFile): Promise<void> {
  const { file, train, folder } = waiting;
  if (folder !== null) await vscode.commands.executeCommand('qham.resumeRun', folder);
  else {
    const command = qhamCommand(
      services,
      commandLine({ file, train }, services.settings()),
      await directoryOf(vscode.Uri.file(file)),
    );
    services.runs.start({ file, train }, command);
  }
  removeWaiting(path);
}
