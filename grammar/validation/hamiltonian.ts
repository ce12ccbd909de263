import { type Definition, type Hamiltonian, isDefinition, isNamedFormula, isParticles } from '../generated/ast.ts';
import { coefficientOf } from '../semantics/coefficient.ts';
import type { Lookup } from '../semantics/evaluate.ts';
import { ENERGY_KINDS, KIND_WORDS } from '../semantics/kind.ts';
import { kindOfDefinition } from '../semantics/kinds.ts';
import { coordinatesOf } from '../semantics/systems.ts';
import { defaults, energyOf } from '../semantics/templates.ts';
import { differentiated, summandsOf } from '../semantics/terms.ts';
import { catalogue } from './catalogue/index.ts';
import { checkDoubledKinetic } from './doubled-kinetic.ts';
import { checkEnergies } from './energies.ts';
import { type Report, silently } from './finding.ts';
import { checkFormula } from './formula.ts';
import { nearestName } from './nearest.ts';
import { checkSystem } from './system.ts';

/** One particle in a space, and an H that is an energy with kinetic terms of the right sign. */
export function checkHamiltonian(hamiltonian: Hamiltonian, report: Report): void {
  checkSystem(hamiltonian, report);
  for (const formula of hamiltonian.members.filter(isNamedFormula)) checkFormula(formula, report);
  for (const definition of hamiltonian.members.filter(isDefinition))
    kindOfDefinition(definition, { operators: true, report });
  checkEnergies(hamiltonian, report);
  const energy = energyOf(hamiltonian);
  if (energy) checkEnergy(hamiltonian, energy, report);
  else {
    const names = hamiltonian.members.filter(isDefinition).map((definition) => definition.name);
    const suggestion = nearestName('H', names) === undefined ? undefined : 'H';
    report(catalogue.noH, { node: hamiltonian, property: 'name' }, { name: hamiltonian.name, suggestion });
  }
  for (const parameter of hamiltonian.parameters) if (parameter.default) defaults(report)(parameter);
}

function checkEnergy(hamiltonian: Hamiltonian, energy: Definition, report: Report): void {
  const kind = kindOfDefinition(energy, { operators: true, report: silently });
  const [particle] = coordinatesOf(hamiltonian);
  if (kind === 'error') return;
  const coordinates = particle === undefined || isParticles(particle) ? 'i' : particle.name;
  if (!ENERGY_KINDS.includes(kind))
    report(catalogue.notAnEnergy, { node: energy, property: 'value' }, { given: KIND_WORDS[kind] });
  else if (kind !== 'operator' && kind !== 'derivative' && particle)
    report(catalogue.noKinetic, { node: energy, property: 'name' }, { name: hamiltonian.name, coordinates });
  else {
    checkKineticSigns(energy, defaults(), report);
    checkDoubledKinetic(energy, report);
  }
}

/** The kinetic energy must grow with the curvature of ψ, or H has no ground state. */
export function checkKineticSigns(energy: Definition, lookup: Lookup, report: Report): void {
  for (const summand of summandsOf(energy.value)) {
    if (!summand.kinetic) continue;
    const coefficient = coefficientOf(summand, { lookup, report });
    if (coefficient !== undefined && !(coefficient < 0))
      report(catalogue.wrongSign, summand.of, { coefficient, coordinates: differentiated(summand)?.name ?? 'r' });
  }
}
