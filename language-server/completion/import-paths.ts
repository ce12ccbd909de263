import { LIBRARY_SCHEME, URI } from '@qham/grammar';
import { type LangiumDocument, UriUtils } from 'langium';
import { type CompletionItem, CompletionItemKind, CompletionList, type Position } from 'vscode-languageserver';

/**
 * Paths of other programs behind `import`, as they are written from the program that imports them; undefined where the cursor is
 * elsewhere.
 *
 * @param known the addresses of all programs
 */
export function importPathsAt(
  document: LangiumDocument,
  position: Position,
  known: Iterable<string>,
): CompletionList | undefined {
  const { textDocument } = document;
  const line = textDocument.getText({
    start: { line: position.line, character: 0 },
    end: { line: position.line + 1, character: 0 },
  });
  const typed = line.slice(0, position.character).match(/(?:^|[;\s])import\s+("?)([^"]*)$/);
  if (!typed) return undefined;
  const [, quote, path] = typed as unknown as [string, string, string];
  // A name behind the word is no path: somebody calls a quantity `import`.
  if (quote === '' && path !== '') return undefined;
  const rest = quote === '' ? '' : (line.slice(position.character).match(/^[^"\r\n]*"?/)?.[0] ?? '');
  const range = {
    start: { line: position.line, character: position.character - path.length - quote.length },
    end: { line: position.line, character: position.character + (rest.endsWith('"') ? rest.length : 0) },
  };
  const items: CompletionItem[] = pathsFrom(document, known).map((target) => ({
    label: target,
    kind: CompletionItemKind.File,
    filterText: `"${target}"`,
    textEdit: { range, newText: `"${target}"` },
  }));
  return CompletionList.create(items, false);
}

/** How a program names others: `other.qham`, `../up/other.qham`. */
function pathsFrom(document: LangiumDocument, known: Iterable<string>): string[] {
  const own = document.uri.toString();
  const folder = UriUtils.dirname(document.uri);
  const paths = new Set<string>();
  for (const address of known) {
    if (address === own || !address.endsWith('.qham')) continue;
    const uri = URI.parse(address);
    if (uri.scheme === LIBRARY_SCHEME || uri.scheme !== document.uri.scheme || uri.authority !== document.uri.authority)
      continue;
    paths.add(UriUtils.relative(folder, uri));
  }
  return [...paths].sort();
}
