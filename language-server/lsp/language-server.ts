import { DocumentState } from 'langium';
import {
  createRequestHandler,
  DefaultLanguageServer,
  type LangiumSharedServices,
  type ServiceRequirements,
} from 'langium/lsp';
import type { Connection, InitializeParams, InitializeResult, TextDocumentIdentifier } from 'vscode-languageserver';
import type { QhamServerServices } from '../module.ts';
import { COSTS_REQUEST, costsOf } from './costs.ts';
import { LIBRARY_DOCUMENT_REQUEST, type LibraryDocumentParams, libraryDocument } from './library-documents.ts';
import { selectionRange } from './selection-ranges.ts';
import { TRAINS_REQUEST, trainsOf } from './trains.ts';
import { TYPESET_REQUEST, typesetFile } from './typeset.ts';

/** Answers `initialize`, with what the framework does not know of. */
export class QhamLanguageServer extends DefaultLanguageServer {
  protected override buildInitializeResult(params: InitializeParams): InitializeResult {
    const { capabilities, ...result } = super.buildInitializeResult(params);
    return { ...result, serverInfo: { name: 'qham' }, capabilities: { ...capabilities, selectionRangeProvider: true } };
  }
}

/** What the features of the editor wait for before they answer. */
export const REQUIREMENTS: Partial<ServiceRequirements> = {
  // A lens says how many errors there are, so it waits until they are known.
  CodeLensProvider: DocumentState.Validated,
  // Parameters are counted in files without errors.
  InlayHintProvider: DocumentState.Validated,
  // Repairs come with the diagnostics.
  CodeActionProvider: DocumentState.Validated,
};

/** Adds the requests that the framework does not handle. */
export function addFurtherRequests(
  connection: Connection,
  shared: LangiumSharedServices,
  { pictures, localization }: Pick<QhamServerServices, 'pictures' | 'localization'>,
): void {
  connection.onSelectionRanges(
    createRequestHandler(
      (_, document, { positions }) => positions.map((position) => selectionRange(document, position)),
      shared,
      DocumentState.Parsed,
    ),
  );
  connection.onRequest(
    TRAINS_REQUEST,
    // Files that nobody has opened yet are linked, and are not validated before they change.
    createRequestHandler((_, document) => trainsOf(document), shared, DocumentState.Linked),
  );
  connection.onRequest(
    TYPESET_REQUEST,
    createRequestHandler(
      (_, document, __: { textDocument: TextDocumentIdentifier }, token) =>
        typesetFile(document, pictures.Typesetter, token),
      shared,
      // A formula is typeset as what its names are.
      DocumentState.Linked,
    ),
  );
  connection.onRequest(
    COSTS_REQUEST,
    createRequestHandler(
      (_, document, { cores }: { textDocument: TextDocumentIdentifier; cores: number }, token) =>
        costsOf(document, cores, token),
      shared,
      DocumentState.Validated,
    ),
  );
  connection.onRequest(LIBRARY_DOCUMENT_REQUEST, (params: LibraryDocumentParams) =>
    libraryDocument(params, localization.Speak),
  );
}
