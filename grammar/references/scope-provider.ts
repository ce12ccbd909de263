import type {
  AstNode,
  AstNodeDescription,
  AstNodeDescriptionProvider,
  LangiumCoreServices,
  ReferenceInfo,
  Scope,
  ScopeProvider,
} from 'langium';
import { AstUtils, MapScope, URI } from 'langium';
import {
  type Ansatz,
  type File,
  type Hamiltonian,
  isAnsatz,
  isAnsatzUse,
  isAssignment,
  isBlockUse,
  isFile,
  isHamiltonian,
  isHamiltonianUse,
  isOptimizer,
  isParameter,
  isSampler,
  isSchedule,
  isSetting,
  isSpace,
  isSummation,
  isTrain,
  type Setting,
} from '../generated/ast.ts';
import { isLibraryName } from '../library/builtin.ts';
import { CONSTANTS, STEP } from '../library/constants.ts';
import { FUNCTION_NAMES } from '../library/functions.ts';
import { BLOCKS, OPTIMIZERS, SAMPLERS, settingOf } from '../library/settings/tables.ts';
import { particlesFor } from '../semantics/particle.ts';

type Named = AstNode & { readonly name: string };

/** Where built-in names come from: no file that anybody could open. */
export const LIBRARY = URI.parse('qham-library:/names');
const GLOBAL: readonly Named[] = [...CONSTANTS, ...FUNCTION_NAMES];

/**
 * Which names a reference may mean. A file is a world of its own; inside it names are looked for from the inside out:
 * indices of sums, then the members and parameters of the template, then what the language brings along.
 */
export class QhamScopeProvider implements ScopeProvider {
  readonly #descriptions: AstNodeDescriptionProvider;

  constructor(services: LangiumCoreServices) {
    this.#descriptions = services.workspace.AstNodeDescriptionProvider;
  }

  getScope(context: ReferenceInfo): Scope {
    return new MapScope(visibleNames(context.container, context.property).map((node) => this.#describe(node)));
  }

  #describe(node: Named): AstNodeDescription {
    if (isLibraryName(node)) return { node, name: node.name, type: node.$type, documentUri: LIBRARY, path: node.name };
    return this.#descriptions.createDescription(node, node.name);
  }
}

/** The nodes that a reference at this place may mean; the innermost of a name comes first. */
export function visibleNames(container: AstNode, property: string): Named[] {
  const file = AstUtils.getContainerOfType(container, isFile);
  const seen = new Set<string>();
  return candidates(container, property, file).filter((node) => {
    const fresh = typeof node?.name === 'string' && !seen.has(node.name);
    if (fresh) seen.add(node.name);
    return fresh;
  });
}

function candidates(container: AstNode, property: string, file: File | undefined): readonly Named[] {
  const statements = file?.statements ?? [];
  if (isTrain(container) && property === 'schedule') return statements.filter(isSchedule);
  if (isHamiltonianUse(container)) return statements.filter(isHamiltonian);
  if (isAnsatzUse(container)) return statements.filter(isAnsatz);
  if (isAssignment(container) && property === 'parameter') {
    const use = container.$container;
    return isHamiltonianUse(use) || isAnsatzUse(use) ? (use.template?.ref?.parameters ?? []) : [];
  }
  return formulaNames(container);
}

/** Names in a formula or a setting's value, by walking outwards. */
function formulaNames(reference: AstNode): Named[] {
  const names: Named[] = [];
  let child = reference;
  for (let node = reference.$container; node; child = node, node = node.$container) {
    if (isSampler(node) && child.$containerProperty === 'kind') return SAMPLERS.map((sampler) => sampler.name);
    if (isOptimizer(node) && child.$containerProperty === 'kind') return OPTIMIZERS.map((optimizer) => optimizer.name);
    if (isBlockUse(node) && child.$containerProperty === 'kind') return BLOCKS.map((block) => block.name);
    if (isSummation(node) && node.index) names.push(node.index);
    if (isSetting(node)) return [...names, ...settingNames(node), ...GLOBAL];
    if (isParameter(node)) {
      const { $container: template } = node;
      return [...names, ...template.parameters.filter((parameter) => parameter !== node), ...GLOBAL];
    }
    if (isSpace(node)) {
      const hamiltonian = AstUtils.getContainerOfType(node, isHamiltonian);
      return [...names, ...(hamiltonian?.parameters ?? []), ...GLOBAL];
    }
    if (isHamiltonian(node)) return [...names, ...members(node), ...GLOBAL];
    if (isAnsatz(node)) return [...names, ...members(node), ...particlesFor(node), ...GLOBAL];
  }
  return [...names, ...GLOBAL];
}

function members(template: Hamiltonian | Ansatz): Named[] {
  return [...template.members, ...template.parameters];
}

/** A setting's value sees its own choices, the parameters around it, and nothing that depends on coordinates. */
function settingNames(setting: Setting): Named[] {
  const known = settingOf(setting);
  const parameters = AstUtils.getContainerOfType(setting, isAnsatz)?.parameters ?? [];
  return [...(known?.value.choices ?? []), ...(known?.value.inSteps ? [STEP] : []), ...parameters];
}
