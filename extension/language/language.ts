import * as vscode from 'vscode';
import { type BaseLanguageClient, CodeLensRequest } from 'vscode-languageclient';
import { parseTypeset, TYPESET_REQUEST, type Typeset } from '../typeset/protocol.ts';
import { COSTS_REQUEST, parseCosts, type TrainCost } from './costs.ts';
import { parseTrains, parseValidated, TRAINS_REQUEST, type Trains, VALIDATED_NOTIFICATION } from './trains.ts';

const NOTHING: Trains = { units: '', trains: [], sweeps: [] };

/** What the language server knows, for the features that show it. */
export class Language {
  readonly #validated = new vscode.EventEmitter<vscode.Uri>();
  readonly #cache = new WeakMap<vscode.TextDocument, { version: number; trains: Promise<Trains> }>();
  #client: BaseLanguageClient | null = null;

  /** Fires when the server has looked at a version of a document. */
  readonly onValidated = this.#validated.event;

  /** To be called once, with the client that talks to the server. */
  use(client: BaseLanguageClient): void {
    this.#client = client;
    client.onNotification(VALIDATED_NOTIFICATION, (value: unknown) => {
      this.#validated.fire(vscode.Uri.parse(parseValidated(value).uri));
    });
  }

  /** The trains and sweeps of an open document as it is now; none while there is no server. */
  trainsOf(document: vscode.TextDocument): Promise<Trains> {
    const known = this.#cache.get(document);
    if (known?.version === document.version) return known.trains;
    const trains = this.trains(document.uri);
    this.#cache.set(document, { version: document.version, trains });
    // An answer that failed is not one to keep.
    trains.then((found) => found === NOTHING && this.#cache.delete(document));
    return trains;
  }

  /** The trains of a file that the server knows: one that is open or lies in the workspace. */
  async trains(uri: vscode.Uri): Promise<Trains> {
    const client = this.#client;
    if (client === null) return NOTHING;
    try {
      const params = { textDocument: { uri: client.code2ProtocolConverter.asUri(uri) } };
      return parseTrains(await client.sendRequest(TRAINS_REQUEST, params));
    } catch {
      // The server is starting, was stopped, or does not know the file: the next validation asks again.
      return NOTHING;
    }
  }

  /**
   * The commands above the trains, sweeps and inverse problems of a document, each with the range of the name: `qham.train`, or
   * `qham.showReason` where it cannot be trained. They are the same whichever lenses the user has switched off.
   */
  async startsOf(uri: vscode.Uri): Promise<vscode.CodeLens[]> {
    const client = this.#client;
    if (client === null) return [];
    const params = { textDocument: { uri: client.code2ProtocolConverter.asUri(uri) } };
    return (
      (await client.protocol2CodeConverter.asCodeLenses(await client.sendRequest(CodeLensRequest.type, params))) ?? []
    );
  }

  /** What the trains of a document will take on so many cores; none where there is no server, or somebody types on. */
  async costsOf(document: vscode.TextDocument, cores: number, token: vscode.CancellationToken): Promise<TrainCost[]> {
    const client = this.#client;
    if (client === null) return [];
    try {
      const textDocument = { uri: client.code2ProtocolConverter.asUri(document.uri) };
      return parseCosts(await client.sendRequest(COSTS_REQUEST, { textDocument, cores }, token));
    } catch {
      // Without its cost a train can be trained as well.
      return [];
    }
  }

  /** A document as physics; null where there is no server, or it does not know the file. */
  async typeset(document: vscode.TextDocument): Promise<Typeset | null> {
    const client = this.#client;
    if (client === null) return null;
    try {
      const textDocument = { uri: client.code2ProtocolConverter.asUri(document.uri) };
      return parseTypeset(await client.sendRequest(TYPESET_REQUEST, { textDocument }));
    } catch {
      // Somebody types on, or the server is starting: the next validation asks again.
      return null;
    }
  }

  /** The text of a document that the language brings along; nothing where there is no server, or no such document. */
  async libraryDocument(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string | undefined> {
    const client = this.#client;
    if (client === null) return undefined;
    const answer: unknown = await client.sendRequest(LIBRARY_DOCUMENT_REQUEST, { uri: uri.toString() }, token);
    return typeof answer === 'string' ? answer : undefined;
  }
}

/** As `language-server/lsp/library-documents.ts` names it. */
const LIBRARY_DOCUMENT_REQUEST = 'qham/libraryDocument';
