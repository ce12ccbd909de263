import { type Definition, type Hamiltonian, isDefinition } from '../generated/ast.ts';
import { coefficientOf } from '../semantics/coefficient.ts';
import { dimensionOf, REAL_SPACES } from '../semantics/dimension.ts';
import type { Lookup } from '../semantics/evaluate.ts';
import { KIND_WORDS } from '../semantics/kind.ts';
import { kindOfDefinition } from '../semantics/kinds.ts';
import { particlesOf } from '../semantics/particle.ts';
import { defaults, energyOf } from '../semantics/templates.ts';
import { summandsOf } from '../semantics/terms.ts';
import { catalogue } from './catalogue/index.ts';
import { type Report, silently } from './finding.ts';
import { nearestName } from './nearest.ts';

/** One particle in a space, and an H that is an energy with kinetic terms of the right sign. */
export function checkHamiltonian(hamiltonian: Hamiltonian, report: Report): void {
  checkParticles(hamiltonian, report);
  for (const definition of hamiltonian.members.filter(isDefinition))
    kindOfDefinition(definition, { operators: true, report });
  const energy = energyOf(hamiltonian);
  if (energy) checkEnergy(hamiltonian, energy, report);
  else {
    const names = hamiltonian.members.filter(isDefinition).map((definition) => definition.name);
    const suggestion = nearestName('H', names) === undefined ? undefined : 'H';
    report(catalogue.noH, { node: hamiltonian, property: 'name' }, { name: hamiltonian.name, suggestion });
  }
  for (const parameter of hamiltonian.parameters) if (parameter.default) defaults(report)(parameter);
}

function checkParticles(hamiltonian: Hamiltonian, report: Report): void {
  const [first, ...more] = particlesOf(hamiltonian);
  const { name } = hamiltonian;
  if (!first) report(catalogue.noParticle, { node: hamiltonian, property: 'name' }, { name });
  for (const particle of more)
    report(catalogue.manyParticles, particle, { name }, [[first!, 'the first particle is declared here']]);
  for (const { space } of particlesOf(hamiltonian))
    if (!REAL_SPACES.includes(space.kind))
      report(catalogue.unknownSpace, { node: space, property: 'kind' }, { kind: space.kind });
  if (first) dimensionOf(first, { lookup: defaults(), report });
}

function checkEnergy(hamiltonian: Hamiltonian, energy: Definition, report: Report): void {
  const kind = kindOfDefinition(energy, { operators: true, report: silently });
  const [particle] = particlesOf(hamiltonian);
  if (kind === 'error' || !particle) return;
  const coordinates = particle.name;
  if (kind === 'vector' || kind === 'network')
    report(catalogue.notAnEnergy, { node: energy, property: 'value' }, { given: KIND_WORDS[kind] });
  else if (kind !== 'operator')
    report(catalogue.noKinetic, { node: energy, property: 'name' }, { name: hamiltonian.name, coordinates });
  else checkKineticSigns(energy, coordinates, defaults(), report);
}

/** The kinetic energy must grow with the curvature of ψ, or H has no ground state. */
export function checkKineticSigns(energy: Definition, coordinates: string, lookup: Lookup, report: Report): void {
  for (const summand of summandsOf(energy.value)) {
    if (!summand.kinetic) continue;
    const coefficient = coefficientOf(summand, { lookup, report });
    if (coefficient !== undefined && !(coefficient < 0))
      report(catalogue.wrongSign, summand.of, { coefficient, coordinates });
  }
}
