import { LINE_BREAK } from '../text/line-break.ts';
import { columnsOf, type Gap, widthOf } from './gap.ts';
import { type Nesting, nestingOf } from './nesting.ts';
import type { Piece } from './piece.ts';
import { blanksBetween } from './spacing.ts';

/** Blanks by which each pair of braces, and each continuation, is indented. */
export const INDENT = 2;

/** More rounds than any text was seen to need; after them no column of the author's is kept. */
const ROUNDS = 8;

/**
 * The gaps of the formatted text. Columns that the author has aligned stay aligned as long as everything around them allows
 * it, which one change can end for the next; so this is repeated until nothing changes, and formatting twice changes nothing.
 */
export function layOut(pieces: readonly Piece[], written: readonly Gap[]): Gap[] {
  const nesting = nestingOf(pieces);
  let gaps = [...written];
  for (let round = 0; round < ROUNDS; round++) {
    const next = alignEquals(pieces, gaps, nesting, once(pieces, gaps, nesting, true));
    if (same(next, gaps)) return next;
    gaps = next;
  }
  for (;;) {
    const next = once(pieces, gaps, nesting, false);
    if (same(next, gaps)) return next;
    gaps = next;
  }
}

const same = (a: readonly Gap[], b: readonly Gap[]) =>
  a.every((gap, i) => gap.breaks === b[i]!.breaks && gap.blanks === b[i]!.blanks);

function once(pieces: readonly Piece[], gaps: readonly Gap[], nesting: readonly Nesting[], columns: boolean): Gap[] {
  const before = columnsOf(pieces, gaps);
  const lines = linesOf(gaps);
  const tall = tallBraces(pieces, lines);
  const isAligned = cellsOf(gaps, nesting, lines, before);
  const next: Gap[] = [];
  let end = 0;
  for (const [i, piece] of pieces.entries()) {
    const breaks = breaksBefore(pieces, gaps, tall, i);
    let blanks: number;
    if (breaks > 0 || i === 0) blanks = indentation(pieces, nesting, i);
    else if (piece.role === 'line comment') blanks = commentGap(gaps[i]!.blanks, before[i]!, end, columns);
    else {
      blanks = blanksBetween(pieces, gaps, i);
      if (columns && blanks === 1 && gaps[i]!.blanks > 1 && isAligned(i)) blanks = gaps[i]!.blanks;
    }
    next.push({ breaks, blanks });
    end = endOf(piece, breaks > 0 || i === 0 ? blanks : end + blanks);
  }
  return [...next, { breaks: pieces.length > 0 ? 1 : 0, blanks: 0 }];
}

function endOf({ text }: Piece, start: number): number {
  const lines = text.split(LINE_BREAK);
  return lines.length > 1 ? widthOf(lines.at(-1)!) : start + widthOf(text);
}

/**
 * At most one empty line, none at the start of a file or of a block or at their ends. A block that goes over several lines has
 * its braces at the ends of lines.
 */
function breaksBefore(pieces: readonly Piece[], gaps: readonly Gap[], tall: ReadonlySet<number>, i: number): number {
  if (i === 0) return 0;
  const opens = pieces[i - 1]!.text === '{';
  const closes = pieces[i]!.text === '}';
  const most = opens || closes ? 1 : 2;
  const least = (opens && tall.has(i - 1) && pieces[i]!.role !== 'line comment') || (closes && tall.has(i)) ? 1 : 0;
  return Math.max(least, Math.min(gaps[i]!.breaks, most));
}

/** The braces, opening and closing, of blocks that go over several lines. */
function tallBraces(pieces: readonly Piece[], lines: readonly number[]): Set<number> {
  const open: number[] = [];
  const tall = new Set<number>();
  for (const [i, { text, role }] of pieces.entries()) {
    if (role.endsWith('comment')) continue;
    if (text === '{') open.push(i);
    if (text !== '}') continue;
    const start = open.pop();
    if (start !== undefined && lines[start] !== lines[i]) tall.add(start).add(i);
  }
  return tall;
}

/** A comment at the end of a line stays in its column where it has room; one right behind the text stays there. */
function commentGap(written: number, column: number, end: number, columns: boolean): number {
  return columns && written > 1 ? Math.max(1, column - end) : 1;
}

/** How far the line that begins with the piece i is indented. */
function indentation(pieces: readonly Piece[], nesting: readonly Nesting[], i: number): number {
  const comment = pieces[i]!.role.endsWith('comment');
  let first = i;
  while (comment && pieces[first]?.role.endsWith('comment')) first++;
  const piece = pieces[first];
  const { braces, brackets } = nesting[i]!;
  if (piece === undefined) return INDENT * braces;
  const continued = !piece.beginsItem && !['{', '}', ';', ')', ']'].includes(piece.text);
  return INDENT * (braces + (brackets > 0 ? brackets : continued ? 1 : 0));
}

/** The line of each piece, from 0. */
function linesOf(gaps: readonly Gap[]): number[] {
  let line = 0;
  return gaps.slice(0, -1).map(({ breaks }) => {
    line += breaks;
    return line;
  });
}

/** The cells of a table that the text may be: where each piece with a blank before it begins, and at which depth. */
function cellsOf(
  gaps: readonly Gap[],
  nesting: readonly Nesting[],
  lines: readonly number[],
  columns: readonly number[],
) {
  const key = (i: number, line: number) => `${line} ${columns[i]} ${nesting[i]!.braces} ${nesting[i]!.brackets}`;
  const cells = new Set(columns.flatMap((_, i) => (gaps[i]!.blanks > 0 ? [key(i, lines[i]!)] : [])));
  /** Whether a piece begins in the column of another cell, at the same depth, on the line above or below. */
  return (i: number) => cells.has(key(i, lines[i]! - 1)) || cells.has(key(i, lines[i]! + 1));
}

/**
 * Lines that stand together and each begin with `name =` have their signs below each other where the author has begun that
 * with at least one of them.
 */
function alignEquals(
  pieces: readonly Piece[],
  written: readonly Gap[],
  nesting: readonly Nesting[],
  gaps: Gap[],
): Gap[] {
  const columns = columnsOf(pieces, gaps);
  const result = [...gaps];
  let run: number[] = [];
  const close = () => {
    if (run.length > 1 && run.some((sign) => written[sign]!.blanks > 1)) {
      const natural = run.map((sign) => columns[sign]! - gaps[sign]!.blanks + 1);
      const column = Math.max(...natural);
      for (const [k, sign] of run.entries()) result[sign] = { breaks: 0, blanks: 1 + column - natural[k]! };
    } else for (const sign of run) result[sign] = { breaks: 0, blanks: 1 };
    run = [];
  };
  for (let i = 0; i < pieces.length; ) {
    const next = nextLine(gaps, i);
    const sign = pieces[i]!.beginsItem ? equalsOf(pieces, nesting, i, next) : undefined;
    const continues = run.length > 0 && gaps[i]!.breaks === 1 && nesting[i]!.braces === nesting[run[0]!]!.braces;
    if (sign === undefined || !continues) close();
    if (sign !== undefined) run.push(sign);
    i = next;
  }
  close();
  return result;
}

function nextLine(gaps: readonly Gap[], i: number): number {
  let next = i + 1;
  while (next < gaps.length - 1 && gaps[next]!.breaks === 0) next++;
  return next;
}

/** The sign of equality of the item that begins a line, where everything before it is names and words. */
function equalsOf(
  pieces: readonly Piece[],
  nesting: readonly Nesting[],
  first: number,
  end: number,
): number | undefined {
  for (let i = first; i < end; i++) {
    if (pieces[i]!.text === '=' && nesting[i]!.brackets === nesting[first]!.brackets) return i;
    if (pieces[i]!.role !== 'word' && pieces[i]!.role !== 'keyword') return undefined;
  }
  return undefined;
}
