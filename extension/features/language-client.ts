import * as vscode from 'vscode';
import type { Feature } from './feature.ts';

/**
 * The language of .qham files. The library that speaks with its server is half of the extension's code; it is run as soon as the
 * extension is active, so that VS Code does not wait for it.
 */
export const languageClient: Feature = (services) => {
  const { context, log } = services;
  const failed = async (error: unknown) => {
    log.error('language server', error instanceof Error ? error : String(error));
    const output = vscode.l10n.t('Show Output');
    const answer = await vscode.window.showErrorMessage(
      vscode.l10n.t('The QHam language server could not start: files are neither checked nor completed.'),
      output,
    );
    if (answer === output) log.show();
  };
  const client = import('../language/start-client.ts').then(({ startClient }) => startClient(services, failed));
  client.catch(failed);
  context.subscriptions.push(
    vscode.commands.registerCommand('qham.restartServer', async () => (await client).restart()),
  );
  return async () => (await client).end();
};
