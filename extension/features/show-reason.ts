import * as vscode from 'vscode';
import type { Feature } from './feature.ts';

/** Behind the lens of a train that cannot be trained: says why, and leads to the errors. */
export const showReason: Feature = ({ context }) => {
  context.subscriptions.push(
    vscode.commands.registerCommand('qham.showReason', async (...given: unknown[]) => {
      const reason = given.findLast((argument) => typeof argument === 'string') as string | undefined;
      const problems = vscode.l10n.t('Show Problems');
      const answer = await vscode.window.showWarningMessage(
        reason ?? vscode.l10n.t('The file has errors, so there is nothing to train.'),
        problems,
      );
      if (answer === problems) await vscode.commands.executeCommand('workbench.actions.view.problems');
    }),
  );
  return undefined;
};
