import type { LangiumDocument } from 'langium';
import { lineBreakOf } from '../text/line-break.ts';
import { gapsOf } from './gap.ts';
import { layOut } from './layout.ts';
import { piecesOf } from './piece.ts';

/** A stretch of text, by offsets, and what to put there. */
export interface Replacement {
  readonly offset: number;
  readonly end: number;
  readonly text: string;
}

/** Whether a document was read whole: only then it is known which signs belong together. */
export function isReadable({ parseResult }: LangiumDocument): boolean {
  return parseResult.lexerErrors.length === 0 && parseResult.parserErrors.length === 0;
}

/**
 * What to change so that a document is laid out as the language is written: only blanks and line breaks between tokens and
 * comments, so that no token is ever lost.
 * @returns replacements in the order of the text; none where the document could not be read whole
 */
export function formatEdits(document: LangiumDocument): Replacement[] {
  if (!isReadable(document)) return [];
  const text = document.textDocument.getText();
  const pieces = piecesOf(document);
  const lineBreak = lineBreakOf(text);
  const gaps = layOut(pieces, gapsOf(text, pieces));
  return gaps.flatMap(({ breaks, blanks }, i) => {
    const previous = pieces[i - 1];
    const offset = previous === undefined ? 0 : previous.offset + previous.text.length;
    const end = pieces[i]?.offset ?? text.length;
    const wanted = lineBreak.repeat(breaks) + ' '.repeat(blanks);
    return text.slice(offset, end) === wanted ? [] : [{ offset, end, text: wanted }];
  });
}

/** The text after replacements that do not overlap, in the order of the text. */
export function applied(text: string, replacements: readonly Replacement[]): string {
  let at = 0;
  let result = '';
  for (const { offset, end, text: wanted } of replacements) {
    result += text.slice(at, offset) + wanted;
    at = end;
  }
  return result + text.slice(at);
}
