import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Feature } from './feature.ts';

/** What the language server gives to the command: the document, and its first error. */
const Given = v.tuple([v.string(), v.object({ line: v.number(), character: v.number(), message: v.string() })]);

/** Behind the lens of a train that cannot be trained: says why, and leads to the error. */
export const showReason: Feature = ({ context }) => {
  context.subscriptions.push(
    vscode.commands.registerCommand('qham.showReason', async (...given: unknown[]) => {
      const [uri, { line, character, message }] = v.parse(Given, given);
      const at = new vscode.Position(line, character);
      await vscode.window.showTextDocument(vscode.Uri.parse(uri, true), { selection: new vscode.Range(at, at) });
      const problems = vscode.l10n.t('Show Problems');
      const reason = vscode.l10n.t('Nothing can be trained before this is repaired: {0}', message);
      void vscode.window.showWarningMessage(reason, problems).then((answer) => {
        if (answer === problems) void vscode.commands.executeCommand('workbench.actions.view.problems');
      });
    }),
  );
  return undefined;
};
