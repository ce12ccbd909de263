import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { registerLibraryDocuments } from './features/library-documents.ts';
import { initializationOptions } from './language/initialization.ts';
import { Language } from './language/language.ts';
import { followTheme } from './language/theme.ts';

/** Commands that need no machine; each of the others says why it is not there. */
const HERE = ['qham.showOutput', 'qham.restartServer'];

let client: LanguageClient | null = null;

/** Called by a VS Code that runs in a browser alone: files are edited and checked as usual, with the server in a web worker. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const { commands } = context.extension.packageJSON.contributes as { commands: { command: string }[] };
  for (const { command } of commands)
    if (!HERE.includes(command)) context.subscriptions.push(vscode.commands.registerCommand(command, sayWhyNot));
  // Views of runs would stay empty for ever.
  await vscode.commands.executeCommand('setContext', 'qham.browserOnly', true);
  const log = vscode.window.createOutputChannel('QHam', { log: true });
  const worker = await startWorker(vscode.Uri.joinPath(context.extensionUri, 'dist/language-server.web.js'));
  client = new LanguageClient('qham', 'QHam', worker, {
    documentSelector: [{ language: 'qham' }],
    outputChannel: log,
    initializationOptions,
  });
  const language = new Language();
  language.use(client);
  const started = client.start();
  context.subscriptions.push(
    log,
    registerLibraryDocuments(language),
    followTheme(client, started),
    vscode.commands.registerCommand('qham.showOutput', () => log.show(true)),
    vscode.commands.registerCommand('qham.restartServer', async () => {
      await client?.stop();
      await client?.start();
    }),
  );
  await started;
}

/** Called by VS Code. */
export async function deactivate(): Promise<void> {
  if (client?.needsStop()) await client.stop();
}

/** An extension host in a browser can read more addresses than it may start workers from. */
async function startWorker(script: vscode.Uri): Promise<Worker> {
  const source = new Blob([new Uint8Array(await vscode.workspace.fs.readFile(script))], { type: 'text/javascript' });
  return new Worker(URL.createObjectURL(source));
}

function sayWhyNot(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'A browser cannot start programs, so nothing can be trained here. Open the folder in a VS Code on your machine, or in a remote one.',
    ),
  );
}
