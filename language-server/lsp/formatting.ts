import { formatEdits, indentationAt, type Replacement } from '@qham/grammar';
import type { LangiumDocument, Lexer } from 'langium';
import type { Formatter } from 'langium/lsp';
import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  TextEdit,
} from 'vscode-languageserver';
import type { QhamServerServices } from '../module.ts';

/** Lays a file out, a part of it, or the line that is being typed. A file that cannot be read whole is left alone. */
export class QhamFormatter implements Formatter {
  readonly #lexer: Lexer;
  readonly formatOnTypeOptions = { firstTriggerCharacter: '\n', moreTriggerCharacter: ['}'] };

  constructor(services: QhamServerServices) {
    this.#lexer = services.parser.Lexer;
  }

  formatDocument(document: LangiumDocument, _params: DocumentFormattingParams): TextEdit[] {
    return formatEdits(document).map((replacement) => toEdit(document, replacement));
  }

  formatDocumentRange(document: LangiumDocument, { range }: DocumentRangeFormattingParams): TextEdit[] {
    const start = document.textDocument.offsetAt(range.start);
    const end = document.textDocument.offsetAt(range.end);
    return formatEdits(document)
      .filter((replacement) => replacement.end >= start && replacement.offset <= end)
      .map((replacement) => toEdit(document, replacement));
  }

  formatDocumentOnType(document: LangiumDocument, { position, ch }: DocumentOnTypeFormattingParams): TextEdit[] {
    const start = { line: position.line, character: 0 };
    const offset = document.textDocument.offsetAt(start);
    const line = document.textDocument.getText({ start, end: { line: position.line + 1, character: 0 } });
    const blanks = line.match(/^[ \t]*/)![0];
    // A brace behind something else on its line says nothing about the line's indentation.
    if (ch === '}' && line[blanks.length] !== '}') return [];
    const wanted = ' '.repeat(indentationAt(this.#lexer, document.textDocument.getText(), offset));
    if (wanted === blanks) return [];
    return [{ range: { start, end: { line: position.line, character: blanks.length } }, newText: wanted }];
  }
}

function toEdit({ textDocument }: LangiumDocument, { offset, end, text }: Replacement): TextEdit {
  return { range: { start: textDocument.positionAt(offset), end: textDocument.positionAt(end) }, newText: text };
}
