import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { RunItem } from '../runs/run-tree.ts';
import { folderOfRuns } from '../runs/stored-run.ts';
import { evaluateLine } from '../training/command-line.ts';
import { isOver } from '../training/run-state.ts';
import type { Run } from '../training/runs.ts';
import type { Services } from './feature.ts';
import { mayTrain } from './may-train.ts';
import { qhamCommand } from './qham-command.ts';
import { asFolder } from './run-folders.ts';

/** Times as many samples as there were, where nothing else is asked for: error bars half as long. */
const MORE = 4;

/** Samples the frozen wave function of a finished run again, with as many samples as the user wants. */
export async function evaluateRun(services: Services, { key }: RunItem): Promise<Run | undefined> {
  if (!(await mayTrain())) return undefined;
  const { runs, shown } = services;
  await services.stored.refresh();
  const stored = services.stored.find(key);
  if (!stored?.samples)
    throw new Error(vscode.l10n.t('{0} has no result yet: it can be evaluated when it is finished.', basename(key)));
  const samples = await vscode.window.showInputBox({
    prompt: vscode.l10n.t('Samples of each walker; the result there is has {0}', stored.samples),
    value: String(MORE * stored.samples),
    validateInput: (text) => (/^[1-9]\d*$/.test(text.trim()) ? '' : vscode.l10n.t('A whole number, at least 1')),
  });
  if (samples === undefined) return undefined;
  const command = qhamCommand(
    services,
    evaluateLine(stored.path, Number(samples), services.settings()),
    folderOfRuns(stored.path),
  );
  const { id } = await runs.resume(asFolder(stored), command);
  shown.select(id);
  const watching = runs.onChange((run) => {
    if (run.id !== id || !isOver(run.state)) return;
    watching.dispose();
    // One that was stopped has changed nothing: what the folder says is shown again.
    if (run.state.status === 'stopped') void run.process?.ended.then(() => reread(services, id, stored.path));
  });
  return runs.find(id);
}

async function reread({ runs, stored, shown }: Services, id: number, path: string): Promise<void> {
  await stored.refresh();
  const found = stored.find(path);
  if (!found) return;
  runs.forget(id);
  shown.select(runs.open(asFolder(found)).id);
}
