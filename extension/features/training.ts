import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { commandLine } from '../training/command-line.ts';
import type { Run, Runs } from '../training/runs.ts';
import type { Feature, Services } from './feature.ts';
import { partPath } from './parts.ts';

/** VS Code gives an extension five seconds to end; a process that was asked to stop gets less. */
const GRACE_SECONDS = 4;

/** The commands that start and stop a training. Each runs in a process of its own, never in the editor's. */
export const training: Feature = (services) => {
  const { context, runs } = services;
  context.subscriptions.push(
    vscode.commands.registerCommand('qham.train', (uri?: unknown, train?: unknown) => start(services, uri, train)),
    vscode.commands.registerCommand('qham.stop', (run?: unknown) => stop(runs, run)),
    runs.onChange(() => {
      void vscode.commands.executeCommand('setContext', 'qham.training', runs.active !== undefined);
    }),
  );
  return () => runs.stopAll();
};

async function start(services: Services, uri: unknown, train: unknown): Promise<Run | undefined> {
  const { context, runs, log } = services;
  try {
    const chosen = typeof train === 'string' ? { uri: documentOf(uri), train } : await chooseTrain(documentOf(uri));
    if (chosen === undefined) return undefined;
    if (!(await mayTrain())) return undefined;
    const document = await savedDocument(chosen.uri);
    if (document === undefined) return undefined;
    const settings = services.settings();
    const request = { file: document.uri.fsPath, train: chosen.train };
    const command = {
      executable: process.execPath,
      arguments: [partPath(context, 'qham'), ...commandLine(request, settings)],
      directory: await directoryOf(document.uri),
      // VS Code's own executable is a Node when it is told to be one.
      environment: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      patience: settings['train.patience'],
      grace: GRACE_SECONDS,
    };
    log.info(`train ${request.train}: ${command.arguments.join(' ')}`);
    const run = runs.start(request, command);
    if (settings['energies.reveal'])
      await vscode.commands.executeCommand('qham.energies.focus', { preserveFocus: true });
    return run;
  } catch (error) {
    log.error('train', error instanceof Error ? error : String(error));
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The training could not be started: {0}', error instanceof Error ? error.message : String(error)),
    );
    return undefined;
  }
}

async function stop(runs: Runs, id: unknown): Promise<void> {
  const going = runs.all.filter(
    (run) => run.process !== null && ['starting', 'training', 'evaluating'].includes(run.state.status),
  );
  if (typeof id === 'number') return runs.stop(id);
  if (going.length > 1) {
    const items = going.map((run) => ({ label: run.state.train, description: run.started.toLocaleTimeString(), run }));
    const picked = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Training to stop') });
    if (picked) runs.stop(picked.run.id);
    return;
  }
  if (going[0]) runs.stop(going[0].id);
  else void vscode.window.showInformationMessage(vscode.l10n.t('No training is going on.'));
}

/** The document that a lens or the view names, else the one in the active editor. */
function documentOf(uri: unknown): vscode.Uri {
  if (uri instanceof vscode.Uri) return uri;
  if (typeof uri === 'string') return vscode.Uri.parse(uri, true);
  const active = vscode.window.activeTextEditor?.document;
  if (active?.languageId !== 'qham') throw new Error(vscode.l10n.t('Open a .qham file first.'));
  return active.uri;
}

/** Lets the user choose among the trains of a document, which are those that have a lens. */
async function chooseTrain(uri: vscode.Uri): Promise<{ uri: vscode.Uri; train: string } | undefined> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 1000);
  const trains = lenses.flatMap((lens) =>
    lens.command?.command === 'qham.train' && typeof lens.command.arguments?.[1] === 'string'
      ? [lens.command.arguments[1]]
      : [],
  );
  if (trains.length === 0)
    throw new Error(vscode.l10n.t('This file has nothing to train: it has no train, or it has errors (see Problems).'));
  const train =
    trains.length === 1
      ? trains[0]
      : await vscode.window.showQuickPick(trains, { placeHolder: vscode.l10n.t('What to train') });
  return train === undefined ? undefined : { uri, train };
}

/** A training runs what the file says on this machine; in a workspace that is not trusted only the user may allow that. */
async function mayTrain(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('This workspace is in restricted mode: files can be edited and checked, but not trained.'),
    manage,
  );
  if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}

/** The document, saved: what is trained is what is seen. */
async function savedDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.isUntitled || uri.scheme !== 'file') {
    void vscode.window.showWarningMessage(vscode.l10n.t('Save the file to this machine first, then train it.'));
    return undefined;
  }
  if (document.isDirty && !(await document.save()))
    throw new Error(vscode.l10n.t('{0} could not be saved.', document.uri.fsPath));
  return document;
}

/** Runs are kept below the workspace folder, or beside a file that is in none. */
async function directoryOf(uri: vscode.Uri): Promise<string> {
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath;
  const isDirectory =
    folder !== undefined &&
    (await stat(folder).then(
      (s) => s.isDirectory(),
      () => false,
    ));
  return isDirectory ? folder : dirname(uri.fsPath);
}
