import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { DocumentState } from 'langium';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  type CodeLens,
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  LSPErrorCodes,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { Client, connect } from './client.ts';
import { deferred } from './deferred.ts';

const TEXT = `units oscillator
hamiltonian Free { particle r in R^3; H = -∇²[r] }
ansatz Net { N = mlp { }; psi = N(r) }
`;

describe('a cancelled request', () => {
  it('is answered with an error, not with a result, and the server goes on', async () => {
    const { client, services } = await connect();
    const builder = services.shared.workspace.DocumentBuilder;
    // The build of the document is held up before it is validated, so that a lens has to wait.
    const gate = deferred();
    const held = deferred();
    const waiting = deferred();
    builder.onBuildPhase(DocumentState.Linked, async () => {
      held.resolve();
      await gate.promise;
    });
    const waitUntil = builder.waitUntil.bind(builder) as (...parameters: unknown[]) => Promise<never>;
    builder.waitUntil = (...parameters: unknown[]) => {
      const result = waitUntil(...parameters);
      waiting.resolve();
      return result;
    };
    const uri = 'file:///test/held.qham';
    const textDocument = { uri, languageId: 'qham', version: 1, text: TEXT };
    await client.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    await held.promise;
    const source = new CancellationTokenSource();
    const lenses = client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } }, source.token);
    const outcome = lenses.then(
      (result) => ({ result }),
      (error: { code: number }) => ({ error: error.code }),
    );
    await waiting.promise;
    source.cancel();
    expect(await outcome).toEqual({ error: LSPErrorCodes.RequestCancelled });
    gate.resolve();
    expect(await client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } })).toEqual([]);
    await client.close();
  });
});

describe('the bundled server', () => {
  let folder: string;
  let metafile: Metafile;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'qham-server-'));
    ({ metafile } = await build({
      entryPoints: [join(import.meta.dirname, '../../language-server/main.ts')],
      outfile: join(folder, 'main.cjs'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'error',
      metafile: true,
    }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('has one copy of each package of the protocol: two would break cancellation in silence', () => {
    const copies = Object.keys(metafile.inputs)
      .map((path) => path.match(/^.*node_modules\/(vscode-(?:jsonrpc|languageserver[^/]*))\//))
      .filter((match) => match !== null);
    const folders = new Map<string, Set<string>>();
    for (const [whole, name] of copies) folders.set(name!, (folders.get(name!) ?? new Set()).add(whole));
    expect([...folders.keys()].sort()).toEqual(
      expect.arrayContaining(['vscode-jsonrpc', 'vscode-languageserver', 'vscode-languageserver-protocol']),
    );
    expect([...folders].filter(([, paths]) => paths.size > 1)).toEqual([]);
  });

  it('answers over stdio and ends when it is told to', async () => {
    const child = spawn(process.execPath, [join(folder, 'main.cjs'), '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const client = new Client(connection);
    await client.initialize();
    expect(client.initialized.capabilities).toMatchObject({ codeLensProvider: {}, hoverProvider: true });
    const document = await client.open(`${TEXT}train A = B with Net using C`);
    expect(document.diagnostics.map((d) => d.code)).toEqual(['QH0101', 'QH0101']);
    const lenses = await connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: document });
    expect(lenses[0]!.command!.title).toBe('Train (fix 2 errors first: line 4)');
    await client.close();
    expect(await exited).toBe(0);
  });
});
