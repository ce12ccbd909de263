import type { AstNode } from 'langium';

const origins = new WeakMap<AstNode, AstNode>();

/** Says that a formula was typed by nobody, and stands for a name in the file. */
export function standsFor(formula: AstNode, name: AstNode): void {
  origins.set(formula, name);
}

/** The node of the file that a node belongs to: itself, or the name that stands for its whole formula. */
export function typedNode(node: AstNode): AstNode {
  for (let at: AstNode | undefined = node; at; at = at.$container) {
    const origin = origins.get(at);
    if (origin) return origin;
  }
  return node;
}
