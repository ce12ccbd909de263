import { type LangiumDocument, type LangiumSharedCoreServices, URI } from 'langium';
import { LIBRARY_SOURCES } from './generated/sources.ts';

export const LIBRARY_SCHEME = 'qham-library';

/** The text of a file of the library by its address; undefined where it has no such file. */
export function librarySource(uri: URI): string | undefined {
  const name = uri.path.replace(/^\//, '');
  return uri.scheme === LIBRARY_SCHEME && Object.hasOwn(LIBRARY_SOURCES, name) ? LIBRARY_SOURCES[name] : undefined;
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
