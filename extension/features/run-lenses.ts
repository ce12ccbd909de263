import * as vscode from 'vscode';
import { runsOfTrain } from '../runs/of-train.ts';
import { goesOn, standing } from '../runs/run-status.ts';
import { mergeRuns, type RunItem } from '../runs/run-tree.ts';
import type { Feature, Services } from './feature.ts';

/** Above every train, beside `▶ Train`: what can be done with its runs. */
export const runLenses: Feature = (services) => {
  const { context, runs, stored } = services;
  const changed = new vscode.EventEmitter<void>();
  let shown = '';
  // Lenses that are asked for again are drawn again; so that is done only when one of them would be another.
  const look = () => {
    const now = JSON.stringify(
      mergeRuns(stored.all, runs.all).map((item) => {
        const state = standing(item);
        return [item.key, goesOn(state) ? stopTitle(item) : item.stored?.resumable, item.stored?.status === 'finished'];
      }),
    );
    if (now === shown) return;
    shown = now;
    changed.fire();
  };
  context.subscriptions.push(
    changed,
    stored.onChange(look),
    runs.onChange(look),
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('qham.lens') && changed.fire()),
    vscode.languages.registerCodeLensProvider(
      { language: 'qham', scheme: 'file' },
      { onDidChangeCodeLenses: changed.event, provideCodeLenses: (document) => lensesOf(services, document) },
    ),
  );
  return undefined;
};

async function lensesOf(services: Services, document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  const settings = services.settings();
  const { trains } = await services.language.trainsOf(document);
  return trains.flatMap(({ name, nameRange: { start, end } }) => {
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    const { going, resumable, finished, all } = runsOfTrain(
      services.stored.all,
      services.runs.all,
      document.uri.fsPath,
      name,
    );
    const lens = (title: string, command: string, ...given: unknown[]) =>
      new vscode.CodeLens(range, { title, command, arguments: given });
    return [
      ...(going ? [lens(stopTitle(going), 'qham.stopRun', going)] : []),
      ...(settings['lens.resume'] && resumable
        ? [lens(vscode.l10n.t('Resume from step {0}', resumable.stored?.step ?? 0), 'qham.resumeRun', resumable)]
        : []),
      ...(settings['lens.evaluate'] && finished[0] && !going
        ? [lens(vscode.l10n.t('Evaluate…'), 'qham.evaluateRun', finished[0])]
        : []),
      ...(settings['lens.show'] && all[0] ? [lens(vscode.l10n.t('Show'), 'qham.showRun', all[0])] : []),
      ...(settings['lens.compare'] && finished.length === 2
        ? [lens(vscode.l10n.t('Compare with last'), 'qham.compareRuns', finished[1], [finished[1], finished[0]])]
        : []),
    ];
  });
}

function stopTitle(item: RunItem): string {
  const now = standing(item);
  if (now === 'queued') return vscode.l10n.t('Waiting: do not start');
  return now === 'stopping' ? vscode.l10n.t('Stopping…') : vscode.l10n.t('Stop');
}
