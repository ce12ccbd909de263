import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Position } from '../language/trains.ts';
import { askedFor } from '../training/point-name.ts';
import type { Run } from '../training/runs.ts';
import type { Services } from './feature.ts';
import { showPlace } from './show-place.ts';

/** Puts the cursor at the declaration of what a run trains. */
export async function showTrain({ language }: Services, run: Run): Promise<void> {
  const document = await sourceOf(run);
  if (document === undefined) return;
  const { trains, sweeps } = await language.trainsOf(document);
  const asked = askedFor(run.request.train);
  await putCursor(document, [...trains, ...sweeps].find(({ name }) => name === asked)?.nameRange.start);
}

/** Puts the cursor at the phase that a step of a run belongs to; at its train where the file has no such phase any more. */
export async function showPhase({ language }: Services, run: Run, step: number): Promise<void> {
  const document = await sourceOf(run);
  if (document === undefined) return;
  const { trains, sweeps } = await language.trainsOf(document);
  const asked = askedFor(run.request.train);
  const swept = sweeps.find(({ name }) => name === asked)?.train;
  const train = trains.find(({ name }) => name === (swept ?? asked));
  const mark = run.state.phaseMarks.findLast(({ first }) => first <= step);
  const phase = train?.phases.find(({ name }) => name === mark?.name);
  await putCursor(document, (phase?.range ?? train?.nameRange)?.start);
}

const putCursor = (document: vscode.TextDocument, at: Position = { line: 0, character: 0 }) =>
  showPlace(document, { start: at, end: at });

/** The file of a run. Where it has gone, that is said, and the program that the run keeps is offered. */
async function sourceOf({ request: { file }, folder }: Run): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  } catch {
    const kept = vscode.l10n.t('Open Its Exact Program');
    const gone = vscode.l10n.t('{0} is not there any more, or cannot be read.', basename(file));
    void vscode.window.showWarningMessage(gone, ...(folder === null ? [] : [kept])).then((answer) => {
      if (answer === kept) void vscode.commands.executeCommand('qham.openProgram', folder);
    });
    return undefined;
  }
}
