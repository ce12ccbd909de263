/**
 * The files that a program imports, directly or by way of others, read and parsed.
 */
import { readFile } from 'node:fs/promises';
import { type File, importsOf, importUri, type LangiumDocument, type QhamServices, type URI } from '@qham/grammar';

type Document = LangiumDocument<File>;

/** Reads a file by its path. @throws where there is none */
export type ReadFile = (path: string) => Promise<string>;

/** Reads from the disk. */
export const fromDisk: ReadFile = (path) => readFile(path, 'utf8');

/** More files than a program is made of: a folder that imports itself by other names. */
const MOST = 1000;

/**
 * A program and all files that it imports, by their addresses. What cannot be read is left out: the checker says so at the
 * import.
 */
export async function parseWithImports(
  text: string,
  uri: URI,
  read: ReadFile,
  { LangiumDocumentFactory: factory }: QhamServices['shared']['workspace'],
): Promise<Map<string, Document>> {
  const parsed = new Map<string, Document>();
  const queue: { uri: URI; text: string }[] = [{ uri, text }];
  for (let next = queue.shift(); next && parsed.size < MOST; next = queue.shift()) {
    const key = next.uri.toString();
    if (parsed.has(key)) continue;
    const document = factory.fromString<File>(next.text, next.uri);
    parsed.set(key, document);
    for (const path of importsOf(document.parseResult.value)) {
      const target = importUri(next.uri, path);
      if (!target || parsed.has(target.toString())) continue;
      const content = await read(target.path).catch(() => undefined);
      if (content !== undefined) queue.push({ uri: target, text: content });
    }
  }
  return parsed;
}
