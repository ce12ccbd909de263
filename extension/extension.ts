import * as vscode from 'vscode';
import { Shown } from './energies/shown.ts';
import { chooseDevice } from './features/choose-device.ts';
import { compareView } from './features/compare-view.ts';
import { energiesView } from './features/energies-view.ts';
import type { Feature, Services } from './features/feature.ts';
import { languageClient } from './features/language-client.ts';
import { languageStatus } from './features/language-status.ts';
import { libraryDocuments } from './features/library-documents.ts';
import { liveEnergies } from './features/live-energies.ts';
import { newFromExample } from './features/new-from-example.ts';
import { queue } from './features/queue.ts';
import { runCommands } from './features/run-commands.ts';
import { runFolders, runRoots } from './features/run-folders.ts';
import { runLenses } from './features/run-lenses.ts';
import { runLog } from './features/run-log.ts';
import { runsView } from './features/runs-view.ts';
import { showReason } from './features/show-reason.ts';
import { statusBar } from './features/status-bar.ts';
import { tasks } from './features/tasks.ts';
import { testExplorer } from './features/test-explorer.ts';
import { trainAtCursor } from './features/train-at-cursor.ts';
import { training } from './features/training.ts';
import { typesetView } from './features/typeset-view.ts';
import { Language } from './language/language.ts';
import { RunList } from './runs/run-list.ts';
import { readSettings } from './settings.ts';
import { Runs } from './training/runs.ts';

const FEATURES: Readonly<Record<string, Feature>> = {
  runLog,
  training,
  trainAtCursor,
  runFolders,
  runsView,
  runCommands,
  queue,
  energiesView,
  statusBar,
  runLenses,
  compareView,
  typesetView,
  liveEnergies,
  languageStatus,
  chooseDevice,
  testExplorer,
  tasks,
  newFromExample,
  showReason,
  libraryDocuments,
  languageClient,
};

/** What tests may look at; only in VS Code's test mode. */
export type TestApi = Pick<Services, 'runs' | 'stored' | 'shown' | 'log'>;

let endings: readonly (() => Promise<void>)[] = [];

/** Called by VS Code. A feature that cannot start is shown to the user, and does not keep the others from starting. */
export function activate(context: vscode.ExtensionContext): TestApi | undefined {
  const settings = () => {
    const section = vscode.workspace.getConfiguration('qham');
    return readSettings((key) => section.get(key));
  };
  const runs = new Runs(() => settings()['train.parallel']);
  const services: Services = {
    context,
    log: vscode.window.createOutputChannel('QHam', { log: true }),
    runs,
    stored: new RunList(() => runRoots({ runs })),
    shown: new Shown(runs),
    language: new Language(),
    settings,
  };
  context.subscriptions.push(services.log);
  endings = Object.entries(FEATURES).flatMap(([name, feature]) => {
    try {
      return feature(services) ?? [];
    } catch (error) {
      services.log.error(name, error);
      void vscode.window.showErrorMessage(vscode.l10n.t('A part of QHam could not start: {0}', String(error)));
      return [];
    }
  });
  return context.extensionMode === vscode.ExtensionMode.Test ? services : undefined;
}

/** Called by VS Code, which waits for it for some seconds. */
export async function deactivate(): Promise<void> {
  await Promise.allSettled(endings.map((end) => end()));
}
