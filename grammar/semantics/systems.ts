/**
 * What a Hamiltonian acts on: one particle, particles of several kinds, nuclei, or the sites of a lattice.
 */
import {
  type Hamiltonian,
  isLattice,
  isNuclei,
  isParticle,
  isParticles,
  type Lattice,
  type Nuclei,
  type Particle,
  type Particles,
  type Positions,
} from '../generated/ast.ts';

/** Names that stand for coordinates. */
export type Coordinates = Particle | Particles;

/** What the index of a sum can count. */
export type Countable = Particles | Nuclei | Lattice;

export const nucleiOf = (hamiltonian: Hamiltonian): Nuclei[] => hamiltonian.members.filter(isNuclei);
export const latticesOf = (hamiltonian: Hamiltonian): Lattice[] => hamiltonian.members.filter(isLattice);
export const manyParticlesOf = (hamiltonian: Hamiltonian): Particles[] => hamiltonian.members.filter(isParticles);

/** The coordinates of a Hamiltonian, in the order of the text. */
export function coordinatesOf(hamiltonian: Hamiltonian): Coordinates[] {
  return hamiltonian.members.filter((member) => isParticle(member) || isParticles(member));
}

/** What an index without `in` may count: particles and sites; nuclei say so by their name. */
export function countablesOf(hamiltonian: Hamiltonian): Countable[] {
  return hamiltonian.members.filter((member) => isParticles(member) || isLattice(member));
}

/** The nuclei that a name of positions belongs to. */
export function nucleiNamed(positions: Positions): Nuclei {
  return positions.$container;
}
