import * as vscode from 'vscode';
import type { Feature, Services } from './feature.ts';

/** Trains the train, sweep or inverse problem that the cursor is in, or says why not; where it is in none, asks which. */
export const trainAtCursor: Feature = (services) => {
  services.context.subscriptions.push(
    vscode.commands.registerCommand('qham.trainAtCursor', async () => {
      const editor = vscode.window.activeTextEditor;
      const start = editor && (await startAt(services, editor));
      return start
        ? vscode.commands.executeCommand(start.command, ...(start.arguments ?? []))
        : vscode.commands.executeCommand('qham.train');
    }),
  );
  return undefined;
};

async function startAt(
  { language }: Services,
  { document, selection: { active } }: vscode.TextEditor,
): Promise<vscode.Command | undefined> {
  if (document.languageId !== 'qham') return undefined;
  const starts = await language.startsOf(document.uri);
  const { trains } = await language.trainsOf(document);
  const around = trains.find(({ range: { start, end } }) => start.line <= active.line && active.line <= end.line);
  const line = around?.nameRange.start.line ?? active.line;
  return starts.find(({ range }) => range.start.line === line)?.command;
}
