import { DocumentState } from 'langium';
import { type DefaultSharedModuleContext, startLanguageServer } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
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
  // A lens says how many errors there are, so it waits until they are known.
  startLanguageServer(shared, { CodeLensProvider: DocumentState.Validated });
  announceValidated(shared, connection);
  return qham;
}
