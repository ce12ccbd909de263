import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RUNS_FOLDER } from 'qham/store';
import * as vscode from 'vscode';
import { purgeDeleted } from '../runs/deleted.ts';
import { runsFolderOf, type StoredRun } from '../runs/stored-run.ts';
import type { Folder } from '../training/request.ts';
import type { Feature, Services } from './feature.ts';

/** Where the run that was shown last is kept over a reload. */
const SHOWN = 'qham.shownRun';
/** Milliseconds that changes on the disk are gathered for. */
const PAUSE = 150;

/** Folders that hold runs: below each workspace folder, beside open files that are in none, and where runs of this window went. */
export function runRoots(services: Pick<Services, 'runs'>): string[] {
  const open = (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => join(uri.fsPath, RUNS_FOLDER));
  const beside = vscode.workspace.textDocuments
    .filter(isOutside)
    .map(({ uri }) => join(dirname(uri.fsPath), RUNS_FOLDER));
  const used = services.runs.all.flatMap(({ folder }) => (folder === null ? [] : [runsFolderOf(folder)]));
  return [...new Set([...open, ...beside, ...used])];
}

/** Whether a document is a program that is in no folder of this window: its runs are kept beside it. */
const isOutside = ({ languageId, uri }: vscode.TextDocument): boolean =>
  languageId === 'qham' && uri.scheme === 'file' && vscode.workspace.getWorkspaceFolder(uri) === undefined;

/** What `Runs` needs to know of a run on the disk. */
export const asFolder = (stored: StoredRun): Folder => ({
  path: stored.path,
  request: { file: stored.file, train: stored.train },
  created: stored.created ?? new Date(0),
  going: stored.status === 'running',
});

/**
 * Keeps the list of runs true: watches the folders, finds the runs again that go on after a reload, and shows the one that was
 * shown before.
 */
export const runFolders: Feature = (services) => {
  const { context, runs, stored, shown, log } = services;
  let pause: NodeJS.Timeout | null = null;
  const refresh = () => {
    pause ??= setTimeout(() => {
      pause = null;
      stored.refresh().catch((error) => log.error('runs', error));
    }, PAUSE);
  };
  let watchers: vscode.Disposable[] = [];
  const watch = () => {
    for (const watcher of watchers) watcher.dispose();
    watchers = (vscode.workspace.workspaceFolders ?? []).map((folder) => {
      const pattern = new vscode.RelativePattern(folder, `${RUNS_FOLDER}/**`);
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      const see = (uri: vscode.Uri) => {
        // These grow all the time; who shows a run that goes on follows them.
        if (!/(events\.jsonl|history\.csv)$/.test(uri.path)) refresh();
      };
      watcher.onDidCreate(see);
      watcher.onDidChange(see);
      watcher.onDidDelete(see);
      return watcher;
    });
    refresh();
  };
  let some = false;
  /** What asks for a run waits until there is one. */
  const offer = () => {
    const now = stored.all.length > 0 || runs.all.length > 0;
    if (now !== some) void vscode.commands.executeCommand('setContext', 'qham.hasRuns', now);
    some = now;
  };
  context.subscriptions.push(
    vscode.workspace.onDidChangeWorkspaceFolders(watch),
    vscode.workspace.onDidOpenTextDocument((document) => isOutside(document) && refresh()),
    runs.onStanding(() => {
      offer();
      refresh();
    }),
    stored.onChange(() => {
      offer();
      for (const run of stored.all) if (run.status === 'running') runs.open(asFolder(run));
      for (const { id, folder, process: trainer } of runs.training)
        if (folder !== null && trainer && !existsSync(folder))
          runs.lose(id, vscode.l10n.t('there is no folder {0}', folder));
    }),
    shown.onChange(() => void context.workspaceState.update(SHOWN, shown.run?.folder ?? undefined)),
    { dispose: () => pause !== null && clearTimeout(pause) },
    { dispose: () => watchers.forEach((watcher) => void watcher.dispose()) },
    vscode.commands.registerCommand('qham.refreshRuns', () => stored.refresh()),
  );
  watch();
  for (const root of runRoots(services)) {
    try {
      purgeDeleted(root);
    } catch (error) {
      log.warn('deleted runs', error);
    }
  }
  void stored.refresh().then(() => {
    if (runs.all.length > 0) return;
    const last = stored.find(context.workspaceState.get<string>(SHOWN, '')) ?? stored.all[0];
    if (last && last.status !== 'damaged') runs.open(asFolder(last));
  });
  return async () => stored.dispose();
};
