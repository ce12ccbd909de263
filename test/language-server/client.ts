import { basename } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { EmptyFileSystem } from 'langium';
import { NodeFileSystem } from 'langium/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import {
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { connectionStrategy } from '../../language-server/lsp/cancelled.ts';
import { VALIDATED_NOTIFICATION, type ValidatedParams } from '../../language-server/lsp/validated.ts';
import type { QhamServerServices } from '../../language-server/module.ts';
import { startServer } from '../../language-server/server.ts';

/** A document that the client has opened. */
export interface Opened {
  readonly uri: string;
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  /** The first place of a piece of text, after `skip` others. */
  at(piece: string, skip?: number): Position;
  /** The text of a range. */
  read(range: Range): string;
}

/** A client that speaks the protocol; it waits for the server's word, never for time to pass. */
export class Client {
  readonly connection: ProtocolConnection;
  initialized!: InitializeResult;
  /** All diagnostics that were published, in their order. */
  readonly published: PublishDiagnosticsParams[] = [];
  readonly #diagnostics = new Map<string, Diagnostic[]>();
  readonly #validated = new Map<string, () => void>();
  #documents = 0;

  constructor(connection: ProtocolConnection) {
    this.connection = connection;
    connection.onNotification(PublishDiagnosticsNotification.type, (parameters) => {
      this.published.push(parameters);
      this.#diagnostics.set(parameters.uri, parameters.diagnostics);
    });
    connection.onNotification(VALIDATED_NOTIFICATION, ({ uri, version }: ValidatedParams) => {
      this.#validated.get(`${uri}#${version}`)?.();
    });
    connection.listen();
  }

  /** @param folder that is opened as the workspace */
  async initialize(initializationOptions: object = {}, folder: string | null = null): Promise<void> {
    this.initialized = await this.connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folder === null ? null : [{ uri: pathToFileURL(folder).href, name: basename(folder) }],
      initializationOptions,
      capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
  }

  /** @param name of the file; numbers from 0 where there is none */
  async open(text: string, name = `${this.#documents++}.qham`): Promise<Opened> {
    const uri = `file:///test/${name}`;
    const validated = this.#wait(uri, 1);
    const textDocument = { uri, languageId: 'qham', version: 1, text };
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    await validated;
    return this.#opened(uri, text);
  }

  async change(document: Opened, version: number, text: string): Promise<Opened> {
    const validated = this.#wait(document.uri, version);
    await this.write(document, version, text);
    await validated;
    return this.#opened(document.uri, text);
  }

  /** Changes a document as somebody who types on: without waiting for what the server says of it. */
  write({ uri }: Opened, version: number, text: string): Promise<void> {
    const textDocument = { uri, version };
    const contentChanges = [{ text }];
    return this.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument, contentChanges });
  }

  /** What was published last about a document. */
  diagnosticsOf({ uri }: Opened): readonly Diagnostic[] {
    return this.#diagnostics.get(uri) ?? [];
  }

  /** Sends a request about a document, with whatever else it takes. */
  request<T>(method: string, { uri }: Opened, more: object = {}): Promise<T> {
    return this.connection.sendRequest<T>(method, { textDocument: { uri }, ...more });
  }

  async close(): Promise<void> {
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    this.connection.dispose();
  }

  #wait(uri: string, version: number): Promise<void> {
    return new Promise((resolve) => this.#validated.set(`${uri}#${version}`, resolve));
  }

  #opened(uri: string, text: string): Opened {
    const lines = text.split('\n');
    return {
      uri,
      text,
      diagnostics: this.#diagnostics.get(uri) ?? [],
      at(piece, skip = 0) {
        let offset = -1;
        for (let i = 0; i <= skip; i++) offset = text.indexOf(piece, offset + 1);
        const before = text.slice(0, offset).split('\n');
        return { line: before.length - 1, character: before.at(-1)!.length };
      },
      read: ({ start, end }) =>
        start.line === end.line
          ? lines[start.line]!.slice(start.character, end.character)
          : lines.slice(start.line, end.line + 1).join('\n'),
    };
  }
}

/**
 * A server in this process and a client, joined by two pipes.
 * @param folder that is opened as the workspace, where the server is to see the files of the machine
 */
export async function connect(
  initializationOptions: object = {},
  folder: string | null = null,
): Promise<{ client: Client; services: QhamServerServices }> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const services = startServer(
    createConnection(ProposedFeatures.all, toServer, toClient, { connectionStrategy }),
    folder === null ? EmptyFileSystem : NodeFileSystem,
  );
  const client = new Client(
    createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer)),
  );
  await client.initialize(initializationOptions, folder);
  return { client, services };
}
