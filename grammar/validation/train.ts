import { AstUtils } from 'langium';
import {
  type Ansatz,
  type AnsatzUse,
  type HamiltonianUse,
  isParticle,
  isParticles,
  isReference,
  type Phase,
  type Train,
} from '../generated/ast.ts';
import type { ObjectiveValue } from '../library/settings/objective.ts';
import { phase as phaseTable, train as trainTable } from '../library/settings/run.ts';
import { say } from '../localization/phrase.ts';
import { readExpectation } from '../semantics/expectation.ts';
import { readSettings } from '../semantics/read-settings.ts';
import { coordinatesOf } from '../semantics/systems.ts';
import { bindUse, defaults, expectationsOf, phasesOf, settingsIn } from '../semantics/templates.ts';
import { catalogue } from './catalogue/index.ts';
import { type Report, silently } from './finding.ts';
import { checkObservations } from './observe.ts';

/** A train binds parts that fit together, and promises something about states that it has. */
export function checkTrain(train: Train, report: Report): void {
  checkUse(train.hamiltonian, report);
  checkUse(train.ansatz, report);
  checkCoordinates(train, report);
  checkObservations(train, report);
  const owner = { title: `train ${train.name}`, place: train };
  const states = readSettings(trainTable, settingsIn(train), owner, defaults(), silently)?.states;
  if (states === undefined) return;
  for (const expectation of expectationsOf(train)) readExpectation(expectation, states, report);
  for (const phase of train.schedule.ref ? phasesOf(train.schedule.ref) : [])
    checkObjective(train, phase, states, report);
}

function checkUse(use: HamiltonianUse | AnsatzUse, report: Report): void {
  const template = use.template.ref;
  if (!template) return;
  const given = new Set<unknown>();
  for (const argument of use.arguments) {
    if (argument.parameter === undefined) {
      const parameters = { template: template.name, parameter: template.parameters[0]?.name };
      report(catalogue.needsLabel, argument, parameters, [[{ node: template, property: 'name' }, say`declared here`]]);
      continue;
    }
    const parameter = argument.parameter.ref;
    if (!parameter) continue;
    if (given.has(parameter)) report(catalogue.argumentTwice, argument, { name: parameter.name });
    given.add(parameter);
  }
  const labelled = use.arguments.every((argument) => argument.parameter !== undefined);
  for (const parameter of template.parameters)
    if (labelled && parameter.default === undefined && !given.has(parameter))
      report(catalogue.missingArgument, use, { parameter: parameter.name, template: template.name }, [
        [{ node: parameter, property: 'name' }, say`‘${parameter.name}’ is declared here`],
      ]);
  // Evaluates the arguments, which reports those that are no numbers.
  bindUse(use, {}, report);
}

/** The ansatz of a train must be a function of the coordinates that its Hamiltonian has. */
function checkCoordinates(train: Train, report: Report): void {
  const hamiltonian = train.hamiltonian.template.ref;
  const ansatz = train.ansatz.template.ref;
  if (!hamiltonian || !ansatz) return;
  const own = coordinatesOf(hamiltonian);
  const used = coordinateUses(ansatz).find(({ name }) => !own.some((particle) => particle.name === name));
  if (!used) return;
  const parameters = { ansatz: ansatz.name, coordinates: used.name, hamiltonian: hamiltonian.name, has: own[0]?.name };
  report(catalogue.coordinatesMismatch, train.ansatz, parameters, [
    [used.node, say`${ansatz.name} uses ‘${used.name}’ here`],
    ...(own[0] ? ([[own[0], say`${hamiltonian.name} declares its particle here`]] as const) : []),
  ]);
}

function coordinateUses(ansatz: Ansatz) {
  return AstUtils.streamAst(ansatz)
    .filter(isReference)
    .filter((node) => isParticle(node.symbol.ref) || isParticles(node.symbol.ref))
    .map((node) => ({ node, name: node.symbol.ref!.name }))
    .toArray();
}

function checkObjective(train: Train, phase: Phase, states: number, report: Report): void {
  const owner = { title: `phase ${phase.name}`, place: phase };
  const objective = readSettings(phaseTable, settingsIn(phase), owner, defaults(), silently)?.objective;
  if (!objective) return;
  const setting = settingsIn(phase).find(({ key }) => key === 'objective');
  const statesPlace = settingsIn(train).find(({ key }) => key === 'states') ?? { node: train, property: 'name' };
  const here = [[setting ?? { node: phase, property: 'name' }, say`its objective is set here`]] as const;
  if (states > 1 && objective.kind === 'energy')
    report(catalogue.oneStateObjective, statesPlace, { states, phase: phase.name }, here);
  if (objective.kind !== 'penalty') return;
  if (states > 1 && objective.weights.orthogonality === 0)
    report(catalogue.statesCollapse, statesPlace, { states, phase: phase.name }, here);
  if (states === 1) reportIdleTerms(train, objective, here, report);
}

/** With one state there is nothing to be orthogonal to, and its norm relative to itself is 1. */
function reportIdleTerms(
  train: Train,
  objective: Extract<ObjectiveValue, { kind: 'penalty' }>,
  here: Parameters<Report>[3],
  report: Report,
): void {
  const idle = (['normalization', 'orthogonality'] as const).filter((name) => objective.weights[name] > 0);
  for (const name of idle) {
    const why = say`train ${train.name} has one state`;
    const parameters = {
      what: say`${name} in the objective`,
      why,
      hint: say`ask for more states, or leave the term out`,
    };
    report(catalogue.noEffect, { node: train, property: 'schedule' }, parameters, here);
  }
}
