import { isBinary } from '@qham/grammar';
import type { AstNode, LangiumDocument } from 'langium';
import { CstUtils, GrammarUtils } from 'langium';
import type { Position, Range, SelectionRange } from 'vscode-languageserver';

/**
 * The ranges to grow a selection by: the word, then each term of the physics around it (a factor, the product, the summand with
 * its sign, the sum), then the definition, its block, the file.
 */
export function selectionRange(document: LangiumDocument, position: Position): SelectionRange {
  const ranges = [...rangesAround(document, position)];
  let selection: SelectionRange | undefined;
  for (const range of ranges.reverse()) selection = selection ? { range, parent: selection } : { range };
  return selection ?? { range: { start: position, end: position } };
}

function* rangesAround(document: LangiumDocument, position: Position): Generator<Range> {
  const root = document.parseResult.value.$cstNode;
  const offset = document.textDocument.offsetAt(position);
  const leaf =
    root &&
    (CstUtils.findLeafNodeAtOffset(root, offset) ?? CstUtils.findLeafNodeAtOffset(root, Math.max(0, offset - 1)));
  if (!leaf) return;
  let last: { offset: number; end: number } = leaf;
  yield leaf.range;
  for (let node: AstNode | undefined = leaf.astNode; node; node = node.$container) {
    const cst = node.$cstNode;
    if (!cst || (cst.offset === last.offset && cst.end === last.end)) continue;
    // a + b + c is read as (a + b) + c; no physicist means a + b by that.
    if (isPartial(node)) continue;
    const inner = betweenBraces(document, node, leaf.offset);
    if (inner && (inner.offset !== last.offset || inner.end !== last.end)) yield rangeOf(document, inner);
    last = cst;
    yield cst.range;
  }
}

/** Whether a sum or product is the beginning of a longer one. */
function isPartial(node: AstNode): boolean {
  const { $container } = node;
  if (!isBinary(node) || !isBinary($container) || node.$containerProperty !== 'left') return false;
  return rank(node.operator) === rank($container.operator);
}

const rank = (operator: string) => ('+-−'.includes(operator) ? 'sum' : '*·/'.includes(operator) ? 'product' : operator);

/** What stands between the braces of a block, where the place is inside them. */
function betweenBraces(
  document: LangiumDocument,
  node: AstNode,
  at: number,
): { offset: number; end: number } | undefined {
  const open = GrammarUtils.findNodeForKeyword(node.$cstNode, '{');
  const close = GrammarUtils.findNodeForKeyword(node.$cstNode, '}');
  if (!open || !close || at < open.end || at >= close.offset) return undefined;
  const inside = document.textDocument.getText().slice(open.end, close.offset);
  const offset = open.end + inside.length - inside.trimStart().length;
  return { offset, end: offset + inside.trim().length };
}

function rangeOf({ textDocument }: LangiumDocument, { offset, end }: { offset: number; end: number }): Range {
  return { start: textDocument.positionAt(offset), end: textDocument.positionAt(end) };
}
