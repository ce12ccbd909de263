import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { Feature } from './feature.ts';
import { partPath } from './parts.ts';

/** Starts the language server that comes with the extension, in VS Code's own Node, for all .qham files. */
export const languageClient: Feature = ({ context, log }) => {
  const module = partPath(context, 'languageServer');
  const client = new LanguageClient(
    'qham',
    'QHam',
    { module, transport: TransportKind.ipc },
    { documentSelector: [{ language: 'qham' }], outputChannel: log },
  );
  const started = client.start().catch(async (error: unknown) => {
    log.error('language server', error instanceof Error ? error : String(error));
    const output = vscode.l10n.t('Show Output');
    const answer = await vscode.window.showErrorMessage(
      vscode.l10n.t('The QHam language server could not start: files are neither checked nor completed.'),
      output,
    );
    if (answer === output) log.show();
  });
  context.subscriptions.push(
    vscode.commands.registerCommand('qham.restartServer', async () => {
      await started;
      await client.restart();
    }),
  );
  return async () => {
    if (client.needsStop()) await client.stop();
  };
};
