import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LSPErrorCodes, type Message, StreamMessageReader } from 'vscode-languageserver-protocol/node';
import { PHYSICS_NOTIFICATION } from '../../language-server/lsp/physics-diagnostics.ts';
import { VALIDATED_NOTIFICATION } from '../../language-server/lsp/validated.ts';
import { type Running, startQham } from './qham.ts';

interface Said extends Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly uri?: string; readonly version?: number };
  readonly error?: { readonly code: number };
}

/** The server that is shipped, as a process, and all it has said. */
class Server {
  readonly said: Said[] = [];
  readonly #running: Running;
  #heard = () => {};

  constructor() {
    this.#running = startQham(['lsp', '--stdio']);
    new StreamMessageReader(this.#running.child.stdout).listen((message) => {
      this.said.push(message as Said);
      this.#heard();
    });
  }

  /** Sends messages in one piece, so that the server has read the last before it begins with the first. */
  send(...messages: readonly object[]): void {
    const framed = messages.map((message) => {
      const text = JSON.stringify({ jsonrpc: '2.0', ...message });
      return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
    });
    this.#running.child.stdin.write(framed.join(''));
  }

  /** Waits for a message; where it is among all that was said. */
  async hear(is: (message: Said) => boolean): Promise<number> {
    for (;;) {
      const found = this.said.findIndex(is);
      if (found >= 0) return found;
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
  }

  async close(): Promise<void> {
    this.send({ id: 'last', method: 'shutdown' }, { method: 'exit' });
    expect(await this.#running.finished).toMatchObject({ code: 0, stderr: '' });
  }
}

const system = (n: number) => `hamiltonian System${n} {
  particle r in R^3
  V = 1/2 * |r|^2 + sum(d) r[d]^4 / ${n + 10}
  H = -1/2 * ∇²[r] + V
}
`;
const TEXT = `units oscillator\n${Array.from({ length: 40 }, (_, n) => system(n)).join('')}`;

const opening = (uri: string) => ({
  method: 'textDocument/didOpen',
  params: { textDocument: { uri, languageId: 'qham', version: 1, text: TEXT } },
});
const edit = (uri: string, version: number) => ({
  method: 'textDocument/didChange',
  params: { textDocument: { uri, version }, contentChanges: [{ text: `${TEXT}// edit ${version}\n` }] },
});
const validated =
  (uri: string, version: number) =>
  ({ method, params }: Said) =>
    method === VALIDATED_NOTIFICATION && params?.uri === uri && params.version === version;

const LONG = 'file:///test/long.qham';
const textDocument = { uri: LONG };
const at = { textDocument, position: { line: 4, character: 4 } };
const all = { textDocument, range: { start: { line: 0, character: 0 }, end: { line: 5, character: 0 } } };

/** All that an editor asks about a document, and with what. */
const REQUESTS: readonly (readonly [string, object])[] = [
  ['textDocument/semanticTokens/full', { textDocument }],
  ['textDocument/hover', at],
  ['textDocument/completion', at],
  ['textDocument/signatureHelp', at],
  ['textDocument/definition', at],
  ['textDocument/references', { ...at, context: { includeDeclaration: true } }],
  ['textDocument/documentHighlight', at],
  ['textDocument/prepareRename', at],
  ['textDocument/rename', { ...at, newName: 'W' }],
  ['textDocument/documentSymbol', { textDocument }],
  ['workspace/symbol', { query: 'System' }],
  ['textDocument/foldingRange', { textDocument }],
  ['textDocument/selectionRange', { textDocument, positions: [at.position] }],
  ['textDocument/formatting', { textDocument, options: { tabSize: 2, insertSpaces: true } }],
  ['textDocument/inlayHint', all],
  ['textDocument/codeAction', { ...all, context: { diagnostics: [] } }],
  ['textDocument/codeLens', { textDocument }],
  ['textDocument/documentLink', { textDocument }],
  ['qham/typeset', { textDocument }],
  ['qham/costs', { textDocument, cores: 2 }],
  ['qham/trains', { textDocument }],
];

let server: Server;
beforeAll(async () => {
  server = new Server();
  const capabilities = { textDocument: { completion: {} } };
  const params = { processId: process.pid, rootUri: null, workspaceFolders: null, capabilities };
  server.send({ id: 0, method: 'initialize', params });
  await server.hear(({ id }) => id === 0);
  server.send({ method: 'initialized', params: {} }, opening(LONG));
  await server.hear(validated(LONG, 1));
});
afterAll(() => server.close());

describe('the server as a process', () => {
  it.each(REQUESTS.map(([method, params], i) => [method, params, i + 1] as const))(
    'answers %s that is cancelled with RequestCancelled, before the edit is checked',
    async (method, params, id) => {
      const version = id + 1;
      server.send(edit(LONG, version), { id, method, params }, { method: '$/cancelRequest', params: { id } });
      const answered = await server.hear((message) => message.id === id);
      expect(server.said[answered]).toMatchObject({ error: { code: LSPErrorCodes.RequestCancelled } });
      expect(await server.hear(validated(LONG, version))).toBeGreaterThan(answered);
    },
  );

  it('ends the checks of a text, fast and slow, when it is edited', async () => {
    const uri = 'file:///test/edited.qham';
    server.send(opening(uri), edit(uri, 2), edit(uri, 3));
    await server.hear(({ method, params }) => method === PHYSICS_NOTIFICATION && params?.uri === uri);
    const versions = (name: string) =>
      server.said.flatMap(({ method, params }) => (method === name && params?.uri === uri ? [params.version] : []));
    expect(versions(PHYSICS_NOTIFICATION)).toEqual([3]);
    expect(versions(VALIDATED_NOTIFICATION)).toEqual([3]);
  });
});
