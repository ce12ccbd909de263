import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import { LINE_BREAK } from '../text/line-break.ts';

/**
 * The `///` lines directly above a declaration, without their slashes.
 * @returns Markdown, or undefined where there are none
 */
export function docComment(node: AstNode): string | undefined {
  const offset = node.$cstNode?.offset;
  const text = AstUtils.findRootNode(node).$document?.textDocument.getText();
  if (offset === undefined || text === undefined) return undefined;
  const above = text.slice(0, offset).split(LINE_BREAK);
  if (above.pop()?.trim() !== '') return undefined;
  const lines: string[] = [];
  for (let line = above.pop()?.trim(); line?.startsWith('///'); line = above.pop()?.trim())
    lines.unshift(line.slice(3).replace(/^ /, ''));
  return lines.length > 0 ? lines.join('\n') : undefined;
}
