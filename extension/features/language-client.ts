import { availableParallelism } from 'node:os';
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { costText, type TrainCost } from '../language/costs.ts';
import { initializationOptions } from '../language/initialization.ts';
import { followTheme } from '../language/theme.ts';
import type { Feature } from './feature.ts';
import { partPath } from './parts.ts';

/** What a training will take, behind its `▶ Train`. */
function withCosts(lenses: vscode.CodeLens[], costs: readonly TrainCost[]): vscode.CodeLens[] {
  return lenses.map((lens) => {
    const { command } = lens;
    const cost = command?.command === 'qham.train' && costs.find(({ name }) => name === command.arguments?.[1]);
    if (!command || !cost) return lens;
    const tooltip = vscode.l10n.t('An estimate for this machine, within a factor of three. `qham explain` says more.');
    return new vscode.CodeLens(lens.range, {
      ...command,
      title: `${command.title}  ${costText(cost, vscode.l10n)}`,
      tooltip,
    });
  });
}

/** Starts the language server that comes with the extension, in VS Code's own Node, for all .qham files. */
export const languageClient: Feature = ({ context, log, language, settings }) => {
  const module = partPath(context, 'languageServer');
  const client = new LanguageClient(
    'qham',
    'QHam',
    { module, transport: TransportKind.ipc },
    {
      documentSelector: [{ language: 'qham' }],
      outputChannel: log,
      initializationOptions,
      middleware: {
        provideCodeLenses: async (document, token, next) => {
          const now = settings();
          if (!now['lens.train']) return [];
          const lenses = (await next(document, token)) ?? [];
          if (!now['lens.cost']) return lenses;
          const cores = now.threads || availableParallelism();
          return withCosts(lenses, await language.costsOf(document, cores, token));
        },
      },
    },
  );
  language.use(client);
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
    followTheme(client, started),
    vscode.commands.registerCommand('qham.restartServer', async () => {
      await started;
      await client.restart();
    }),
  );
  return async () => {
    if (client.needsStop()) await client.stop();
  };
};
