import { saidBy } from 'qham/said';
import * as vscode from 'vscode';
import { speakerIn } from '../energies/translate.ts';
import { commandLine } from '../training/command-line.ts';
import { isOver } from '../training/run-state.ts';
import type { Run, Runs } from '../training/runs.ts';
import type { Feature, Services } from './feature.ts';
import { mayTrain } from './may-train.ts';
import { directoryOf, qhamCommand } from './qham-command.ts';

/** The commands that start and stop a training. Each runs in a process of its own, never in the editor's. */
export const training: Feature = (services) => {
  const { context, runs } = services;
  let going = false;
  let trained = false;
  context.subscriptions.push(
    vscode.commands.registerCommand('qham.train', (uri?: unknown, train?: unknown) => start(services, uri, train)),
    vscode.commands.registerCommand('qham.stop', (run?: unknown) => stop(runs, run)),
    vscode.commands.registerCommand('qham.stopAll', () => runs.stopAll()),
    runs.onStanding(({ state }) => {
      if (state.status === 'finished' && !trained) {
        trained = true;
        void vscode.commands.executeCommand('setContext', 'qham.trained', true);
      }
      const now = runs.all.some(({ state }) => !isOver(state));
      if (now === going) return;
      going = now;
      void vscode.commands.executeCommand('setContext', 'qham.training', now);
    }),
  );
  // What trains waits some seconds for this window, or another, to find it again.
  return async () => runs.release();
};

async function start(services: Services, uri: unknown, train: unknown): Promise<Run | undefined> {
  const { runs, log } = services;
  try {
    const chosen =
      typeof train === 'string' ? { uri: documentOf(uri), train } : await chooseTrain(services, documentOf(uri));
    if (chosen === undefined) return undefined;
    if (!(await mayTrain())) return undefined;
    const document = await savedDocument(chosen.uri);
    if (document === undefined) return undefined;
    const settings = services.settings();
    const request = { file: document.uri.fsPath, train: chosen.train };
    const command = qhamCommand(services, commandLine(request, settings), await directoryOf(document.uri));
    log.info(`train ${request.train}: ${command.arguments.join(' ')}`);
    const run = runs.start(request, command);
    if (settings['energies.reveal']) await vscode.commands.executeCommand('qham.showEnergies', { preserveFocus: true });
    return run;
  } catch (error) {
    log.error('train', error instanceof Error ? error : String(error));
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The training could not be started: {0}', speakerIn(vscode.l10n)(saidBy(error))),
    );
    return undefined;
  }
}

async function stop(runs: Runs, id: unknown): Promise<void> {
  const going = runs.all.filter(({ state }) => !isOver(state) && state.status !== 'stopping');
  if (typeof id === 'number') return runs.stop(id);
  if (going.length > 1) {
    const items = going.map((run) => ({
      label: run.state.train,
      description: run.started.toLocaleTimeString(vscode.env.language),
      run,
    }));
    const picked = await vscode.window.showQuickPick(items, {
      placeHolder: vscode.l10n.t('Trainings to stop'),
      canPickMany: true,
    });
    for (const { run } of picked ?? []) runs.stop(run.id);
    return;
  }
  if (going[0]) runs.stop(going[0].id);
  else void vscode.window.showInformationMessage(vscode.l10n.t('No training is going on.'));
}

/** The document that a lens or the view names, else the one in the active editor, else one that is in sight beside another page. */
function documentOf(uri: unknown): vscode.Uri {
  if (uri instanceof vscode.Uri) return uri;
  if (typeof uri === 'string') return vscode.Uri.parse(uri, true);
  const { activeTextEditor: active, visibleTextEditors: visible } = vscode.window;
  const candidates = (active ? [active] : visible).map(({ document }) => document);
  const document = candidates.find(({ languageId }) => languageId === 'qham');
  if (document === undefined) throw new Error(vscode.l10n.t('Open a .qham file first.'));
  return document.uri;
}

/** Lets the user choose among what can be trained of a document. */
async function chooseTrain(
  { language }: Services,
  uri: vscode.Uri,
): Promise<{ uri: vscode.Uri; train: string } | undefined> {
  const starts = await language.startsOf(uri);
  const trains = starts.flatMap(({ command }) =>
    command?.command === 'qham.train' && typeof command.arguments?.[1] === 'string' ? [command.arguments[1]] : [],
  );
  if (trains.length === 0)
    throw new Error(vscode.l10n.t('This file has nothing to train: it has no train, or it has errors (see Problems).'));
  const train =
    trains.length === 1
      ? trains[0]
      : await vscode.window.showQuickPick(trains, { placeHolder: vscode.l10n.t('What to train') });
  return train === undefined ? undefined : { uri, train };
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
