import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Feature } from './feature.ts';

/** What the language server gives to the command: the document, and its first error or what cannot be trained yet. */
const Given = v.tuple([
  v.string(),
  v.object({
    line: v.number(),
    character: v.number(),
    message: v.string(),
    kind: v.picklist(['errors', 'unavailable']),
  }),
]);

/** Behind the lens of what cannot be trained: says why, and leads there. */
export const showReason: Feature = ({ context }) => {
  context.subscriptions.push(
    vscode.commands.registerCommand('qham.showReason', async (...given: unknown[]) => {
      const [uri, { line, character, message, kind }] = v.parse(Given, given);
      const at = new vscode.Position(line, character);
      await vscode.window.showTextDocument(vscode.Uri.parse(uri, true), { selection: new vscode.Range(at, at) });
      if (kind === 'unavailable') {
        const reason = vscode.l10n.t('This cannot be trained yet: {0}. The file is checked all the same.', message);
        void vscode.window.showInformationMessage(reason);
        return;
      }
      const problems = vscode.l10n.t('Show Problems');
      const reason = vscode.l10n.t('Nothing can be trained before this is repaired: {0}', message);
      void vscode.window.showWarningMessage(reason, problems).then((answer) => {
        if (answer === problems) void vscode.commands.executeCommand('workbench.actions.view.problems');
      });
    }),
  );
  return undefined;
};
