import { type File, isHamiltonian, isUnits } from '../generated/ast.ts';
import { UNIT_SYSTEMS } from '../library/units.ts';
import { say } from '../localization/phrase.ts';
import { catalogue } from './catalogue/index.ts';
import type { Report } from './finding.ts';
import { nearestName } from './nearest.ts';

/** A file with a Hamiltonian says once, and in a known system, what its numbers mean. */
export function checkUnits(file: File, report: Report): void {
  const systems = UNIT_SYSTEMS.map((system) => system.name);
  const [first, ...more] = file.statements.filter(isUnits);
  for (const again of more) report(catalogue.unitsTwice, again, {}, [[first!, say`the units are first given here`]]);
  if (first && !systems.includes(first.system)) {
    const parameters = { name: first.system, systems, suggestion: nearestName(first.system, systems) };
    report(catalogue.unknownUnits, { node: first, property: 'system' }, parameters);
  }
  const hamiltonian = file.statements.find(isHamiltonian);
  if (!first && hamiltonian) report(catalogue.noUnits, { node: hamiltonian, property: 'name' }, { systems });
}
