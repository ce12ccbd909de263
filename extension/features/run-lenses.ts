import * as vscode from 'vscode';
import type { TrainPlace } from '../language/trains.ts';
import { type RunsOfTrain, runsOfTrain } from '../runs/of-train.ts';
import { goesOn, standing } from '../runs/run-status.ts';
import { mergeRuns, type RunItem } from '../runs/run-tree.ts';
import { sweepProgress } from '../runs/sweep-of.ts';
import type { Settings } from '../settings.ts';
import type { Feature, Services } from './feature.ts';

/** Above every train and sweep, beside `▶ Train`: what can be done with its runs. */
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
    runs.onStanding(look),
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
  const { trains, sweeps } = await services.language.trainsOf(document);
  const lenses = (
    { name, nameRange: { start, end } }: Pick<TrainPlace, 'name' | 'nameRange'>,
    commands: (found: RunsOfTrain, settings: Settings) => readonly vscode.Command[],
  ) => {
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    const found = runsOfTrain(services.stored.all, services.runs.all, document.uri.fsPath, name);
    return commands(found, settings).map((command) => new vscode.CodeLens(range, command));
  };
  return [...trains.flatMap((train) => lenses(train, ofTrain)), ...sweeps.flatMap((sweep) => lenses(sweep, ofSweep))];
}

const command = (title: string, name: string, ...given: unknown[]): vscode.Command => ({
  title,
  command: name,
  arguments: given,
});

function ofTrain({ going, resumable, finished, all }: RunsOfTrain, settings: Settings): vscode.Command[] {
  return [
    ...(going ? [command(stopTitle(going), 'qham.stopRun', going)] : []),
    ...(settings['lens.resume'] && resumable
      ? [command(vscode.l10n.t('Resume from step {0}', resumable.stored?.step ?? 0), 'qham.resumeRun', resumable)]
      : []),
    ...(settings['lens.evaluate'] && finished[0] && !going
      ? [command(vscode.l10n.t('Evaluate…'), 'qham.evaluateRun', finished[0])]
      : []),
    ...(settings['lens.show'] && all[0] ? [command(vscode.l10n.t('Show'), 'qham.showRun', all[0])] : []),
    ...(settings['lens.compare'] && finished.length === 2
      ? [command(vscode.l10n.t('Compare with last'), 'qham.compareRuns', finished[1], [finished[1], finished[0]])]
      : []),
  ];
}

/** What goes on with one of its points goes on with all that is left of a sweep. */
function ofSweep({ going, all }: RunsOfTrain, settings: Settings): vscode.Command[] {
  const progress = going ? null : sweepProgress(all);
  const point = all.find(({ stored }) => stored !== null);
  const left = progress !== null && progress.done < progress.points;
  const resume = left && vscode.l10n.t('Resume ({0} of {1} done)', progress.done, progress.points);
  return [
    ...(going ? [command(stopTitle(going), 'qham.stopRun', going)] : []),
    ...(settings['lens.resume'] && resume ? [command(resume, 'qham.resumeRun', point)] : []),
    ...(settings['lens.show'] && all[0] ? [command(vscode.l10n.t('Show'), 'qham.showRun', all[0])] : []),
  ];
}

function stopTitle(item: RunItem): string {
  const now = standing(item);
  if (now === 'queued') return vscode.l10n.t('Waiting: do not start');
  return now === 'stopping' ? vscode.l10n.t('Stopping…') : vscode.l10n.t('Stop');
}
