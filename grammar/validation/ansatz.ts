import { AstUtils } from 'langium';
import {
  type Ansatz,
  type Call,
  type Definition,
  type Expression,
  isBlockUse,
  isCall,
  isDefinition,
  isReference,
} from '../generated/ast.ts';
import { isLibraryName } from '../library/builtin.ts';
import { gaussianEnvelope, type OrbitalSpin, orbitals } from '../library/settings/orbitals.ts';
import { DET, GAUSSIAN_ENVELOPE, ORBITALS, PRODUCT } from '../library/wave-functions.ts';
import { type Phrase, say } from '../localization/phrase.ts';
import { KIND_WORDS } from '../semantics/kind.ts';
import { natureOf } from '../semantics/kinds/references.ts';
import { kindOfDefinition } from '../semantics/kinds.ts';
import { orbitalCalls, spinOf } from '../semantics/orbital-spin.ts';
import { readArguments } from '../semantics/read-settings.ts';
import { defaults, psiOf } from '../semantics/templates.ts';
import { catalogue } from './catalogue/index.ts';
import { type Report, silently } from './finding.ts';
import { nearestName } from './nearest.ts';

/** A psi with one value at each point, and something in it that can be trained. */
export function checkAnsatz(ansatz: Ansatz, report: Report): void {
  for (const definition of ansatz.members) kindOfDefinition(definition, { operators: false, report });
  for (const call of AstUtils.streamAst(ansatz).filter(isCall)) {
    checkNetworkInputs(call, report);
    checkPart(call, report);
  }
  for (const parameter of ansatz.parameters) if (parameter.default) defaults(report)(parameter);
  const psi = psiOf(ansatz);
  if (psi) {
    checkPsi(ansatz, psi, report);
    return;
  }
  const names = ansatz.members.map((member) => member.name);
  const near = names.some((name) => nearestName(name, ['psi', 'ψ']) !== undefined);
  const parameters = { name: ansatz.name, suggestion: near ? 'psi' : undefined };
  report(catalogue.noPsi, { node: ansatz, property: 'name' }, parameters);
}

function checkPsi(ansatz: Ansatz, psi: Definition, report: Report): void {
  const kind = kindOfDefinition(psi, { operators: false, report: silently });
  if (kind === 'error') return;
  if (kind !== 'scalar' && kind !== 'number')
    report(catalogue.notAWaveFunction, { node: psi, property: 'value' }, { given: KIND_WORDS[kind] });
  else if (!containsNetwork(psi.value, new Set()))
    report(catalogue.nothingToTrain, { node: psi, property: 'name' }, { name: ansatz.name });
  else if (kind === 'number') report(catalogue.constantPsi, { node: psi, property: 'value' }, { name: ansatz.name });
}

/** The network that a call applies. */
export function networkOf(call: Call): Definition | undefined {
  const target = call.callee?.symbol.ref;
  return isDefinition(target) && isBlockUse(target.value) ? target : undefined;
}

function checkNetworkInputs(call: Call, report: Report): void {
  const network = networkOf(call);
  if (!network) return;
  for (const { value } of call.arguments)
    if (containsNetwork(value, new Set())) report(catalogue.networkOfNetwork, value, { name: network.name });
}

/** The settings of a part of a wave function have values that they take, and one matrix is of one spin. */
function checkPart(call: Call, report: Report): void {
  const target = call.callee?.symbol.ref;
  if (target === ORBITALS) readArguments(orbitals, call, defaults(), report);
  if (target === GAUSSIAN_ENVELOPE) readArguments(gaussianEnvelope, call, defaults(), report);
  const matrix = target === DET || target === PRODUCT ? call.arguments[0]?.value : undefined;
  const spins = matrix ? orbitalCalls(matrix) : [];
  const other = spins.find((one) => spinOf(one) !== spinOf(spins[0]!));
  if (!other || !isLibraryName(target)) return;
  const shown = [spins[0]!, other].map((one) => [one, WHOSE[spinOf(one)]] as const);
  report(catalogue.unlikeOrbitals, call, { name: target.name }, shown);
}

const WHOSE: Readonly<Record<OrbitalSpin, Phrase>> = {
  all: say`these are of all particles`,
  up: say`these are of spin up`,
  down: say`these are of spin down`,
};

/** Parts of a wave function with parameters of their own. */
const TRAINED: readonly unknown[] = [ORBITALS, GAUSSIAN_ENVELOPE];

function containsNetwork(expression: Expression, visited: Set<Definition>): boolean {
  return AstUtils.streamAst(expression).some((node) => {
    if (isBlockUse(node)) return true;
    if (isCall(node)) return networkOf(node) !== undefined || TRAINED.includes(node.callee?.symbol.ref);
    const target = isReference(node) ? node.symbol.ref : undefined;
    if (!isDefinition(target) || visited.has(target)) return false;
    // A network by its bare name is a mistake of its own; other blocks stand for themselves.
    if (isBlockUse(target.value)) return natureOf(target.value) !== 'network';
    visited.add(target);
    return containsNetwork(target.value, visited);
  });
}
