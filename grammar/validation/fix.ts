import type { AstNode } from 'langium';
import { GrammarUtils } from 'langium';
import type { Expression } from '../generated/ast.ts';
import type { Phrase } from '../localization/phrase.ts';
import { typedNode } from '../semantics/energies/origin.ts';

/** A replacement of a stretch of text; offsets count characters from 0, the end is not part of it. */
export interface TextEdit {
  readonly offset: number;
  readonly end: number;
  readonly text: string;
}

/** A repair that an editor can offer: what it does, in words, and how. */
export interface Fix {
  readonly title: Phrase;
  readonly edits: readonly TextEdit[];
}

/** A repair as it goes to an editor with its diagnostic. */
export type SpokenFix = Omit<Fix, 'title'> & { readonly title: string };

/** The text of a node; nothing for one of a formula that stands for a name. */
const typed = (node: AstNode) => (typedNode(node) === node ? node.$cstNode : undefined);

/** Puts another text in the place of a node, or of one property of it; empty for a node that was never written. */
export function replacement(node: AstNode, text: string, property?: string): TextEdit[] {
  const own = typed(node);
  const cst = property === undefined ? own : GrammarUtils.findNodeForProperty(own, property);
  return cst ? [{ offset: cst.offset, end: cst.end, text }] : [];
}

/** Puts a text behind a node. */
export function insertionAfter(node: AstNode, text: string): TextEdit[] {
  const cst = typed(node);
  return cst ? [{ offset: cst.end, end: cst.end, text }] : [];
}

/** Puts a text before a node. */
export function insertionBefore(node: AstNode, text: string): TextEdit[] {
  const cst = typed(node);
  return cst ? [{ offset: cst.offset, end: cst.offset, text }] : [];
}

/** Takes a node away, with the blanks and the `;` behind it, and with its line where nothing else stands there. */
export function removal(node: AstNode): TextEdit[] {
  const cst = typed(node);
  const text = cst?.root.fullText;
  if (!cst || text === undefined) return [];
  const before = text.slice(0, cst.offset).match(/(^|[\r\n])[ \t]*$/);
  const after = text.slice(cst.end).match(/^[ \t]*;?[ \t]*(\r\n|\r|\n|$)?/)!;
  const alone = before !== null && after[1] !== undefined;
  const offset = alone ? cst.offset - before[0].length + before[1]!.length : cst.offset;
  return [{ offset, end: cst.end + after[0].length - (alone ? 0 : (after[1]?.length ?? 0)), text: '' }];
}

/** Takes a term out of the sum that it stands in, with the sign between them; empty where it is no plain operand of `+` or `-`. */
export function removalOfSummand(node: AstNode): TextEdit[] {
  const sum = node.$container as Expression | undefined;
  const cst = typed(node);
  if (!cst || sum?.$type !== 'Binary' || !['+', '-', '−'].includes(sum.operator)) return [];
  const [left, right] = [sum.left.$cstNode, sum.right.$cstNode];
  if (!left || !right) return [];
  if (sum.right === node) return [{ offset: left.end, end: right.end, text: '' }];
  // A difference without its first term keeps the sign of the second.
  const text = sum.operator === '+' ? '' : '-';
  return [{ offset: left.offset, end: right.offset, text }];
}

/**
 * Adds a statement at the end of a block, in a line of its own where the block goes over several lines; with a block of its own
 * where there is none.
 */
export function addition(node: AstNode, statement: string): TextEdit[] {
  const cst = typed(node);
  const text = cst?.root.fullText;
  if (!cst || text === undefined) return [];
  const open = GrammarUtils.findNodeForKeyword(cst, '{');
  const close = GrammarUtils.findNodeForKeyword(cst, '}');
  if (!open || !close) return [{ offset: cst.end, end: cst.end, text: ` { ${statement} }` }];
  const inside = text.slice(open.end, close.offset);
  const offset = open.end + inside.trimEnd().length;
  if (inside.trim() === '') return [{ offset: open.end, end: close.offset, text: ` ${statement} ` }];
  const [, line] = inside.match(/((?:\r\n|\r|\n)[ \t]*)\S/) ?? [];
  return [{ offset, end: offset, text: `${line ?? '; '}${statement}` }];
}

/** A fix, or none where there is nothing to edit. */
export function fix(title: Phrase, edits: readonly TextEdit[]): Fix[] {
  return edits.length === 0 ? [] : [{ title, edits }];
}
