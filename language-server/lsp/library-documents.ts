import { librarySource, type Speak, URI } from '@qham/grammar';

/** Asks for the text of a document of the scheme `qham-library:`, which definitions and diagnostics lead to. */
export const LIBRARY_DOCUMENT_REQUEST = 'qham/libraryDocument';

export interface LibraryDocumentParams {
  readonly uri: string;
}

/** @returns the text, or null where the library has no such document */
export function libraryDocument({ uri }: LibraryDocumentParams, speak: Speak): string | null {
  return librarySource(URI.parse(uri), speak) ?? null;
}
