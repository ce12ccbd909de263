import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  createProtocolConnection,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { Client } from '../language-server/client.ts';
import { startQham } from './qham.ts';

const DIST = new URL('../../language-server/dist/', import.meta.url);

describe('what typesets formulas', () => {
  it('is not part of what starts, and not larger than it has to be', () => {
    expect(readFileSync(new URL('main.cjs', DIST), 'utf8')).not.toContain('MathJax');
    expect(statSync(new URL('typesetter.cjs', DIST)).size).toBeLessThan(1_600_000);
  });

  it('is found by the server that is shipped', async () => {
    const { child, finished } = startQham(['lsp', '--stdio']);
    const client = new Client(
      createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin)),
    );
    await client.initialize({ theme: 'light' });
    const document = await client.open('ansatz A { psi = 1/2 }');
    const hover = await client.request<{ contents: { value: string } }>('textDocument/hover', document, {
      position: document.at('psi'),
    });
    expect(hover.contents.value).toContain('data:image/svg+xml;base64,');
    await client.close();
    expect(await finished).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('qham lsp', () => {
  it('is a language server over stdin and stdout, which ends when its client says so', async () => {
    const { child, finished } = startQham(['lsp', '--stdio']);
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.listen();
    const { capabilities } = await connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
      workspaceFolders: null,
    });
    expect(capabilities.completionProvider).toBeDefined();
    expect(capabilities.textDocumentSync).toBeDefined();
    await connection.sendNotification(InitializedNotification.type, {});
    await connection.sendRequest(ShutdownRequest.type);
    await connection.sendNotification(ExitNotification.type);
    expect(await finished).toMatchObject({ code: 0, stderr: '' });
    connection.dispose();
  });
});
