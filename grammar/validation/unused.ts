import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import {
  type Ansatz,
  type File,
  type Hamiltonian,
  isAnsatz,
  isBlockUse,
  isDefinition,
  isHamiltonian,
  isNamedFormula,
  isSchedule,
  isTrain,
} from '../generated/ast.ts';
import { type Phrase, say } from '../localization/phrase.ts';
import { energyOf, psiOf } from '../semantics/templates.ts';
import { catalogue } from './catalogue/index.ts';
import type { Report } from './finding.ts';
import { fix, removal } from './fix.ts';

/** What is declared and changes nothing: a wrong name is often found this way. */
export function checkUnused(file: File, report: Report): void {
  for (const template of file.statements) {
    if (isHamiltonian(template)) checkTemplate(template, energyOf(template), 'H', report);
    if (isAnsatz(template)) checkTemplate(template, psiOf(template), 'psi', report);
  }
  const trains = file.statements.filter(isTrain);
  // A file without trains is a collection for others to use.
  if (trains.length === 0) return;
  const used = new Set(
    trains.flatMap((train) => [train.hamiltonian.template.ref, train.ansatz.template.ref, train.schedule.ref]),
  );
  for (const statement of file.statements) {
    const noun = isHamiltonian(statement)
      ? say`Hamiltonian`
      : isAnsatz(statement)
        ? say`ansatz`
        : isSchedule(statement)
          ? say`schedule`
          : undefined;
    if (noun !== undefined && 'name' in statement && !used.has(statement as never))
      report(
        catalogue.unused,
        { node: statement, property: 'name' },
        { noun, name: statement.name, by: say`no train uses it` },
      );
  }
}

const PARAMETER = say`parameter`;

function checkTemplate(
  template: Hamiltonian | Ansatz,
  root: AstNode | undefined,
  rootName: string,
  report: Report,
): void {
  if (root === undefined) return;
  const reached = reachable([
    root,
    ...template.members.filter((member) => !isDefinition(member) && !isNamedFormula(member)),
  ]);
  for (const parameter of template.parameters)
    if (!reached.has(parameter)) unused(parameter, PARAMETER, say`${rootName} does not depend on it`);
  for (const member of template.members) {
    if (reached.has(member) || !(isDefinition(member) || isNamedFormula(member))) continue;
    unused(member, isBlockUse(member.value) ? say`network` : say`definition`, say`${rootName} does not use it`);
  }

  function unused(node: AstNode & { name: string }, noun: Phrase, by: Phrase): void {
    const repair = noun === PARAMETER ? [] : fix(say`Remove ‘${node.name}’`, removal(node));
    report(catalogue.unused, { node, property: 'name' }, { noun, name: node.name, by }, [], repair);
  }
}

/** All declarations that some nodes refer to, directly or by way of others. */
function reachable(roots: readonly AstNode[]): Set<AstNode> {
  const reached = new Set<AstNode>(roots);
  const queue = [...roots];
  for (let node = queue.pop(); node; node = queue.pop()) {
    for (const child of AstUtils.streamAst(node)) {
      for (const { reference } of AstUtils.streamReferences(child)) {
        const target = 'ref' in reference ? reference.ref : undefined;
        if (target === undefined || reached.has(target)) continue;
        reached.add(target);
        queue.push(target);
      }
    }
  }
  return reached;
}
