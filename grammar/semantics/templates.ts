import type { AstNode } from 'langium';
import {
  type Ansatz,
  type Assignment,
  type Definition,
  type Hamiltonian,
  isDefinition,
  isEvaluation,
  isExpectation,
  isLattice,
  isNuclei,
  isOptimizer,
  isPhase,
  isSampler,
  isSetting,
  type Parameter,
  type Phase,
  type Schedule,
  type Train,
} from '../generated/ast.ts';
import { type Report, silently } from '../validation/finding.ts';
import { bindParameters, evaluateNumber, type Lookup } from './evaluate.ts';

/** The definition of H. */
export function energyOf(hamiltonian: Hamiltonian): Definition | undefined {
  return hamiltonian.members.find((member): member is Definition => isDefinition(member) && member.name === 'H');
}

export const PSI_NAMES: readonly string[] = ['psi', 'ψ'];

/** The definition of psi, in either spelling. */
export function psiOf(ansatz: Ansatz): Definition | undefined {
  return ansatz.members.find((member) => PSI_NAMES.includes(member.name));
}

/** The members of a template that have a name, in the order of the text. */
export function membersNamed(template: Hamiltonian | Ansatz): (AstNode & { readonly name: string })[] {
  return template.members.flatMap((member): (AstNode & { readonly name: string })[] => {
    if (isLattice(member)) return [];
    if (isNuclei(member)) return member.label ? [member.label] : [];
    return [member];
  });
}

export const phasesOf = (schedule: Schedule) => schedule.members.filter(isPhase);
export const samplerOf = (schedule: Schedule) => schedule.members.find(isSampler);
export const evaluationOf = (schedule: Schedule) => schedule.members.find(isEvaluation);
export const optimizerOf = (phase: Phase) => phase.members.find(isOptimizer);
export const settingsIn = (phase: Phase | Train) => phase.members.filter(isSetting);
export const expectationsOf = (train: Train) => train.members.filter(isExpectation);

/**
 * The parameter values of a template where a train uses it.
 * @param overrides by name, stronger than what the train says
 */
export function bindUse(
  use: {
    readonly arguments: readonly Assignment[];
    readonly template: { readonly ref?: Hamiltonian | Ansatz | undefined };
  },
  overrides: Readonly<Record<string, number>>,
  report: Report,
): Lookup {
  const given = new Map<Parameter, number>();
  for (const { parameter, value } of use.arguments) {
    const target = parameter?.ref;
    if (target === undefined) continue;
    const number = evaluateNumber(value, { lookup: () => undefined, report });
    if (number !== undefined) given.set(target, number);
  }
  for (const parameter of use.template.ref?.parameters ?? [])
    if (Object.hasOwn(overrides, parameter.name)) given.set(parameter, overrides[parameter.name]!);
  return bindParameters(given, report);
}

/** The parameter values of a template nobody uses yet: its defaults. */
export function defaults(report: Report = silently): Lookup {
  return bindParameters(new Map(), report);
}
