import type { AstNode } from 'langium';

/** A piece of the file in the user's own words: comments left out, whitespace made single blanks. */
export function sourceText(node: AstNode): string {
  const text = node.$cstNode?.text ?? '';
  return text
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/\/\/[^\n\r]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
