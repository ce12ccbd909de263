import { basename } from 'node:path';
import * as vscode from 'vscode';
import { goesOn, type Standing, standing } from '../runs/run-status.ts';
import { runSummary, runTooltip, statusText, wordsOfStanding } from '../runs/run-texts.ts';
import { groupRuns, matchesFilter, mergeRuns, type RunItem, type TreeNode } from '../runs/run-tree.ts';
import { rowsOf, type TreeRow, toDraw } from '../runs/tree-rows.ts';
import { pointValue } from '../training/point-name.ts';
import type { Feature } from './feature.ts';

const ICONS: Readonly<Record<Standing, [icon: string, colour?: string]>> = {
  queued: ['watch'],
  starting: ['loading~spin'],
  training: ['sync~spin', 'charts.blue'],
  evaluating: ['sync~spin', 'charts.blue'],
  stopping: ['loading~spin'],
  stopped: ['debug-pause'],
  finished: ['check'],
  passed: ['pass-filled', 'testing.iconPassed'],
  missed: ['error', 'testing.iconFailed'],
  undecided: ['question', 'charts.yellow'],
  failed: ['error', 'testing.iconErrored'],
  lost: ['debug-disconnect', 'charts.orange'],
  damaged: ['warning', 'list.warningForeground'],
};

/** Milliseconds between two drawings of how far runs are. */
const PAUSE = 2000;

/** The tree of all runs, grouped by file and train. */
export const runsView: Feature = (services) => {
  const { context, runs, stored } = services;
  const changed = new vscode.EventEmitter<TreeNode[] | undefined>();
  let filter = '';
  const files = () =>
    groupRuns(
      mergeRuns(stored.all, runs.all),
      (item) => filter === '' || matchesFilter(filter, item, wordsOfStanding(item, standing(item), vscode.l10n)),
    );
  const told = (item: RunItem) => runSummary(item, standing(item), vscode.l10n);
  /** The rows as VS Code has them. */
  let drawn: readonly TreeRow[] = [];
  /** What has come further since, by its key. */
  const further = new Map<string, RunItem>();
  const provider: vscode.TreeDataProvider<TreeNode> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => {
      if (node === undefined) {
        const found = files();
        drawn = rowsOf(found, told);
        further.clear();
        return found;
      }
      return node.kind === 'file' ? [...node.trains] : node.kind === 'train' ? [...node.runs] : [];
    },
    getTreeItem: (node) => (node.kind === 'run' ? runItem(further.get(node.key) ?? node) : groupItem(node)),
  };
  const view = vscode.window.createTreeView('qham.runs', {
    treeDataProvider: provider,
    canSelectMany: true,
    showCollapseAll: true,
  });
  const apply = async (text: string) => {
    filter = text.trim();
    view.description = filter === '' ? '' : vscode.l10n.t('filter: {0}', filter);
    changed.fire(undefined);
    await vscode.commands.executeCommand('setContext', 'qham.runsFiltered', filter !== '');
  };
  let pause: NodeJS.Timeout | null = null;
  const draw = (progress: boolean) => {
    if (!view.visible) return;
    const now = rowsOf(files(), told);
    const changes = toDraw(drawn, now);
    if (changes === 'everything') changed.fire(undefined);
    else if (progress && changes.length > 0) {
      for (const { item } of now) further.set(item.key, item);
      drawn = now.map((row, n) => ({ ...row, item: drawn[n]!.item }));
      changed.fire(changes);
    }
  };
  const soon = () => {
    pause ??= setTimeout(() => {
      pause = null;
      draw(true);
    }, PAUSE);
  };
  context.subscriptions.push(
    view,
    changed,
    stored.onChange(() => draw(false)),
    // How a run stands is told at once.
    runs.onStanding(() => draw(false)),
    runs.onChange(soon),
    view.onDidChangeVisibility(() => view.visible && changed.fire(undefined)),
    { dispose: () => pause !== null && clearTimeout(pause) },
    vscode.commands.registerCommand('qham.filterRuns', async (text?: unknown) => {
      const given =
        typeof text === 'string'
          ? text
          : await vscode.window.showInputBox({
              value: filter,
              prompt: vscode.l10n.t('Words that file, train, name, note or status must contain; empty shows all runs'),
            });
      if (given !== undefined) await apply(given);
    }),
    vscode.commands.registerCommand('qham.clearRunsFilter', () => apply('')),
  );
  return undefined;
};

function groupItem(node: Exclude<TreeNode, RunItem>): vscode.TreeItem {
  const label = node.kind === 'train' ? node.train : basename(node.file) || vscode.l10n.t('unknown file');
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
  item.id = node.key;
  item.contextValue = node.kind;
  if (node.kind === 'file') {
    item.resourceUri = vscode.Uri.file(node.file);
    item.iconPath = vscode.ThemeIcon.File;
    item.tooltip = node.file;
  } else {
    item.description = String(node.runs.length);
  }
  return item;
}

function runItem(node: RunItem): vscode.TreeItem {
  const now = standing(node);
  const { stored } = node;
  const label = stored?.label;
  const time = node.created
    ? node.created.toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' })
    : basename(node.key);
  // The points of a sweep are told apart by their values.
  const name = label?.name || pointValue(node.train);
  const item = new vscode.TreeItem(`${label?.starred ? '★ ' : ''}${name || time}`);
  item.id = node.key;
  item.description = [name ? time : '', runSummary(node, now, vscode.l10n)].filter(Boolean).join(' · ');
  const [icon, colour] = ICONS[now];
  item.iconPath = new vscode.ThemeIcon(icon, colour === undefined ? undefined : new vscode.ThemeColor(colour));
  item.contextValue = [
    'run',
    ...(goesOn(now) ? ['going'] : ['over']),
    ...(stored === null ? ['homeless'] : ['stored']),
    ...(stored?.status === 'finished' && !goesOn(now) ? ['finished'] : []),
    ...(stored?.resumable && !goesOn(now) ? ['resumable'] : []),
    ...(label?.starred ? ['starred'] : ['plain']),
  ].join(' ');
  item.tooltip = new vscode.MarkdownString(runTooltip(node, now, vscode.l10n));
  item.accessibilityInformation = {
    label: `${node.train}, ${statusText(now, vscode.l10n)}, ${time}, ${item.description}${label?.starred ? `, ${vscode.l10n.t('starred')}` : ''}`,
  };
  item.command = { command: 'qham.showRun', title: vscode.l10n.t('Show'), arguments: [node] };
  return item;
}
