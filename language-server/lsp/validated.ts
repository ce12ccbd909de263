import { DocumentState } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';

/** Sent after the diagnostics of a version of a document are published: who waits for them need not guess. */
export const VALIDATED_NOTIFICATION = 'qham/validated';

export interface ValidatedParams {
  readonly uri: string;
  readonly version: number;
}

/** Announces every validated document to the client. */
export function announceValidated(shared: LangiumSharedServices, connection: Connection): void {
  shared.workspace.DocumentBuilder.onDocumentPhase(DocumentState.Validated, async ({ textDocument }) => {
    const params: ValidatedParams = { uri: textDocument.uri, version: textDocument.version };
    await connection.sendNotification(VALIDATED_NOTIFICATION, params);
  });
}
