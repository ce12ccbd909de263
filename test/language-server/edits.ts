import type { TextEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** A text after the edits that a server has answered with. */
export function applyEdits(text: string, edits: readonly TextEdit[] | null): string {
  return TextDocument.applyEdits(TextDocument.create('file:///edited.qham', 'qham', 1, text), [...(edits ?? [])]);
}
