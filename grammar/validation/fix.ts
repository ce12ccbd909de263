import type { AstNode } from 'langium';
import { GrammarUtils } from 'langium';

/** A replacement of a stretch of text; offsets count characters from 0, the end is not part of it. */
export interface TextEdit {
  readonly offset: number;
  readonly end: number;
  readonly text: string;
}

/** A repair that an editor can offer: what it does, in words, and how. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** Puts another text in the place of a node, or of one property of it; empty for a node that was never written. */
export function replacement(node: AstNode, text: string, property?: string): TextEdit[] {
  const cst = property === undefined ? node.$cstNode : GrammarUtils.findNodeForProperty(node.$cstNode, property);
  return cst ? [{ offset: cst.offset, end: cst.end, text }] : [];
}

/** Puts a text behind a node. */
export function insertionAfter(node: AstNode, text: string): TextEdit[] {
  const cst = node.$cstNode;
  return cst ? [{ offset: cst.end, end: cst.end, text }] : [];
}

/** Puts a text before a node. */
export function insertionBefore(node: AstNode, text: string): TextEdit[] {
  const cst = node.$cstNode;
  return cst ? [{ offset: cst.offset, end: cst.offset, text }] : [];
}

/** A fix, or none where there is nothing to edit. */
export function fix(title: string, edits: readonly TextEdit[]): Fix[] {
  return edits.length === 0 ? [] : [{ title, edits }];
}
