import { availableParallelism } from 'node:os';
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { Services } from '../features/feature.ts';
import { partPath } from '../features/parts.ts';
import { costText, type TrainCost } from './costs.ts';
import { initializationOptions } from './initialization.ts';
import { FINDINGS, keepFindings } from './keep-findings.ts';
import { followTheme } from './theme.ts';

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

/** What can be done with a client that was started. */
export interface RunningClient {
  restart(): Promise<void>;
  end(): Promise<void>;
}

/**
 * Starts the language server that comes with the extension, in VS Code's own Node, for all .qham files.
 * @param failed is told why it did not start
 */
export function startClient(
  { context, log, language, settings }: Services,
  failed: (error: unknown) => Promise<void>,
): RunningClient {
  const module = partPath(context, 'languageServer');
  const client = new LanguageClient(
    'qham',
    'QHam',
    { module, transport: TransportKind.ipc },
    {
      documentSelector: [{ language: 'qham' }],
      outputChannel: log,
      diagnosticCollectionName: FINDINGS,
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
  const started = client.start().catch(failed);
  context.subscriptions.push(followTheme(client, started), keepFindings(client));
  return {
    async restart() {
      await started;
      await client.restart();
    },
    async end() {
      if (client.needsStop()) await client.stop();
    },
  };
}
