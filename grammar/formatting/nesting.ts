import type { Piece } from './piece.ts';

/** Where a piece stands among the brackets of its file. */
export interface Nesting {
  /** Braces open around the piece. */
  readonly braces: number;
  /** Parentheses and square brackets open around it, since the last of these braces. */
  readonly brackets: number;
}

/** The nesting of each piece; a bracket, opening or closing, stands outside itself. */
export function nestingOf(pieces: readonly Piece[]): Nesting[] {
  const brackets = [0];
  return pieces.map(({ text, role }) => {
    if (role === 'line comment' || role === 'block comment') return here();
    if (text === '}' && brackets.length > 1) brackets.pop();
    if ((text === ')' || text === ']') && brackets.at(-1)! > 0) brackets[brackets.length - 1]! -= 1;
    const nesting = here();
    if (text === '{') brackets.push(0);
    if (text === '(' || text === '[') brackets[brackets.length - 1]! += 1;
    return nesting;
  });

  function here(): Nesting {
    return { braces: brackets.length - 1, brackets: brackets.at(-1)! };
  }
}
