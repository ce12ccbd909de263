/**
 * Which file an `import` means. A path is relative to the folder of the importing file, with `/` between its parts on every
 * system; it may go up with `../`, which everybody can see, and never begins somewhere else.
 */
import type { LangiumDocument, LangiumDocuments } from 'langium';
import { type URI, UriUtils } from 'langium';
import { type File, isImport } from '../generated/ast.ts';
import { LIBRARY_SCHEME } from '../library/scheme.ts';
import type { LinkedFiles } from './linked-files.ts';

/** Why a path can name no file to import; undefined where it can. */
export function importProblem(path: string): 'absolute' | 'backslash' | 'ending' | undefined {
  if (path.includes('\\')) return 'backslash';
  if (/^(?:\/|~|[A-Za-z][\w+.-]*:)/.test(path)) return 'absolute';
  return path.endsWith('.qham') ? undefined : 'ending';
}

/** The address of an imported file; undefined for a path that can name none. */
export function importUri(importing: URI, path: string): URI | undefined {
  return importProblem(path) === undefined ? UriUtils.joinPath(UriUtils.dirname(importing), path) : undefined;
}

/** The paths that a file imports, in the order of the text. */
export function importsOf(file: File): string[] {
  return file.statements.filter(isImport).flatMap(({ path }) => path ?? []);
}

/** What a document can see of others, by a way to look documents up. */
export function linkedBy(
  document: LangiumDocument<File>,
  documents: Pick<LangiumDocuments, 'getDocument' | 'all'>,
): LinkedFiles {
  const find = (path: string): File | undefined => {
    const uri = importUri(document.uri, path);
    const found = uri && documents.getDocument(uri);
    return found && found !== document ? (found.parseResult.value as File) : undefined;
  };
  const shipped = documents.all
    .filter(({ uri }) => uri.scheme === LIBRARY_SCHEME)
    .map(({ parseResult }) => parseResult.value as File)
    .toArray();
  const imported = importsOf(document.parseResult.value).flatMap((path) => find(path) ?? []);
  return { imported: [...new Set(imported)], shipped, find };
}
