import { AstUtils } from 'langium';
import { type Hamiltonian, isParticles, isReference, type Reference } from '../generated/ast.ts';
import type { LibraryName } from '../library/builtin.ts';
import { COULOMB, EWALD, EWALD_SUM, KINETIC } from '../library/energies.ts';
import { say } from '../localization/phrase.ts';
import { dimensionOf, PERIODIC_BOX } from '../semantics/dimension.ts';
import { systemOf } from '../semantics/dimensions/system-of.ts';
import { chargeOfParticles, massOf } from '../semantics/energies/charged.ts';
import { energyNamed } from '../semantics/energies/written-out.ts';
import { coordinatesOf } from '../semantics/systems.ts';
import { defaults } from '../semantics/templates.ts';
import { catalogue } from './catalogue/index.ts';
import { type Report, silently } from './finding.ts';

/** The energies that a Hamiltonian names have what they need: particles, masses, charges, and a box or none. */
export function checkEnergies(hamiltonian: Hamiltonian, report: Report): void {
  for (const node of AstUtils.streamAst(hamiltonian).filter(isReference)) {
    const energy = energyNamed(node);
    if (energy) checkEnergy(node, energy, hamiltonian, report);
  }
}

function checkEnergy(place: Reference, energy: LibraryName, hamiltonian: Hamiltonian, report: Report): void {
  const lines = coordinatesOf(hamiltonian);
  const system = systemOf(hamiltonian);
  const { name } = energy;
  if (lines.length === 0) report(catalogue.energyOfNothing, place, { name });
  if (!system) return;
  for (const line of lines) {
    const kind = isParticles(line) ? line.species : 'particle';
    const lacks = (what: 'mass' | 'charge') =>
      report(catalogue.lacksProperty, place, { name, particles: line.name, kind, what }, [
        [{ node: line, property: 'name' }, say`declared here`],
      ]);
    if (energy !== EWALD && !massOf(line, system)) lacks('mass');
    if (energy !== KINETIC && !chargeOfParticles(line)) lacks('charge');
    const boxed = line.space?.kind === PERIODIC_BOX;
    if (energy === EWALD && !boxed) report(catalogue.wrongSpace, place, { name, boxed: false });
    if (energy === COULOMB && boxed) report(catalogue.wrongSpace, place, { name, boxed: true });
    const dimension =
      boxed && energy === EWALD ? dimensionOf(line, { lookup: defaults(), report: silently }) : undefined;
    if (dimension !== undefined && !Object.hasOwn(EWALD_SUM, dimension))
      report(catalogue.noEwald, place, { dimension }, [[line.space, say`the box has them`]]);
  }
}
