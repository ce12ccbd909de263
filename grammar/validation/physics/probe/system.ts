/**
 * A Hamiltonian of particles in space, ready to be looked at point by point.
 */
import {
  type Definition,
  type Expression,
  type Hamiltonian,
  isParticle,
  type Nuclei,
  type Particle,
  type Particles,
} from '../../../generated/ast.ts';
import { chargeOf } from '../../../library/elements.ts';
import { REAL_SPACES } from '../../../semantics/dimension.ts';
import { systemOf } from '../../../semantics/dimensions/system-of.ts';
import { evaluateNumber, type Lookup } from '../../../semantics/evaluate.ts';
import { coordinatesOf, nucleiOf } from '../../../semantics/systems.ts';
import { energyOf } from '../../../semantics/templates.ts';
import { HBAR } from '../../../units/constants.ts';
import { ACTION, sizeOf } from '../../../units/dimension.ts';
import { silently } from '../../finding.ts';
import type { RealFactor } from '../operators/polynomial.ts';
import { type Leaf, leavesOf } from './leaves.ts';
import { nothingKnown, numberAt, type Point, pointAt, valueAt } from './value.ts';
import { NoValue, scalar } from './vectors.ts';

/** Particles of one kind. */
export interface Kind {
  readonly node: Particle | Particles;
  readonly name: string;
  readonly count: number;
  readonly dimension: number;
}

/** Positions of all particles, kind by kind. */
export type Positions = readonly (readonly (readonly number[])[])[];

export interface ProbeSystem {
  readonly hamiltonian: Hamiltonian;
  readonly energy: Definition;
  readonly kinds: readonly Kind[];
  readonly leaves: readonly Leaf[];
  /** A length of the order of the system, in its units. */
  readonly scale: number;
  readonly nuclei: readonly (readonly number[])[];
  /** The potential energy; `except` leaves out some of its summands. @throws NoValue */
  potential(positions: Positions, except?: ReadonlySet<Expression>): number;
  /** The a of −a∇² of one particle of a kind, the first if none is named. @throws NoValue */
  kinetic(kind: number, particle?: number): number;
  /** The product of functions whose indices stand for places: the particle of each is the one its place counts from 0. */
  product(factors: readonly RealFactor[], positions: Positions): number;
}

/** More than so many coordinates are not looked at: a question about pairs is one about few particles too. */
const MOST_COORDINATES = 64;

/** The system of a Hamiltonian with these parameter values; undefined for lattices, boxes and what has no numbers. */
export function probeSystem(hamiltonian: Hamiltonian, lookup: Lookup): ProbeSystem | undefined {
  const energy = energyOf(hamiltonian);
  const kinds = coordinatesOf(hamiltonian).map((node) => kindOf(node, lookup));
  if (energy?.value === undefined || kinds.length === 0 || !kinds.every((kind) => kind !== undefined)) return undefined;
  if (kinds.reduce((sum, { count, dimension }) => sum + count * dimension, 0) > MOST_COORDINATES) return undefined;
  const units = systemOf(hamiltonian);
  const leaves = leavesOf(energy.value);
  const kinetic = new Set(leaves.filter((leaf) => leaf.kinetic).map(({ expression }) => expression));
  const potential = new Set(leaves.filter((leaf) => !leaf.kinetic).map(({ expression }) => expression));
  const base: Omit<Point, 'positions' | 'muted'> = {
    nuclei: nucleiValues(hamiltonian, lookup),
    lookup,
    indices: new Map(),
    bound: new Map(),
    hbar: units?.sizes ? HBAR / sizeOf(ACTION, units.sizes) : 1,
    known: nothingKnown(),
  };
  const located = (positions: Positions) => new Map(kinds.map((kind, i) => [kind.node, positions[i]!] as const));
  return {
    hamiltonian,
    energy,
    kinds,
    leaves,
    scale: units?.name === 'SI' ? 1e-10 : 1,
    nuclei: [...base.nuclei.values()].flatMap((nuclei) => nuclei.map(({ at }) => at)),
    potential: (positions, except) => {
      const muted = except ? new Set([...kinetic, ...except]) : kinetic;
      return numberAt(energy.value, { ...base, positions: located(positions), muted });
    },
    kinetic: (index, moving = 0) => {
      const at = (k: number) =>
        new Map(
          kinds.map((kind, i) => {
            const wave = (particle: number) =>
              Array.from({ length: kind.dimension }, (_, d) => (i === index && particle === moving && d === 0 ? k : 0));
            return [kind.node, Array.from({ length: kind.count }, (_, particle) => wave(particle))] as const;
          }),
        );
      const origin = kinds.map(({ count, dimension }) => zeros(count, dimension));
      return numberAt(energy.value, { ...base, positions: located(origin), muted: potential, waves: at(1) });
    },
    product: (factors, positions) =>
      factors.reduce((total, { expression, sites, inverse }) => {
        const indices = new Map([...sites].map(([index, site]) => [index, Number(site.at(-1)) + 1] as const));
        const value = numberAt(expression, { ...base, positions: located(positions), muted: new Set(), indices });
        return inverse ? total / value : total * value;
      }, 1),
  };
}

const zeros = (count: number, dimension: number) =>
  Array.from({ length: count }, () => Array.from({ length: dimension }, () => 0));

function kindOf(node: Particle | Particles, lookup: Lookup): Kind | undefined {
  const value = (expression: Expression | undefined) =>
    expression && evaluateNumber(expression, { lookup, report: silently });
  const { space, name } = node;
  if (!REAL_SPACES.includes(space?.kind)) return undefined;
  const dimension = space.superscript ?? (space.dimension === undefined ? 1 : value(space.dimension));
  const count = isParticle(node) ? 1 : value(node.count);
  if (!isCount(dimension) || !isCount(count)) return undefined;
  return { node, name, count, dimension };
}

const isCount = (x: number | undefined): x is number => x !== undefined && Number.isSafeInteger(x) && x >= 1;

/** Where nuclei stand and what their charges are; what is no element counts as one charge. */
function nucleiValues(hamiltonian: Hamiltonian, lookup: Lookup): Point['nuclei'] {
  const empty = pointAt(new Map(), lookup);
  const valuesOf = ({ nuclei }: Nuclei) =>
    nuclei.flatMap(({ charge, element, position }) => {
      try {
        const at = valueAt(position, empty);
        return [
          {
            charge: charge ? scalar(valueAt(charge, empty)) : (chargeOf(element) ?? 1),
            at: typeof at === 'number' ? [at] : at,
          },
        ];
      } catch (error) {
        if (error instanceof NoValue) return [];
        throw error;
      }
    });
  return new Map(nucleiOf(hamiltonian).map((nuclei) => [nuclei, valuesOf(nuclei)]));
}
