import type { Lexer } from 'langium';
import { INDENT } from './layout.ts';

/** The signs after which a formula goes on on the next line. */
const GOES_ON = ['+', '-', '−', '*', '·', '/', '^', '=', ','];

/**
 * How far a line that begins at an offset is to be indented while it is typed. Looks at the tokens above only, so that it has
 * an answer also where the file cannot be read yet.
 */
export function indentationAt(lexer: Lexer, text: string, offset: number): number {
  const { tokens } = lexer.tokenize(text.slice(0, offset));
  const brackets = [0];
  for (const { image } of tokens) {
    if (image === '{') brackets.push(0);
    else if (image === '}' && brackets.length > 1) brackets.pop();
    else if (image === '(' || image === '[') brackets[brackets.length - 1]! += 1;
    else if ((image === ')' || image === ']') && brackets.at(-1)! > 0) brackets[brackets.length - 1]! -= 1;
  }
  const next = text.slice(offset).match(/^[ \t]*(\S?)/)?.[1] ?? '';
  const inner = brackets.at(-1)!;
  if (next === '}') return INDENT * Math.max(0, brackets.length - 2);
  if (next === ')' || next === ']') return INDENT * (brackets.length - 1 + Math.max(0, inner - 1));
  const continued = inner > 0 ? inner : GOES_ON.includes(tokens.at(-1)?.image ?? '') ? 1 : 0;
  return INDENT * (brackets.length - 1 + continued);
}
