import type { LangiumDocument } from 'langium';
import { type CompletionItem, CompletionItemKind, CompletionList, type Position } from 'vscode-languageserver';
import { UNICODE } from './unicode.ts';

/** `\nabla` and the like, with the backslash; undefined where the cursor follows no such word. */
export function signsAt(document: LangiumDocument, position: Position): CompletionList | undefined {
  const start = { line: position.line, character: 0 };
  const typed = document.textDocument.getText({ start, end: position }).match(/\\(\p{L}*)$/u);
  if (!typed) return undefined;
  const range = { start: { line: position.line, character: position.character - typed[0].length }, end: position };
  const items: CompletionItem[] = Object.entries(UNICODE)
    .filter(([name]) => name.toLowerCase().startsWith(typed[1]!.toLowerCase()))
    .map(([name, sign]) => ({
      label: `\\${name}`,
      detail: sign,
      kind: CompletionItemKind.Text,
      filterText: `\\${name}`,
      textEdit: { range, newText: sign },
    }));
  return CompletionList.create(items, true);
}
