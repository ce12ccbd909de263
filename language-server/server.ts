import { type DefaultSharedModuleContext, startLanguageServer } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import { addFurtherRequests, REQUIREMENTS } from './lsp/language-server.ts';
import { announceValidated } from './lsp/validated.ts';
import { createServerServices, type QhamServerServices } from './module.ts';

/**
 * Begins to answer an editor.
 * @returns the services that answer, for tests that hold them up
 */
export function startServer(
  connection: Connection,
  fileSystem: Pick<DefaultSharedModuleContext, 'fileSystemProvider'>,
): QhamServerServices {
  const { shared, qham } = createServerServices({ connection, ...fileSystem });
  addFurtherRequests(connection, shared, qham);
  qham.localization.Localization.listen(shared);
  qham.pictures.Appearance.listen(connection, shared);
  qham.pictures.Pictures.warmUpAfterFirst(shared);
  startLanguageServer(shared, REQUIREMENTS);
  qham.diagnostics.PhysicsDiagnostics.listen(connection, shared);
  announceValidated(shared, connection);
  return qham;
}
