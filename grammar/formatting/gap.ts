/**
 * What stands between two pieces of text: line breaks, and blanks after the last of them.
 * The formatter changes gaps and nothing else, so it cannot lose a token or a comment.
 */
import { LINE_BREAK } from '../text/line-break.ts';
import type { Piece } from './piece.ts';

export interface Gap {
  readonly breaks: number;
  readonly blanks: number;
}

/** The gaps of a text as it is written: one before each piece, and one after the last. */
export function gapsOf(text: string, pieces: readonly Piece[]): Gap[] {
  const starts = [...pieces.map((piece) => piece.offset), text.length];
  return starts.map((start, i) => {
    const previous = pieces[i - 1];
    const lines = text
      .slice(previous === undefined ? 0 : previous.offset + previous.text.length, start)
      .split(LINE_BREAK);
    return { breaks: lines.length - 1, blanks: lines.at(-1)!.length };
  });
}

/** The columns, from 0, at which pieces begin when they are set with these gaps; combining marks take no column. */
export function columnsOf(pieces: readonly Piece[], gaps: readonly Gap[]): number[] {
  let column = 0;
  return pieces.map((piece, i) => {
    const { breaks, blanks } = gaps[i]!;
    const start = breaks > 0 ? blanks : column + blanks;
    const lines = piece.text.split(LINE_BREAK);
    column = lines.length > 1 ? widthOf(lines.at(-1)!) : start + widthOf(piece.text);
    return start;
  });
}

/** How many columns a text without line breaks takes. */
export function widthOf(text: string): number {
  return [...text.replace(/\p{M}/gu, '')].length;
}
