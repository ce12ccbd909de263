/**
 * Names are looked for from the inside out: indices of sums, then the members and parameters of the template, then those of
 * the file and of the files it imports, then what the language brings along.
 */
import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import {
  type Ansatz,
  type Argument,
  type File,
  type FileParameter,
  type Hamiltonian,
  type Inverse,
  isAgreement,
  isAnchor,
  isAnsatz,
  isAnsatzUse,
  isArgument,
  isAssignment,
  isBlockUse,
  isCall,
  isComponent,
  isDefinition,
  isFile,
  isFileParameter,
  isFrozenBlock,
  isHamiltonian,
  isHamiltonianUse,
  isIndex,
  isInverse,
  isLaplacian,
  isLattice,
  isNamedFormula,
  isNuclei,
  isNucleus,
  isObservation,
  isOptimizer,
  isParameter,
  isReference,
  isSampler,
  isSchedule,
  isSetting,
  isSpace,
  isStartFrom,
  isStopRule,
  isSummation,
  isSweep,
  isTrain,
  isUnknownPotential,
  type NamedFormula,
  type Setting,
  type Statement,
  type Sweep,
} from '../generated/ast.ts';
import { argumentChoices } from '../library/arguments.ts';
import { isLibraryName } from '../library/builtin.ts';
import { CONSTANTS, STEP } from '../library/constants.ts';
import { ENERGIES } from '../library/energies.ts';
import { FUNCTION_NAMES } from '../library/functions.ts';
import { OBSERVABLES } from '../library/observables.ts';
import { IMAGINARY_UNIT, NUCLEAR_CHARGE, OPERATORS } from '../library/operators.ts';
import { REGIONS } from '../library/regions.ts';
import { BLOCKS, OPTIMIZERS, SAMPLERS, STOP_RULES, settingOf } from '../library/settings/tables.ts';
import { GAUSSIAN_ENVELOPE, ORBITALS, WAVE_FUNCTION_PARTS } from '../library/wave-functions.ts';
import { ansaetzeWith, coordinatesFor } from '../semantics/particle.ts';
import { coordinatesOf, nucleiOf } from '../semantics/systems.ts';
import { membersNamed } from '../semantics/templates.ts';
import { linkedFiles } from './linked-files.ts';

export type Named = AstNode & { readonly name: string };

const BUILTIN: readonly Named[] = [...CONSTANTS, ...FUNCTION_NAMES];

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
  if (isTrain(container) && property === 'schedule') return statements(file).filter(isSchedule);
  if (isInverse(container)) return statements(file).filter(isSchedule);
  if (isHamiltonianUse(container)) return statements(file).filter(isHamiltonian);
  if (isAnsatzUse(container)) return statements(file).filter(isAnsatz);
  if (isStartFrom(container)) return (file?.statements ?? []).filter(isTrain);
  if (isFrozenBlock(container)) return ansaetzeWith(container).flatMap(blocksOf);
  if (isSweep(container)) return property === 'train' ? statements(file).filter(isTrain) : sweepVariables(container);
  if (isAssignment(container) && property === 'parameter') {
    const use = container.$container;
    return isHamiltonianUse(use) || isAnsatzUse(use) ? (use.template?.ref?.parameters ?? []) : [];
  }
  return formulaNames(container, file);
}

/** The statements of a file, and those of the files that it imports. */
function statements(file: File | undefined): Statement[] {
  return [...(file?.statements ?? []), ...linkedFiles(file).imported.flatMap((imported) => imported.statements)];
}

/** What a file, its imports and the library say for all formulas. */
function fileNames(file: File | undefined): Named[] {
  const shipped = linkedFiles(file).shipped.flatMap((known) => known.statements);
  return [...statements(file), ...shipped].filter((node) => isNamedFormula(node) || isFileParameter(node));
}

/** The parameters that a file has for all of its formulas: its own, and those of the files that it imports. */
export function fileParametersOf(file: File | undefined): FileParameter[] {
  return statements(file).filter(isFileParameter);
}

const blocksOf = (ansatz: Ansatz): Named[] => ansatz.members.filter(isTrainable);

function sweepVariables({ train }: Pick<Sweep, 'train'>): Named[] {
  const target = train?.ref;
  const file = target && AstUtils.getContainerOfType(target, isFile);
  return [
    ...(target?.hamiltonian?.template?.ref?.parameters ?? []),
    ...(target?.ansatz?.template?.ref?.parameters ?? []),
    ...fileParametersOf(file),
  ];
}

/** Names in a formula or a setting's value, by walking outwards. */
function formulaNames(reference: AstNode, file: File | undefined): Named[] {
  const names: Named[] = [];
  const outer = () => [...fileNames(file), ...BUILTIN];
  let child = reference;
  // In x[i] and ∇²[i] a name counts particles: i is no imaginary unit there, so that a forgotten sum is seen.
  let counts = false;
  for (let node = reference.$container; node; child = node, node = node.$container) {
    if (isLaplacian(node) || (isComponent(node) && child.$containerProperty === 'index')) counts = true;
    if (isSampler(node) && child.$containerProperty === 'kind') return SAMPLERS.map((sampler) => sampler.name);
    if (isOptimizer(node) && child.$containerProperty === 'kind') return OPTIMIZERS.map((optimizer) => optimizer.name);
    if (isStopRule(node) && child.$containerProperty === 'kind') return STOP_RULES.map((rule) => rule.name);
    if (isBlockUse(node) && child.$containerProperty === 'kind') return blockNames(node);
    if (isIndex(node)) {
      const hamiltonian = AstUtils.getContainerOfType(node, isHamiltonian);
      return hamiltonian ? [...coordinatesOf(hamiltonian), ...positionsOf(hamiltonian)] : [];
    }
    if (isSummation(node)) names.push(...node.indices);
    if (isArgument(node)) names.push(...choicesOf(node));
    if (isSetting(node)) return [...names, ...settingNames(node), ...outer()];
    if (isParameter(node)) {
      const { $container: template } = node;
      return [...names, ...template.parameters.filter((parameter) => parameter !== node), ...outer()];
    }
    if (isSpace(node) || isNucleus(node) || isLattice(node)) {
      const hamiltonian = AstUtils.getContainerOfType(node, isHamiltonian);
      return [...names, ...(hamiltonian?.parameters ?? []), ...outer()];
    }
    if (isNamedFormula(node)) {
      names.push(...node.arguments, ...node.parameters);
      if (!isHamiltonian(node.$container)) return [...names, ...outer()];
    }
    if (isHamiltonian(node))
      return [
        ...names,
        ...membersNamed(node),
        ...node.parameters,
        ...fileNames(file),
        ...BUILTIN,
        ...hamiltonianNames(node),
        ...(counts ? [] : [IMAGINARY_UNIT]),
      ];
    if (isAnsatz(node))
      return [
        ...names,
        ...membersNamed(node),
        ...node.parameters,
        ...coordinatesFor(node),
        ...fileNames(file),
        ...BUILTIN,
        ...WAVE_FUNCTION_PARTS,
      ];
    if (isObservation(node)) {
      const hamiltonian = AstUtils.getContainerOfType(node, isTrain)?.hamiltonian?.template?.ref;
      return [...names, ...OBSERVABLES, ...(hamiltonian ? coordinatesOf(hamiltonian) : []), ...outer()];
    }
    if (isAgreement(node) && child.$containerProperty === 'region') return [...names, ...REGIONS, ...outer()];
    if (isAnchor(node) || isAgreement(node)) return [...names, ...unknownNames(node.$container), ...outer()];
  }
  return [...names, ...outer()];
}

/** What the value of a named argument may be called. */
function choicesOf({ label, $container: call }: Argument): readonly Named[] {
  const target = label !== undefined && isCall(call) ? call.callee?.symbol.ref : undefined;
  return isLibraryName(target) ? argumentChoices(target, label!) : [];
}

/** A setting that takes one of a few kinds has those; anything else is a block. */
function blockNames(use: AstNode): Named[] {
  const setting = use.$container;
  const choices = isSetting(setting) ? settingOf(setting)?.value.choices : undefined;
  return choices && choices.length > 0 ? [...choices] : BLOCKS.map((block) => block.name);
}

const positionsOf = (hamiltonian: Hamiltonian): Named[] => nucleiOf(hamiltonian).flatMap(({ label }) => label ?? []);

/** What only Hamiltonians have: operators, energies with a name, the charges of nuclei. */
function hamiltonianNames(hamiltonian: Hamiltonian): Named[] {
  const charge = hamiltonian.members.some(isNuclei) ? [NUCLEAR_CHARGE] : [];
  return [...OPERATORS, ...ENERGIES, ...charge];
}

/** The unknown potential, and the coordinates of the state whose potential it is. */
function unknownNames(inverse: Inverse): Named[] {
  const state = inverse.members.filter(isSetting).find(({ key }) => key === 'state')?.value;
  const target = state && isReference(state) ? state.symbol.ref : undefined;
  const formula: NamedFormula | undefined = isNamedFormula(target) ? target : undefined;
  return [...inverse.members.filter(isUnknownPotential), ...(formula?.arguments ?? [])];
}

/** A setting's value sees its own choices, the parameters around it, and nothing that depends on coordinates. */
function settingNames(setting: Setting): Named[] {
  const known = settingOf(setting);
  const template = AstUtils.getContainerOfType(setting, (node) => isAnsatz(node) || isHamiltonian(node));
  const file = AstUtils.getContainerOfType(setting, isFile);
  const wavefunctions = setting.key === 'state' ? statements(file).filter(isNamedFormula).filter(isWavefunction) : [];
  return [
    ...(known?.value.choices ?? []),
    ...(known?.value.inSteps ? [STEP] : []),
    ...wavefunctions,
    ...(template?.parameters ?? []),
  ];
}

const isWavefunction = (formula: NamedFormula) => formula.word === 'wavefunction';

/** Definitions that can be frozen: networks, and formulas with trained parts of a wave function. */
export function isTrainable(node: AstNode): boolean {
  if (!isDefinition(node) || !node.value) return false;
  return AstUtils.streamAst(node.value).some(
    (part) => isBlockUse(part) || (isCall(part) && TRAINED_PARTS.includes(part.callee?.symbol.$refText ?? '')),
  );
}

const TRAINED_PARTS = [ORBITALS.name, GAUSSIAN_ENVELOPE.name];
