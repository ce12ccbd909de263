import type { AstNode } from 'langium';
import { say } from '../localization/phrase.ts';
import { catalogue } from './catalogue/index.ts';
import type { Report } from './finding.ts';

/** Reports every statement of a sort after the first. */
export function checkOnce(nodes: readonly AstNode[], what: string, owner: string, report: Report): void {
  for (const again of nodes.slice(1))
    report(catalogue.statementTwice, again, { what, owner }, [[nodes[0]!, say`the first ${what} stands here`]]);
}
