import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import type { File } from '../generated/ast.ts';
import { say } from '../localization/phrase.ts';
import { catalogue } from './catalogue/index.ts';
import type { Report } from './finding.ts';
import { fix, insertionAfter } from './fix.ts';

/** Lists of statements: their elements stand on lines of their own or have a `;` between them. */
const LISTS = ['statements', 'members', 'settings'];

/** A line break or `;` ends a statement: two on one line are more often a slip than a wish. */
export function checkSeparators(file: File, text: string, report: Report): void {
  for (const owner of AstUtils.streamAst(file)) {
    for (const list of LISTS) {
      const elements = (owner as unknown as Record<string, unknown>)[list];
      if (Array.isArray(elements)) checkList(elements as AstNode[], text, report);
    }
  }
}

function checkList(elements: readonly AstNode[], text: string, report: Report): void {
  for (const [i, element] of elements.entries()) {
    const before = elements[i - 1]?.$cstNode;
    const here = element.$cstNode;
    if (!before || !here) continue;
    const between = text.slice(before.end, here.offset).replace(/\/\*[\s\S]*?\*\//g, ' ');
    if (!/[\r\n;]/.test(between))
      report(
        catalogue.missingSeparator,
        element,
        {},
        [[elements[i - 1]!, say`the statement before`]],
        fix(say`Put a ; between them`, insertionAfter(elements[i - 1]!, ';')),
      );
  }
}
