import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import {
  type Definition,
  type File,
  isAnsatz,
  isDefinition,
  isHamiltonian,
  isParameter,
  isReference,
  type Parameter,
} from '../generated/ast.ts';
import { say } from '../localization/phrase.ts';
import { catalogue } from './catalogue/index.ts';
import type { Report } from './finding.ts';

type Defined = Definition | Parameter;

/** Definitions and defaults that need themselves; each cycle is reported once, at its first member in the text. */
export function checkCycles(file: File, report: Report): void {
  for (const template of file.statements) {
    if (!isHamiltonian(template) && !isAnsatz(template)) continue;
    const done = new Set<AstNode>();
    for (const node of [...template.parameters, ...template.members])
      if (isDefined(node)) visit(node, [], done, report);
  }
}

const isDefined = (node: AstNode | undefined): node is Defined => isDefinition(node) || isParameter(node);

function visit(node: Defined, path: readonly Defined[], done: Set<AstNode>, report: Report): void {
  const start = path.indexOf(node);
  if (start >= 0) {
    const cycle = path.slice(start);
    const names = cycle.map((member) => member.name);
    report(
      catalogue.cycle,
      { node, property: 'name' },
      { names },
      cycle.slice(1).map((member) => [{ node: member, property: 'name' }, say`‘${member.name}’ takes part`] as const),
    );
    return;
  }
  if (done.has(node)) return;
  for (const next of needs(node)) visit(next, [...path, node], done, report);
  done.add(node);
}

function needs(node: Defined): Defined[] {
  const expression = isDefinition(node) ? node.value : node.default;
  if (expression === undefined) return [];
  return AstUtils.streamAst(expression)
    .filter(isReference)
    .map((reference) => reference.symbol.ref)
    .filter(isDefined)
    .toArray();
}
