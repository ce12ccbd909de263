/**
 * Symmetries of a Hamiltonian that can be read off its formulas. What is not found here may still hold: the answer is
 * "certainly", never "certainly not".
 */
import { conditionSides } from '../ansatz/children.ts';
import type { Expression, Hamiltonian } from '../experiment.ts';

/** How a quantity changes when all coordinates change sign: 1 not at all, −1 it changes its sign too, 0 otherwise. */
type Parity = 1 | -1 | 0;
/** How a quantity changes when space is rotated: not at all, as a vector does, or otherwise. */
type Rotation = 'invariant' | 'vector' | 'other';

/** Odd functions of an odd argument are odd; every function of an even one is even. */
const ODD: readonly string[] = ['sin', 'tan', 'sinh', 'tanh', 'atan', 'erf', 'sign'];
const EVEN: readonly string[] = ['cos', 'cosh', 'abs'];

/** The symmetries of H, in words; ∇² has all of them, so the potentials decide. */
export function symmetriesOf({ space, terms }: Hamiltonian): string[] {
  const potentials = terms.flatMap((term) => (term.kind === 'potential' ? [term.expression] : []));
  const several = space.particles.some(({ dimension }) => dimension > 1);
  const exchange = space.particles
    .filter(({ count, statistics }) => count > 1 && statistics !== 'distinguishable')
    .map(({ name, statistics }) =>
      statistics === 'fermions' ? `antisymmetric in the particles ${name}` : `symmetric in the particles ${name}`,
    );
  return [
    ...(potentials.every((potential) => parityOf(potential) === 1) ? ['parity'] : []),
    ...(several && potentials.every((potential) => rotationOf(potential) === 'invariant') ? ['rotations'] : []),
    ...exchange,
  ];
}

function parityOf(e: Expression): Parity {
  switch (e.kind) {
    case 'number':
    case 'bound':
    case 'step':
      return 1;
    case 'position':
      return -1;
    case 'vector':
      return shared(e.elements.map(parityOf));
    case 'component':
    case 'negate':
      return parityOf(e.of);
    case 'sum':
    case 'tuples':
      return parityOf(e.body);
    case 'norm':
      return parityOf(e.of) === 0 ? 0 : 1;
    case 'dot':
    case 'multiply':
    case 'divide':
      return (parityOf(e.left) * parityOf(e.right)) as Parity;
    case 'add':
    case 'subtract':
      return shared([parityOf(e.left), parityOf(e.right)]);
    case 'power': {
      const base = parityOf(e.left);
      if (base === 1 && parityOf(e.right) === 1) return 1;
      if (base === 0 || e.right.kind !== 'number' || !Number.isInteger(e.right.value)) return 0;
      return e.right.value % 2 === 0 ? 1 : base;
    }
    case 'call': {
      const argument = parityOf(e.argument);
      if (argument !== -1) return argument;
      return EVEN.includes(e.function) ? 1 : ODD.includes(e.function) ? -1 : 0;
    }
    case 'cases':
      return conditionsOf(e).every((side) => parityOf(side) === 1) ? shared(valuesOf(e).map(parityOf)) : 0;
    default:
      return 0;
  }
}

type Cases = Extract<Expression, { kind: 'cases' }>;
const conditionsOf = ({ cases }: Cases) => cases.flatMap(({ when }) => conditionSides(when));
const valuesOf = ({ cases, otherwise }: Cases) => [...cases.map(({ value }) => value), otherwise];

const shared = (parities: readonly Parity[]): Parity =>
  parities.every((parity) => parity === parities[0]) ? (parities[0] ?? 1) : 0;

function rotationOf(e: Expression): Rotation {
  const both = (left: Expression, right: Expression) => [rotationOf(left), rotationOf(right)] as const;
  switch (e.kind) {
    case 'number':
    case 'step':
      return 'invariant';
    case 'position':
      return 'vector';
    case 'negate':
      return rotationOf(e.of);
    case 'sum':
    case 'tuples':
      return rotationOf(e.body);
    case 'norm':
      return rotationOf(e.of) === 'other' ? 'other' : 'invariant';
    case 'dot': {
      const [left, right] = both(e.left, e.right);
      return left === 'vector' && right === 'vector' ? 'invariant' : 'other';
    }
    case 'add':
    case 'subtract': {
      const [left, right] = both(e.left, e.right);
      return left === right ? left : 'other';
    }
    case 'multiply':
    case 'divide': {
      const [left, right] = both(e.left, e.right);
      if (left === 'invariant' && right === 'invariant') return 'invariant';
      const scaled = right === 'invariant' || e.kind === 'multiply';
      return scaled && [left, right].includes('invariant') && ![left, right].includes('other') ? 'vector' : 'other';
    }
    case 'power': {
      const [left, right] = both(e.left, e.right);
      return left === 'invariant' && right === 'invariant' ? 'invariant' : 'other';
    }
    case 'call':
      return rotationOf(e.argument) === 'invariant' ? 'invariant' : 'other';
    case 'cases':
      return [...conditionsOf(e), ...valuesOf(e)].every((part) => rotationOf(part) === 'invariant')
        ? 'invariant'
        : 'other';
    default:
      return 'other';
  }
}
