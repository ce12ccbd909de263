import type { Gap } from './gap.ts';
import type { Piece } from './piece.ts';

/** Operators whose blanks group a formula for the eye, as in `2*π * r`: the author chooses, on both sides alike. */
const CHOSEN = ['+', '-', '−', '*', '·', '/', '<', '<=', '>', '>='];
/** Signs that join what they stand between. */
const JOINED = ['^', '..', '.'];

const SUPERSCRIPT = /^[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]/;

/** How many blanks belong between the pieces i − 1 and i where they stand on one line. */
export function blanksBetween(pieces: readonly Piece[], gaps: readonly Gap[], i: number): number {
  const left = pieces[i - 1]!;
  const right = pieces[i]!;
  const written = Math.min(1, gaps[i]!.blanks);
  if (right.role === 'closing' || right.text === ',' || right.text === ';') return 0;
  if (left.role === 'block comment' || right.role === 'block comment') return 1;
  if (left.text === '(' || left.text === '[' || (left.role === 'opening' && left.text === '|')) return 0;
  if (left.role === 'prefix') return 0;
  if (left.text === '{' || right.text === '}' || right.text === '{' || left.text === '}') return 1;
  if (left.text === ',') return between('<', '>', pieces, i) ? written : 1;
  if (left.text === ';' || left.text === ':') return 1;
  if (right.text === ':' || right.text === '%') return 0;
  if (JOINED.includes(left.text) || JOINED.includes(right.text)) return 0;
  // Two powers side by side, as behind a unit, would become one.
  if (SUPERSCRIPT.test(right.text)) return SUPERSCRIPT.test(left.text) ? 1 : 0;
  if (isChosen(left)) return spacedAround(gaps, i - 1);
  if (isChosen(right)) return spacedAround(gaps, i);
  if (right.role === 'postfix') return left.role === 'keyword' ? written : 0;
  if (left.role === 'infix' && left.text !== '=') return written;
  if (right.role === 'infix' && right.text !== '=') return written;
  return 1;
}

const isChosen = (piece: Piece) => piece.role === 'infix' && CHOSEN.includes(piece.text);

/** One blank on both sides of an operator that has one on either. */
function spacedAround(gaps: readonly Gap[], operator: number): number {
  const isOpen = ({ breaks, blanks }: Gap) => breaks > 0 || blanks > 0;
  return isOpen(gaps[operator]!) || isOpen(gaps[operator + 1]!) ? 1 : 0;
}

/** More names than any sum counts at once. */
const MOST_INDICES = 8;

/** Whether the piece before i stands inside a pair of angle brackets that hold names and commas only: `<i,j>`. */
function between(open: string, close: string, pieces: readonly Piece[], i: number): boolean {
  const isIndex = (k: number) =>
    Math.abs(k - i) < MOST_INDICES && (pieces[k]?.text === ',' || pieces[k]?.role === 'word');
  let start = i - 1;
  while (isIndex(start)) start--;
  let end = i;
  while (isIndex(end)) end++;
  return (pieces[start]?.text.startsWith(open) && pieces[end]?.text.startsWith(close)) ?? false;
}
