import { type LangiumDocument, type LangiumSharedCoreServices, URI } from 'langium';
import { english } from '../localization/phrase.ts';
import { diagnosticPage } from '../validation/catalogue/pages.ts';
import { LIBRARY_SOURCES } from './generated/sources.ts';
import { LIBRARY_SCHEME } from './scheme.ts';

/** The text of a document of the library by its address: a program, or the page of a diagnostic; undefined where there is none. */
export function librarySource(uri: URI, speak = english): string | undefined {
  if (uri.scheme !== LIBRARY_SCHEME) return undefined;
  const name = uri.path.replace(/^\//, '');
  return Object.hasOwn(LIBRARY_SOURCES, name) ? LIBRARY_SOURCES[name] : diagnosticPage(uri.path, speak);
}

/** The files of the library that the services do not have yet, to be built with the other documents. */
export function libraryDocuments({ workspace }: LangiumSharedCoreServices): LangiumDocument[] {
  return Object.entries(LIBRARY_SOURCES).flatMap(([name, text]) => {
    const uri = URI.from({ scheme: LIBRARY_SCHEME, path: `/${name}` });
    return workspace.LangiumDocuments.hasDocument(uri) ? [] : [workspace.LangiumDocumentFactory.fromString(text, uri)];
  });
}

/** Reads the library into services that run without a workspace. */
export async function loadLibrary(shared: LangiumSharedCoreServices): Promise<void> {
  const documents = libraryDocuments(shared);
  for (const document of documents) shared.workspace.LangiumDocuments.addDocument(document);
  await shared.workspace.DocumentBuilder.build(documents, { validation: false });
}
