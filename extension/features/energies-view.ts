import * as vscode from 'vscode';
import { describeRun } from '../energies/describe.ts';
import { Follower } from '../energies/follower.ts';
import { energiesTexts } from '../energies/texts.ts';
import { type Action, type FromView, receiveFromView } from '../protocol.ts';
import { askedFor } from '../training/point-name.ts';
import type { Run } from '../training/runs.ts';
import type { Feature, Services } from './feature.ts';
import { showPhase, showTrain } from './run-source.ts';
import { pageOf } from './webview-page.ts';

/** The view that draws the energies of a training while it goes on. */
export const energiesView: Feature = (services) => {
  const { context } = services;
  context.subscriptions.push(
    vscode.window.registerWebviewViewProvider('qham.energies', {
      resolveWebviewView: (view) => resolve(services, view),
    }),
    vscode.commands.registerCommand('qham.showEnergies', () => vscode.commands.executeCommand('qham.energies.focus')),
  );
  return undefined;
};

function resolve(services: Services, view: vscode.WebviewView): void {
  const { runs, log } = services;
  const follower = new Follower(
    runs,
    (run) => describeRun(run, vscode.l10n),
    (update) => void view.webview.postMessage(update),
    services.shown,
  );
  const parts = [
    view.webview.onDidReceiveMessage((value: unknown) => {
      const received = receiveFromView(value);
      if (received.ok) take(services, follower, received.message);
      else log.error('the Energies view sent what is not a message:', received.error);
    }),
    runs.onChange((run) => {
      follower.changed();
      view.description = run.id === follower.shown?.id ? run.state.train : (view.description ?? '');
    }),
    services.shown.onChange(() => {
      follower.changed();
      view.description = follower.shown?.state.train ?? '';
    }),
    view.onDidChangeVisibility(() => {
      // A hidden page is thrown away; the next one asks from the beginning.
      if (!view.visible) follower.forget();
    }),
  ];
  view.onDidDispose(() => {
    follower.forget();
    for (const part of parts) part.dispose();
  });
  const texts = energiesTexts(vscode.l10n);
  view.webview.html = pageOf(services.context, view.webview, 'energies', texts.energyByStep, texts);
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
