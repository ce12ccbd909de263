import { basename, dirname, join } from 'node:path';
import { SaidError, saidBy } from 'qham/said';
import { FILES, KEPT_FOR_EVER, keeperOf, keptBy, type Label, readLabel, writeKeeper, writeLabel } from 'qham/store';
import * as vscode from 'vscode';
import { speakerIn } from '../energies/translate.ts';
import { deletedRuns, deleteRun, restoreRun } from '../runs/deleted.ts';
import { figure } from '../runs/figure.ts';
import { goesOn, standing } from '../runs/run-status.ts';
import { mergeRuns, type RunItem } from '../runs/run-tree.ts';
import type { StoredRun } from '../runs/stored-run.ts';
import { folderOfRuns } from '../runs/stored-run.ts';
import { sweepFolderOf } from '../runs/sweep-of.ts';
import { outputOf } from '../training/brief-command.ts';
import { resumeLine } from '../training/command-line.ts';
import { askedFor } from '../training/point-name.ts';
import { isOver } from '../training/run-state.ts';
import type { Run } from '../training/runs.ts';
import { wholeRun } from '../training/whole-run.ts';
import { evaluateRun } from './evaluate-run.ts';
import type { Feature, Services } from './feature.ts';
import { mayTrain } from './may-train.ts';
import { qhamCommand } from './qham-command.ts';
import { asFolder, runRoots } from './run-folders.ts';

type Act = (services: Services, item: RunItem) => unknown;

/** What can be done with one run. */
const ACTS: Readonly<Record<string, Act>> = {
  'qham.showRun': showRun,
  'qham.resumeRun': resumeRun,
  'qham.evaluateRun': evaluateRun,
  'qham.starRun': (services, item) => relabel(services, item, { starred: true }),
  'qham.unstarRun': (services, item) => relabel(services, item, { starred: false }),
  'qham.renameRun': renameRun,
  'qham.noteRun': noteRun,
  'qham.revealRun': revealRun,
  'qham.openProgram': (_, { key }) => open(join(key, FILES.program)),
  'qham.exportFigure': exportFigure,
  'qham.exportTable': exportTable,
  'qham.exportModel': exportModel,
  'qham.keepRunning': keepRunning,
  'qham.stopRun': (services, item) => {
    const run = item.run ?? (item.stored && services.runs.open(asFolder(item.stored)));
    if (run) services.runs.stop(run.id);
  },
};

/** What can be done with a run before it has a folder. */
const WITHOUT_FOLDER = ['qham.showRun', 'qham.stopRun'];

/** The commands of the tree of runs; from the palette each asks for its run. */
export const runCommands: Feature = (services) => {
  for (const [name, act] of Object.entries(ACTS))
    services.context.subscriptions.push(
      vscode.commands.registerCommand(name, async (given?: unknown, all?: unknown) => {
        const items = await itemsOf(services, given, all);
        return guarded(services, async () => {
          let result: unknown;
          for (const item of items) {
            if (item.stored === null && !WITHOUT_FOLDER.includes(name))
              throw new Error(
                vscode.l10n.t('{0} has no run folder yet: it is only starting, or never began.', item.train),
              );
            result = await act(services, item);
          }
          return result;
        });
      }),
    );
  services.context.subscriptions.push(
    vscode.commands.registerCommand('qham.deleteRun', async (given?: unknown, all?: unknown) => {
      const items = await itemsOf(services, given, all);
      return guarded(services, () => deleteRuns(services, items));
    }),
    vscode.commands.registerCommand('qham.restoreRun', () => guarded(services, () => restoreOne(services))),
  );
  return undefined;
};

async function guarded<T>({ log }: Services, body: () => Promise<T>): Promise<T | undefined> {
  try {
    return await body();
  } catch (error) {
    log.error('run', error instanceof Error ? error : String(error));
    void vscode.window.showErrorMessage(speakerIn(vscode.l10n)(saidBy(error)));
    return undefined;
  }
}

/** The items that a command is meant for: of the tree, of a folder's path, or chosen now; `several` asks for more than one. */
export async function itemsOf(
  { stored, runs }: Services,
  given: unknown,
  all: unknown,
  several?: string,
): Promise<RunItem[]> {
  const isItem = (value: unknown): value is RunItem => (value as RunItem | null)?.kind === 'run';
  if (Array.isArray(all) && all.some(isItem)) return all.filter(isItem);
  if (isItem(given)) return [given];
  await stored.refresh();
  const items = mergeRuns(stored.all, runs.all);
  if (typeof given === 'string') return items.filter(({ key }) => key === given);
  const picks = items.map((item) => ({
    label: item.stored?.label.name || item.train,
    description: item.created?.toLocaleString(vscode.env.language) ?? '',
    detail: basename(item.key),
    item,
  }));
  if (picks.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There are no runs yet.'));
    return [];
  }
  if (several !== undefined) {
    const picked = await vscode.window.showQuickPick(picks, { placeHolder: several, canPickMany: true });
    return (picked ?? []).map(({ item }) => item);
  }
  const picked = await vscode.window.showQuickPick(picks, { placeHolder: vscode.l10n.t('Run') });
  return picked ? [picked.item] : [];
}

async function showRun({ runs, shown }: Services, { run, stored }: RunItem): Promise<Run | undefined> {
  if (stored?.status === 'damaged') throw new SaidError(stored.message);
  const found = run ?? (stored && runs.open(asFolder(stored)));
  if (!found) return undefined;
  shown.select(found.id);
  await vscode.commands.executeCommand('qham.showEnergies', { preserveFocus: true });
  return found;
}

async function resumeRun(services: Services, { key }: RunItem): Promise<Run | undefined> {
  if (!(await mayTrain())) return undefined;
  // One that was just stopped lets go of its folder as the last thing.
  const known = services.runs.inFolder(key);
  if (known && isOver(known.state)) await known.process?.ended;
  await services.stored.refresh();
  const stored = services.stored.find(key);
  if (!stored) return undefined;
  const sweep = sweepFolderOf(stored.path);
  if (sweep !== null) return resumeSweep(services, sweep, stored);
  if (!stored.resumable)
    throw new Error(vscode.l10n.t('{0} cannot go on: it has no checkpoint, or it is finished.', basename(stored.path)));
  const command = qhamCommand(services, resumeLine(stored.path, services.settings()), folderOfRuns(stored.path));
  const run = await services.runs.resume(asFolder(stored), command);
  services.shown.select(run.id);
  return run;
}

/** A point is a part of its sweep: what is left of that is trained. */
async function resumeSweep(services: Services, sweep: string, { path, file, train }: StoredRun): Promise<Run> {
  const command = qhamCommand(services, resumeLine(sweep, services.settings()), folderOfRuns(path));
  const run = services.runs.start({ file, train: askedFor(train), resumes: path }, command);
  services.shown.select(run.id);
  return run;
}

async function relabel({ stored }: Services, { key }: RunItem, change: Partial<Label>): Promise<void> {
  writeLabel(key, { ...readLabel(key), ...change });
  await stored.refresh();
}

async function renameRun(services: Services, item: RunItem): Promise<void> {
  const name = await vscode.window.showInputBox({
    value: readLabel(item.key).name,
    prompt: vscode.l10n.t('Name of this run; empty shows its time'),
  });
  if (name !== undefined) await relabel(services, item, { name: name.trim() });
}

async function noteRun(services: Services, item: RunItem): Promise<void> {
  const note = await vscode.window.showInputBox({
    value: readLabel(item.key).note,
    prompt: vscode.l10n.t('What is worth knowing about this run'),
  });
  if (note !== undefined) await relabel(services, item, { note: note.trim() });
}

/** In the file manager; what lies on another machine, or is seen in a browser, in VS Code's own explorer. */
function revealRun(_: Services, { key }: RunItem): Thenable<unknown> {
  const here = vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  return vscode.commands.executeCommand(here ? 'revealFileInOS' : 'revealInExplorer', vscode.Uri.file(key));
}

async function open(path: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  await vscode.window.showTextDocument(document, { preview: true });
}

async function exportFigure(services: Services, { stored }: RunItem): Promise<vscode.Uri | undefined> {
  if (!stored) return undefined;
  const run = await wholeRun(services.runs, asFolder(stored));
  if (run === null) throw new Error(vscode.l10n.t('The run folder cannot be read.'));
  const hash = stored.experiment?.source.hash ?? '';
  const picture = figure(run, `qham run ${basename(stored.path)}, program sha256 ${hash}`, {
    step: vscode.l10n.t('step'),
    energy: vscode.l10n.t('energy'),
  });
  return save(services, stored, 'svg', new TextEncoder().encode(picture));
}

async function exportTable(services: Services, { stored }: RunItem): Promise<vscode.Uri | undefined> {
  if (!stored) return undefined;
  const table = await vscode.workspace.fs.readFile(vscode.Uri.file(join(stored.path, FILES.history)));
  return save(services, stored, 'csv', table);
}

/** The wave function of the last checkpoint, written by `qham export`: a model takes some time to build. */
async function exportModel(services: Services, { stored }: RunItem): Promise<vscode.Uri | undefined> {
  if (!stored) return undefined;
  const uri = await whereTo(stored, 'onnx');
  if (uri === undefined) return undefined;
  const line = ['export', stored.path, '--onnx', uri.fsPath, '--events'];
  const command = qhamCommand(services, line, folderOfRuns(stored.path));
  const title = vscode.l10n.t('Exporting {0}', basename(uri.fsPath));
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    try {
      await outputOf(command, stop.signal);
      return uri;
    } catch (error) {
      if (stop.signal.aborted) return undefined;
      throw error;
    }
  });
}

async function save(_: Services, stored: StoredRun, extension: string, content: Uint8Array) {
  const uri = await whereTo(stored, extension);
  if (uri !== undefined) await vscode.workspace.fs.writeFile(uri, content);
  return uri;
}

async function whereTo({ path }: StoredRun, extension: string): Promise<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.file(join(folderOfRuns(path), `${basename(path)}.${extension}`)),
    filters: { [extension.toUpperCase()]: [extension] },
  });
}

/** Lets a run go on to its end when VS Code closes, or takes that back. */
async function keepRunning(_: Services, { key, train }: RunItem): Promise<void> {
  const kept = keeperOf(key)?.pid === null;
  writeKeeper(key, kept ? keptBy(process.pid) : KEPT_FOR_EVER);
  void vscode.window.showInformationMessage(
    kept
      ? vscode.l10n.t('{0} will stop with a checkpoint when VS Code closes.', train)
      : vscode.l10n.t('{0} will go on to its end when VS Code closes. To stop it, open this folder again.', train),
  );
}

async function deleteRuns(services: Services, items: readonly RunItem[]): Promise<void> {
  const { stored, runs } = services;
  const going = items.filter((item) => goesOn(standing(item)));
  if (going.length > 0) throw new Error(vscode.l10n.t('{0} is still training: stop it first.', going[0]!.train));
  const deleted = items.flatMap(({ stored: run }) => (run ? [deleteRun(run.path)] : []));
  for (const { key, run } of items) {
    const known = run ?? runs.inFolder(key);
    if (known) runs.forget(known.id);
  }
  await stored.refresh();
  // One that failed before it had a folder leaves nothing behind.
  if (deleted.length === 0) return;
  const undo = vscode.l10n.t('Undo');
  const said =
    deleted.length === 1
      ? vscode.l10n.t('The run {0} was deleted.', basename(deleted[0]!))
      : vscode.l10n.t('{0} runs were deleted.', deleted.length);
  void vscode.window.showInformationMessage(said, undo).then(async (answer) => {
    if (answer !== undo) return;
    await guarded(services, async () => deleted.forEach((path) => void restoreRun(path)));
    await stored.refresh();
  });
}

async function restoreOne(services: Services): Promise<void> {
  const picks = runRoots(services)
    .flatMap((root) => deletedRuns(root))
    .map(({ path, deleted }) => ({
      label: basename(path),
      description: vscode.l10n.t('deleted {0}', deleted.toLocaleString(vscode.env.language)),
      detail: dirname(path),
      path,
    }));
  if (picks.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No run was deleted in the last seven days.'));
    return;
  }
  const picked = await vscode.window.showQuickPick(picks, { placeHolder: vscode.l10n.t('Run to restore') });
  if (picked === undefined) return;
  restoreRun(picked.path);
  await services.stored.refresh();
}
