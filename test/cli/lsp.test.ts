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
import { startQham } from './qham.ts';

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
