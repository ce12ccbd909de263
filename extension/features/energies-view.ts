import * as vscode from 'vscode';
import { describeRun } from '../energies/describe.ts';
import { Follower } from '../energies/follower.ts';
import { energiesTexts } from '../energies/texts.ts';
import { type Action, type FromView, receiveFromView } from '../protocol.ts';
import { askedFor } from '../training/point-name.ts';
import type { Run } from '../training/runs.ts';
import { energiesColumn } from './energies-column.ts';
import type { Feature, Services } from './feature.ts';
import { showPhase, showTrain } from './run-source.ts';
import { pageOf } from './webview-page.ts';

/** Where the energies are drawn: the view of a side bar, or a column of editors. */
interface Place extends Pick<vscode.WebviewView, 'webview' | 'visible' | 'onDidDispose'> {
  readonly onVisibility: (listener: () => void) => vscode.Disposable;
  /** Says whose energies they are. */
  name(train: string): void;
}

/** The view that draws the energies of a training while it goes on. */
export const energiesView: Feature = (services) => {
  const column = energiesColumn(services, (panel) => draw(services, inColumn(panel)));
  services.context.subscriptions.push(
    vscode.window.registerWebviewViewProvider('qham.energies', {
      resolveWebviewView: (view) => draw(services, inSideBar(view)),
    }),
    vscode.commands.registerCommand('qham.showEnergies', async (options?: { preserveFocus?: boolean }) => {
      const preserveFocus = options?.preserveFocus === true;
      if (!column.reveal(preserveFocus)) await vscode.commands.executeCommand('qham.energies.focus', { preserveFocus });
    }),
    vscode.commands.registerCommand('qham.energiesToColumn', () => column.open()),
  );
  return undefined;
};

const inSideBar = (view: vscode.WebviewView): Place => ({
  webview: view.webview,
  get visible() {
    return view.visible;
  },
  onDidDispose: view.onDidDispose,
  onVisibility: view.onDidChangeVisibility,
  name: (train) => {
    view.description = train;
  },
});

const inColumn = (panel: vscode.WebviewPanel): Place => {
  const { title } = panel;
  return {
    webview: panel.webview,
    get visible() {
      return panel.visible;
    },
    onDidDispose: panel.onDidDispose,
    onVisibility: panel.onDidChangeViewState,
    name: (train) => {
      panel.title = train === '' ? title : train;
    },
  };
};

function draw(services: Services, place: Place): void {
  const { runs, log } = services;
  const follower = new Follower(
    runs,
    (run) => describeRun(run, vscode.l10n),
    (update) => void place.webview.postMessage(update),
    services.shown,
  );
  let named = '';
  const name = () => {
    const train = follower.shown?.state.train ?? '';
    if (train !== named) place.name(train);
    named = train;
  };
  const parts = [
    place.webview.onDidReceiveMessage((value: unknown) => {
      const received = receiveFromView(value);
      if (received.ok) take(services, follower, received.message);
      else log.error('the Energies view sent what is not a message:', received.error);
    }),
    runs.onChange((run) => {
      follower.changed();
      if (run.id === follower.shown?.id) name();
    }),
    services.shown.onChange(() => {
      follower.changed();
      name();
    }),
    place.onVisibility(() => {
      // A hidden page is thrown away; the next one asks from the beginning.
      if (!place.visible) follower.forget();
    }),
  ];
  place.onDidDispose(() => {
    follower.forget();
    for (const part of parts) part.dispose();
  });
  const texts = energiesTexts(vscode.l10n);
  place.webview.html = pageOf(services.context, place.webview, 'energies', texts.energyByStep, texts);
  name();
}

function take(services: Services, follower: Follower, message: FromView): void {
  switch (message.type) {
    case 'follow':
      follower.follow(message);
      return;
    case 'select':
      follower.select(message.run);
      return;
    case 'schedule': {
      const run = services.runs.find(message.run);
      if (run) void showPhase(services, run, message.step);
      return;
    }
    case 'choose':
      void vscode.commands.executeCommand('qham.train');
      return;
    case 'fault':
      services.log.error('the script of the Energies view failed:', message.message);
      return;
    case 'action': {
      const run = services.runs.find(message.run);
      if (run) void ACTIONS[message.action](run, services);
    }
  }
}

/** What the view asks for goes through commands, so that everything it can do the palette can do too. */
const ACTIONS: Readonly<Record<Action, (run: Run, services: Services) => Thenable<unknown>>> = {
  stop: (run) => vscode.commands.executeCommand('qham.stop', run.id),
  again: ({ request: { file, train } }) =>
    vscode.commands.executeCommand('qham.train', vscode.Uri.file(file), askedFor(train)),
  resume: (run) => vscode.commands.executeCommand('qham.resumeRun', run.folder),
  output: () => vscode.commands.executeCommand('qham.showOutput'),
  problems: () => vscode.commands.executeCommand('workbench.actions.view.problems'),
  settings: () => vscode.commands.executeCommand('workbench.action.openSettings', 'qham'),
  source: (run, services) => showTrain(services, run),
};
