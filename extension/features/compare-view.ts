import { basename } from 'node:path';
import * as vscode from 'vscode';
import { type Compared, comparison } from '../compare/comparison.ts';
import { receiveFromCompare } from '../compare/protocol.ts';
import { compareTexts } from '../compare/texts.ts';
import type { RunItem } from '../runs/run-tree.ts';
import { Looking } from '../training/looking.ts';
import type { Feature, Services } from './feature.ts';
import { itemsOf } from './run-commands.ts';
import { asFolder } from './run-folders.ts';
import { pageOf } from './webview-page.ts';

/** Milliseconds between two drawings while one of the runs goes on. */
const PAUSE = 1000;
const VIEW = 'qham.compare';

/** Several runs side by side in an editor column; one comparison takes the place of the one before. */
export const compareView: Feature = (services) => {
  const { context } = services;
  let panel: vscode.WebviewPanel | null = null;
  let show: ((paths: readonly string[]) => void) | null = null;
  const open = (paths: readonly string[], restored?: vscode.WebviewPanel) => {
    if (panel === null || restored) {
      const title = vscode.l10n.t('Compare Runs');
      panel = restored ?? vscode.window.createWebviewPanel(VIEW, title, vscode.ViewColumn.Beside, {});
      panel.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media/qham.svg');
      show = fill(services, panel);
      panel.onDidDispose(() => {
        panel = null;
        show = null;
      });
    } else if (!panel.visible) panel.reveal(undefined, true);
    void context.workspaceState.update(VIEW, paths);
    show?.(paths);
  };
  context.subscriptions.push(
    vscode.commands.registerCommand('qham.compareRuns', async (given?: unknown, all?: unknown) => {
      const items = await itemsOf(services, given, all, vscode.l10n.t('Runs to compare: two or more'));
      const paths = items.flatMap(({ stored }) => (stored?.experiment ? [stored.path] : []));
      if (paths.length >= 2) open(paths);
      else if (items.length > 0)
        void vscode.window.showInformationMessage(vscode.l10n.t('Choose two or more runs to compare.'));
      return paths;
    }),
    vscode.window.registerWebviewPanelSerializer(VIEW, {
      deserializeWebviewPanel: async (restored) => {
        await services.stored.refresh();
        open(context.workspaceState.get<string[]>(VIEW, []), restored);
      },
    }),
  );
  return undefined;
};

/** Fills the panel; returns what makes it show other runs. */
function fill(services: Services, panel: vscode.WebviewPanel): (paths: readonly string[]) => void {
  const { runs, stored, log } = services;
  let paths: readonly string[] = [];
  let ready = false;
  let pause: NodeJS.Timeout | null = null;
  const looking = new Looking(runs);
  const send = () => {
    if (!ready || !panel.visible) return;
    const compared = paths.flatMap((path): Compared[] => {
      const found = stored.find(path);
      if (!found?.experiment) return [];
      const run = runs.open(asFolder(found));
      return [{ stored: found, run }];
    });
    looking.at(
      compared.map(({ run }) => run.id),
      send,
    );
    void panel.webview.postMessage(comparison(compared, nameOf));
  };
  const soon = () => {
    pause ??= setTimeout(() => {
      pause = null;
      send();
    }, PAUSE);
  };
  const parts = [
    panel.webview.onDidReceiveMessage((value: unknown) => {
      const received = receiveFromCompare(value);
      if (!received.ok) return log.error('the Compare view sent what is not a message:', received.error);
      const { message } = received;
      if (message.type === 'fault') log.error('the script of the Compare view failed:', message.message);
      if (message.type === 'show') void vscode.commands.executeCommand('qham.showRun', message.path);
      if (message.type === 'ready') {
        ready = true;
        send();
      }
    }),
    // Reading a run makes changes of its own.
    runs.onChange(({ folder }) => {
      if (folder !== null && paths.includes(folder)) soon();
    }),
    stored.onChange(soon),
    panel.onDidChangeViewState(() => {
      // A hidden page is thrown away; the next one says when it is ready.
      if (panel.visible) return;
      ready = false;
      looking.at([]);
    }),
  ];
  panel.onDidDispose(() => {
    if (pause !== null) clearTimeout(pause);
    looking.at([]);
    for (const part of parts) part.dispose();
  });
  const texts = compareTexts(vscode.l10n);
  panel.webview.html = pageOf(services.context, panel.webview, 'compare', texts.title, texts);
  return (next) => {
    paths = next;
    send();
  };
}

function nameOf({ label, train, created, path }: RunItem['stored'] & object): string {
  if (label.name !== '') return label.name;
  const time = created?.toLocaleString(vscode.env.language, { dateStyle: 'short', timeStyle: 'medium' });
  return `${train} · ${time ?? basename(path)}`;
}
