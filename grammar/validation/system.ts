import type { AstNode } from 'langium';
import {
  type Argument,
  type Hamiltonian,
  isNuclei,
  isParticles,
  type Lattice,
  type Nucleus,
  type Particle,
  type Particles,
  type Space,
} from '../generated/ast.ts';
import { chargeOf } from '../library/elements.ts';
import { BOUNDARIES, LATTICES } from '../library/lattices.ts';
import { PARTICLE_FLAGS, particles as particlesTable } from '../library/settings/system.ts';
import { SPECIES, speciesNamed } from '../library/species.ts';
import { say, type Words } from '../localization/phrase.ts';
import { BOX_SIZES, dimensionOf, PERIODIC_BOX, SPACES } from '../semantics/dimension.ts';
import { evaluateNumber } from '../semantics/evaluate.ts';
import { kindOf } from '../semantics/kinds.ts';
import { particleCount } from '../semantics/particle-count.ts';
import { readSettings } from '../semantics/read-settings.ts';
import { coordinatesOf, latticesOf } from '../semantics/systems.ts';
import { defaults } from '../semantics/templates.ts';
import { catalogue } from './catalogue/index.ts';
import { type Report, silently } from './finding.ts';
import { checkFlags } from './flags.ts';
import { nearestName } from './nearest.ts';

/** What a Hamiltonian acts on: particles in spaces that there are, or one lattice of spins. */
export function checkSystem(hamiltonian: Hamiltonian, report: Report): void {
  const particles = coordinatesOf(hamiltonian);
  const [lattice, ...more] = latticesOf(hamiltonian);
  const { name } = hamiltonian;
  if (particles.length === 0 && !lattice)
    report(catalogue.noParticle, { node: hamiltonian, property: 'name' }, { name });
  for (const line of particles) checkParticles(line, report);
  for (const again of [...more, ...(lattice ? particles : [])])
    report(catalogue.latticeShared, again, {}, [[lattice!, say`the lattice is declared here`]]);
  if (lattice) checkLattice(lattice, report);
  for (const nucleus of hamiltonian.members.filter(isNuclei).flatMap(({ nuclei }) => nuclei))
    checkNucleus(nucleus, report);
}

function checkParticles(line: Particle | Particles, report: Report): void {
  const { space } = line;
  if (!SPACES.includes(space.kind))
    report(catalogue.unknownSpace, { node: space, property: 'kind' }, { kind: space.kind });
  else if (space.kind === PERIODIC_BOX) checkBox(space, report);
  else if (space.arguments.length > 0) report(catalogue.unknownSpace, space, { kind: `${space.kind}(…)` });
  dimensionOf(line, { lookup: defaults(), report });
  if (!isParticles(line)) return;
  if (!speciesNamed(line.species)) {
    const known = SPECIES.map((species) => species.name);
    const parameters = { name: line.species, known, suggestion: nearestName(line.species, known) };
    report(catalogue.unknownSpecies, { node: line, property: 'species' }, parameters);
  }
  const count = particleCount(line, { lookup: defaults(), report });
  const owner = { title: `particles ${line.name}`, place: line };
  const up = readSettings(particlesTable, line.settings, owner, defaults(), silently)?.up;
  const setting = line.settings.find(({ key }) => key === 'up');
  if (setting && count !== undefined && up !== undefined && up !== null && up > count)
    report(catalogue.tooManyUp, setting.value, { up, count }, [[line.count, say`there are ${count}`]]);
  checkFlags(line.flags, PARTICLE_FLAGS, 'particles', report);
}

/** A box says its size in one of three ways, and its dimension if that is not three. */
function checkBox(space: Space, report: Report): void {
  const sizes = space.arguments.filter(({ label }) => label !== undefined && Object.hasOwn(BOX_SIZES, label));
  for (const argument of space.arguments)
    if (argument.label !== 'D' && !sizes.includes(argument)) report(catalogue.badBox, argument, {});
  if (sizes.length !== 1) report(catalogue.badBox, space, {});
  for (const { value } of sizes) checkPositive(value, say`the size of a box`, report);
}

function checkPositive(value: Argument['value'], what: Words, report: Report): void {
  const number = evaluateNumber(value, { lookup: defaults(), report });
  if (number !== undefined && !(number > 0))
    report(catalogue.outOfRange, value, { key: what, expects: say`a positive number`, value: number });
}

function checkLattice(lattice: Lattice, report: Report): void {
  const { kind, boundary, spin } = lattice;
  const known = LATTICES.map(({ name }) => name);
  if (!known.includes(kind)) {
    const parameters = { name: kind, known, suggestion: nearestName(kind, known) };
    report(catalogue.unknownLattice, { node: lattice, property: 'kind' }, parameters);
  }
  if (boundary === undefined || !BOUNDARIES.includes(boundary)) {
    const place = boundary === undefined ? lattice : { node: lattice, property: 'boundary' };
    report(catalogue.badBoundary, place, { given: boundary });
  }
  if (lattice.arguments.length === 0) report(catalogue.badLatticeSize, lattice, { value: undefined });
  for (const { value } of lattice.arguments) {
    const size = evaluateNumber(value, { lookup: defaults(), report });
    if (size !== undefined && !(Number.isSafeInteger(size) && size >= 1))
      report(catalogue.badLatticeSize, value, { value: size });
  }
  const s = evaluateNumber(spin, { lookup: defaults(), report });
  if (s !== undefined && !(s > 0 && Number.isSafeInteger(2 * s))) report(catalogue.badSpin, spin, { value: s });
}

/** A nucleus has a charge, by its element or in numbers, and a place. */
function checkNucleus(nucleus: Nucleus, report: Report): void {
  const { element, charge, position } = nucleus;
  const place = { node: nucleus as AstNode, property: 'element' };
  if (charge ? element !== 'Z' : chargeOf(element) === undefined) report(catalogue.unknownElement, place, { element });
  if (charge) checkPositive(charge, 'Z', report);
  const kind = kindOf(position, { operators: false, report });
  if (kind !== 'vector' && kind !== 'error') report(catalogue.badPosition, position, {});
}
