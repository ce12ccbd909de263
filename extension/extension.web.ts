import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';

/** Commands that need a machine to train on; here each says why it is not there. */
const NEED_A_MACHINE = ['train', 'stop', 'stopAll', 'showEnergies', 'resumeRun', 'compareRuns', 'chooseDevice'];

let client: LanguageClient | null = null;

/** Called by a VS Code that runs in a browser alone: files are edited and checked as usual, with the server in a web worker. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  for (const name of NEED_A_MACHINE)
    context.subscriptions.push(vscode.commands.registerCommand(`qham.${name}`, () => sayWhyNot()));
  const log = vscode.window.createOutputChannel('QHam', { log: true });
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist/language-server.web.js');
  const worker = new Worker(script.toString(true));
  client = new LanguageClient('qham', 'QHam', worker, {
    documentSelector: [{ language: 'qham' }],
    outputChannel: log,
  });
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand('qham.showOutput', () => log.show(true)),
    vscode.commands.registerCommand('qham.restartServer', async () => {
      await client?.stop();
      await client?.start();
    }),
  );
  await client.start();
}

/** Called by VS Code. */
export async function deactivate(): Promise<void> {
  if (client?.needsStop()) await client.stop();
}

function sayWhyNot(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'A browser cannot start programs, so nothing can be trained here. Open the folder in a VS Code on your machine, or in a remote one.',
    ),
  );
}
