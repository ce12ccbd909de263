import { type AstNode, AstUtils } from 'langium';
import {
  type Definition,
  type Expression,
  type Hamiltonian,
  isFile,
  isHamiltonian,
  type Reference,
} from '../../generated/ast.ts';
import { isLibraryName, type LibraryName } from '../../library/builtin.ts';
import { EWALD, EWALD_SUM } from '../../library/energies.ts';
import { readFormula } from '../../references/inner-parser.ts';
import { silently } from '../../validation/finding.ts';
import { dimensionOf } from '../dimension.ts';
import { coordinatesOf } from '../systems.ts';
import { defaults } from '../templates.ts';
import { energyText } from './formulas.ts';
import { standsFor } from './origin.ts';

/** A formula that nobody typed, in the place of a name. */
type WrittenOut = Pick<Definition, 'name' | 'value'>;

const known = new WeakMap<Hamiltonian, Map<string, WrittenOut | undefined>>();

/** The energy that a reference names, `kinetic`, `coulomb` or `ewald`; undefined where it names none. */
export function energyNamed(node: AstNode): LibraryName | undefined {
  const target = node.$type === 'Reference' ? (node as Reference).symbol?.ref : undefined;
  return isLibraryName(target) && target.noun === 'energy' ? target : undefined;
}

/**
 * What stands behind the name of an energy in its Hamiltonian, as a formula of the language whose names are linked there.
 * @returns undefined for names of other things, for `ewald`, and where a mass or a charge is missing
 */
export function writtenOut(reference: Reference): WrittenOut | undefined {
  const energy = energyNamed(reference);
  const hamiltonian = energy && AstUtils.getContainerOfType(reference, isHamiltonian);
  if (!hamiltonian) return undefined;
  const formulas = known.get(hamiltonian) ?? new Map<string, WrittenOut | undefined>();
  known.set(hamiltonian, formulas);
  if (!formulas.has(energy.name)) formulas.set(energy.name, read(energy, reference, hamiltonian));
  return formulas.get(energy.name);
}

function read(energy: LibraryName, reference: Reference, hamiltonian: Hamiltonian): WrittenOut | undefined {
  const text = energyText(energy, hamiltonian);
  const file = AstUtils.getContainerOfType(hamiltonian, isFile);
  const value = text === undefined ? undefined : readFormula(file, text);
  if (!value) return undefined;
  // A member that the Hamiltonian does not list: names are looked for from there.
  const { members } = hamiltonian;
  Object.assign(value, { $container: hamiltonian, $containerProperty: 'members', $containerIndex: members.length });
  standsFor(value, reference);
  return { name: energy.name, value };
}

/** The formula behind the name of an energy; undefined for names of anything else. */
export function formulaOf(reference: Reference): Expression | undefined {
  return writtenOut(reference)?.value;
}

/** What the name of an energy stands for, line by line: in the language where it can say it, else as on paper. */
export function writtenLines(reference: Reference): readonly string[] {
  const energy = energyNamed(reference);
  const hamiltonian = energy && AstUtils.getContainerOfType(reference, isHamiltonian);
  if (!hamiltonian) return [];
  if (energy !== EWALD) {
    const text = energyText(energy, hamiltonian);
    return text === undefined ? [] : [`${energy.name} = ${text}`];
  }
  const dimensions = coordinatesOf(hamiltonian).map((line) =>
    dimensionOf(line, { lookup: defaults(), report: silently }),
  );
  return EWALD_SUM[dimensions[0] ?? 3] ?? [];
}
