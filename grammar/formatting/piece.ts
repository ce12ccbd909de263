import type { CstNode, LangiumDocument, LeafCstNode } from 'langium';
import { CstUtils, GrammarAST } from 'langium';

/** How a piece of text stands to its neighbours. */
export type Role =
  /** A name, number, sign of its own or word of the language. */
  | 'word'
  /** A word of the language. */
  | 'keyword'
  /** A sign in front of its operand: -x. */
  | 'prefix'
  /** A sign between two operands or after one. */
  | 'infix'
  /** An opening bracket that begins a quantity: (a + b), [1, 0], |r|. */
  | 'opening'
  /** An opening bracket that belongs to what stands before it: exp(, r[. */
  | 'postfix'
  | 'closing'
  | 'line comment'
  | 'block comment';

/** One token or comment of a file. */
export interface Piece {
  readonly text: string;
  readonly role: Role;
  readonly offset: number;
  readonly end: number;
  /** A statement, definition or setting begins here: what follows on a new line is not a continuation. */
  readonly beginsItem: boolean;
}

/** The tokens and comments of a document that has been read without errors, in the order of the text. */
export function piecesOf(document: LangiumDocument): Piece[] {
  const root = document.parseResult.value.$cstNode;
  if (!root) return [];
  return CstUtils.flattenCst(root)
    .map((leaf) => {
      const role = roleOf(leaf);
      const text = role === 'line comment' ? leaf.text.trimEnd() : leaf.text;
      return { text, role, offset: leaf.offset, end: leaf.end, beginsItem: beginsItem(leaf) };
    })
    .toArray();
}

function roleOf(leaf: LeafCstNode): Role {
  const { text } = leaf;
  if (leaf.hidden) return text.startsWith('//') ? 'line comment' : 'block comment';
  if (/^[_\p{L}]/u.test(text)) return GrammarAST.isKeyword(leaf.grammarSource) ? 'keyword' : 'word';
  if (/^["\d∇∑]/.test(text)) return 'word';
  const first = leaf.astNode.$cstNode?.offset === leaf.offset;
  if (text === '(' || text === '[') return first ? 'opening' : 'postfix';
  if (text === ')' || text === ']') return 'closing';
  if (text === '|') return first ? 'opening' : 'closing';
  return first && /^[+\-−]$/.test(text) ? 'prefix' : 'infix';
}

/** An element of a list, such as a statement of a file or a setting of a block, begins at this leaf. */
function beginsItem(leaf: LeafCstNode): boolean {
  if (leaf.hidden || leaf.text === ';') return false;
  for (let node: CstNode | undefined = leaf; node && node.offset === leaf.offset; node = node.container) {
    const { $containerIndex, $cstNode } = node.astNode;
    if ($containerIndex !== undefined && $cstNode?.offset === leaf.offset) return true;
  }
  return false;
}
