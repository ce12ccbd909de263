import { checkPhysics, type File, type Speak, toLspDiagnostic } from '@qham/grammar';
import { Cancellation, DocumentState, isOperationCancelled, type LangiumDocument, type URI } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import { type Connection, DiagnosticSeverity } from 'vscode-languageserver';
import type { QhamServerServices } from '../module.ts';

/** Sent when the slow checks of a version of a document are done: who waits for them need not guess. */
export const PHYSICS_NOTIFICATION = 'qham/physicsChecked';

/** How long nothing has been typed, in milliseconds, before the slow checks begin. */
const PAUSE = 400;

type Source = InstanceType<typeof Cancellation.CancellationTokenSource>;

interface Waiting {
  readonly timer: NodeJS.Timeout;
  readonly source: Source;
}

/**
 * Checks that take their time: they begin when nothing has been typed for a while, in files without errors, and end when
 * something is typed again. What they find is added to what the fast checks have found.
 */
export class PhysicsDiagnostics {
  readonly #speak: Speak;

  constructor({ localization }: QhamServerServices) {
    this.#speak = localization.Speak;
  }

  /** The slow checks. */
  check: typeof checkPhysics = checkPhysics;
  readonly #waiting = new Map<string, Waiting>();

  listen(connection: Connection, shared: LangiumSharedServices): void {
    const builder = shared.workspace.DocumentBuilder;
    builder.onUpdate((changed, deleted) => {
      for (const uri of [...changed, ...deleted]) this.#cancel(uri);
    });
    builder.onDocumentPhase(DocumentState.Validated, (document) => {
      this.#cancel(document.uri);
      const broken = document.diagnostics?.some(({ severity }) => severity === DiagnosticSeverity.Error);
      // Only what somebody has open is worth the time.
      if (!broken && shared.workspace.TextDocuments.get(document.uri) !== undefined) this.#plan(document, connection);
      return Promise.resolve();
    });
  }

  #plan(document: LangiumDocument, connection: Connection): void {
    const source = new Cancellation.CancellationTokenSource();
    const run = () => this.#run(document, source, connection).catch((error) => connection.console.error(String(error)));
    this.#waiting.set(document.uri.toString(), { timer: setTimeout(run, PAUSE), source });
  }

  #cancel(uri: URI): void {
    const waiting = this.#waiting.get(uri.toString());
    if (!waiting) return;
    clearTimeout(waiting.timer);
    waiting.source.cancel();
    this.#waiting.delete(uri.toString());
  }

  async #run(document: LangiumDocument, source: Source, connection: Connection): Promise<void> {
    const uri = document.uri.toString();
    const { version } = document.textDocument;
    try {
      const found = await this.check(document as LangiumDocument<File>, source.token);
      if (source.token.isCancellationRequested) return;
      // A second build of the same text, for another file's sake, must not add them twice.
      const fast = (document.diagnostics ?? []).filter((known) => known.source !== PHYSICS);
      const slow = found.map((finding) => ({ ...toLspDiagnostic(finding, uri, this.#speak), source: PHYSICS }));
      document.diagnostics = [...fast, ...slow];
      await connection.sendDiagnostics({ uri, version, diagnostics: document.diagnostics });
      await connection.sendNotification(PHYSICS_NOTIFICATION, { uri, version });
    } catch (error) {
      if (!isOperationCancelled(error)) throw error;
    }
  }
}

/** The source of what only the slow checks find, as editors show it. */
const PHYSICS = 'qham physics';
