import type { AstNode, LangiumDocument } from 'langium';
import { AstUtils } from 'langium';
import {
  type Ansatz,
  type File,
  type Hamiltonian,
  type Index,
  isAnsatz,
  isAnsatzUse,
  isAssignment,
  isBlockUse,
  isCall,
  isFileParameter,
  isFrozenBlock,
  isHamiltonian,
  isHamiltonianUse,
  isIndex,
  isInverse,
  isLaplacian,
  isNamedFormula,
  isOptimizer,
  isParticle,
  isSampler,
  isSchedule,
  isSetting,
  isStartFrom,
  isStopRule,
  isSummation,
  isSweep,
  isTrain,
} from '../generated/ast.ts';
import { isLibraryName, NOUNS } from '../library/builtin.ts';
import { CONSTANTS } from '../library/constants.ts';
import { FUNCTION_NAMES } from '../library/functions.ts';
import { settingOf, settingsOwner } from '../library/settings/tables.ts';
import { type Phrase, say } from '../localization/phrase.ts';
import { type Named, visibleNames } from '../references/visible-names.ts';
import { coordinatesFor } from '../semantics/particle.ts';
import { membersNamed, PSI_NAMES } from '../semantics/templates.ts';
import { catalogue } from './catalogue/index.ts';
import type { Report } from './finding.ts';
import { nearestName } from './nearest.ts';

type Link = LangiumDocument['references'][number];

/** Names that mean nothing, or two things. */
export function checkNames(file: File, links: readonly Link[], report: Report): void {
  for (const link of links) if (link.error) checkLink(link, report);
  checkDuplicates(file.statements.filter(isHamiltonian), say`file`, report);
  checkDuplicates(file.statements.filter(isAnsatz), say`file`, report);
  checkDuplicates(file.statements.filter(isSchedule), say`file`, report);
  checkDuplicates(
    file.statements.filter((node) => isTrain(node) || isSweep(node) || isInverse(node)),
    say`file`,
    report,
  );
  checkDuplicates(
    file.statements.filter((node) => isNamedFormula(node) || isFileParameter(node)),
    say`file`,
    report,
  );
  for (const statement of file.statements) {
    if (isHamiltonian(statement)) checkTemplate(statement, say`Hamiltonian`, report);
    if (isAnsatz(statement)) checkTemplate(statement, say`ansatz`, report);
    if (isNamedFormula(statement))
      checkDuplicates([...statement.arguments, ...statement.parameters], say`formula`, report);
    if (isSchedule(statement))
      checkDuplicates(
        statement.members.filter((member) => member.$type === 'Phase'),
        say`schedule`,
        report,
      );
  }
}

function checkLink(link: Link, report: Report): void {
  const { container, property } = link.error!.info;
  const name = link.error!.info.reference.$refText;
  const candidates = visibleNames(container, property);
  const noun = nounOf(container, property);
  if (noun === undefined) return;
  if (isAssignment(container)) {
    const use = container.$container;
    const template = (isHamiltonianUse(use) || isAnsatzUse(use)) && use.template.ref;
    if (!template) return;
    const known = candidates.map((node) => node.name);
    const suggestion = nearestName(name, known);
    report(
      catalogue.unknownParameter,
      { node: container, property },
      { name, template: template.name, suggestion, known },
    );
    return;
  }
  const fitting =
    noun === FUNCTION ? candidates.filter(isCallable) : noun === PARTICLE ? candidates.filter(isParticle) : candidates;
  const names = fitting.map((node) => node.name);
  const choices = names.length <= 8 && noun !== QUANTITY ? names : [];
  report(
    catalogue.unknownName,
    { node: container, property },
    {
      noun,
      name,
      suggestion: nearestName(name, names),
      choices,
    },
  );
}

const isCallable = (node: Named) =>
  isLibraryName(node) ? node.noun !== 'constant' : 'value' in node && isBlockUse(node.value as AstNode);

const FUNCTION = say`function`;
const PARTICLE = say`particle`;
const QUANTITY = say`quantity`;

/** What a name at this place would be; undefined inside a setting that itself is unknown. */
function nounOf(container: AstNode, property: string): Phrase | undefined {
  if (isTrain(container) && property === 'schedule') return say`schedule`;
  if (isHamiltonianUse(container)) return say`Hamiltonian`;
  if (isAnsatzUse(container)) return say`ansatz`;
  if (isAssignment(container)) return say`parameter`;
  const parent = container.$container;
  if (isFrozenBlock(container)) return say`block`;
  if (isStartFrom(container)) return say`train`;
  if (isSweep(container)) return property === 'train' ? say`train` : say`parameter`;
  if (isInverse(container)) return say`schedule`;
  if (isIndex(parent)) return say`kind of particles or nuclei`;
  if (isStopRule(parent)) return say`stopping rule`;
  if (isSampler(parent)) return say`sampler`;
  if (isOptimizer(parent)) return say`optimizer`;
  if (isBlockUse(parent) && container === parent.kind) return say`block`;
  if (isLaplacian(parent)) return PARTICLE;
  const setting = AstUtils.getContainerOfType(container, isSetting);
  if (setting)
    return settingsOwner(setting.$container) && settingOf(setting) ? say`value of ‘${setting.key}’` : undefined;
  return isCall(parent) && container === parent.callee ? FUNCTION : QUANTITY;
}

function checkTemplate(template: Hamiltonian | Ansatz, noun: Phrase, report: Report): void {
  const declared: Named[] = [...template.parameters, ...membersNamed(template)];
  checkDuplicates(declared, noun, report);
  const [psi, second] = membersNamed(template).filter((member) => PSI_NAMES.includes(member.name));
  if (isAnsatz(template) && psi && second && psi.name !== second.name)
    report(catalogue.duplicateName, { node: second, property: 'name' }, { name: second.name, noun }, [
      [{ node: psi, property: 'name' }, say`psi and ψ are the same name`],
    ]);
  const sums = AstUtils.streamAst(template).filter(isSummation).toArray();
  const indices = sums.flatMap((sum) => sum.indices);
  for (const index of indices) checkIndex(index, declared, noun, report);
  // Inside an ansatz the coordinates of its Hamiltonians have names already.
  const outer: readonly Named[] = [
    ...(isAnsatz(template) ? coordinatesFor(template) : []),
    ...CONSTANTS,
    ...FUNCTION_NAMES,
  ];
  for (const node of [...declared, ...indices]) {
    const hidden = outer.find((known) => known.name === node.name);
    if (!hidden) continue;
    const noun = isLibraryName(hidden) ? NOUNS[hidden.noun].name : PARTICLE;
    report(catalogue.hides, { node, property: 'name' }, { name: node.name, noun });
  }
}

/** The index of a sum is a name of its own in its template. */
function checkIndex(index: Index, declared: readonly Named[], noun: Phrase, report: Report): void {
  const { $container } = index;
  const around: Named[] = [...declared, ...$container.indices.slice(0, $container.indices.indexOf(index))];
  for (let node: AstNode | undefined = $container.$container; node; node = node.$container)
    if (isSummation(node)) around.push(...node.indices);
  const first = around.find((node) => node.name === index.name);
  if (first)
    report(catalogue.duplicateName, { node: index, property: 'name' }, { name: index.name, noun }, [
      [{ node: first, property: 'name' }, say`‘${index.name}’ is first declared here`],
    ]);
}

/** Reports every later declaration of a name, with the first. */
function checkDuplicates(nodes: readonly Named[], noun: Phrase, report: Report): void {
  const first = new Map<string, Named>();
  for (const node of nodes) {
    const before = first.get(node.name);
    if (before === undefined) first.set(node.name, node);
    else
      report(catalogue.duplicateName, { node, property: 'name' }, { name: node.name, noun }, [
        [{ node: before, property: 'name' }, say`‘${node.name}’ is first declared here`],
      ]);
  }
}
