/**
 * Sums of products of Hermitian operators: Pauli matrices of spins, momenta, Laplacians.
 *
 * Products of Pauli matrices of one spin are again Pauli matrices, σxσy = iσz and so on, and those of different spins
 * commute. So every product of spin operators is a sum of strings with at most one Pauli matrix for each spin; the
 * strings are Hermitian and linearly independent, and a sum of them is Hermitian where all coefficients are real.
 */
import type { Expression, Index } from '../../../generated/ast.ts';
import { type Complex, complex, ONE, plus, times } from './complex.ts';

/** A real function that is a factor of a term, with the places that its indices stand for. */
export interface RealFactor {
  readonly key: string;
  readonly expression: Expression;
  readonly sites: ReadonlyMap<Index, string>;
  readonly inverse: boolean;
}

type Axis = 'x' | 'y' | 'z';

export interface Term {
  readonly coefficient: Complex;
  readonly factors: readonly RealFactor[];
  /** One Pauli matrix for each spin. */
  readonly spins: ReadonlyMap<string, Axis>;
  /** Momenta and Laplacians; they commute with each other, and fixed factors with them. */
  readonly motion: readonly string[];
}

/** A sum of terms; an empty one is zero. */
export type Polynomial = readonly Term[];

const EMPTY: Omit<Term, 'coefficient'> = { factors: [], spins: new Map(), motion: [] };

export const constant = (coefficient: Complex): Polynomial => [{ ...EMPTY, coefficient }];
export const realFunction = (factor: RealFactor): Polynomial => [{ ...EMPTY, coefficient: ONE, factors: [factor] }];
export const motion = (letter: string): Polynomial => [{ ...EMPTY, coefficient: ONE, motion: [letter] }];
export const pauli = (spin: string, axis: Axis, coefficient = ONE): Polynomial => [
  { ...EMPTY, coefficient, spins: new Map([[spin, axis]]) },
];

export const add = (a: Polynomial, b: Polynomial): Polynomial => [...a, ...b];

export const scaled = (a: Polynomial, factor: Complex): Polynomial =>
  a.map((term) => ({ ...term, coefficient: times(term.coefficient, factor) }));

export function multiply(a: Polynomial, b: Polynomial): Polynomial {
  return a.flatMap((left) => b.map((right) => product(left, right)));
}

function product(a: Term, b: Term): Term {
  let coefficient = times(a.coefficient, b.coefficient);
  const spins = new Map(a.spins);
  for (const [spin, axis] of b.spins) {
    const before = spins.get(spin);
    if (before === undefined) spins.set(spin, axis);
    else if (before === axis) spins.delete(spin);
    else {
      const { phase, axis: third } = productOfAxes(before, axis);
      coefficient = times(coefficient, complex(0, phase));
      spins.set(spin, third);
    }
  }
  return { coefficient, factors: [...a.factors, ...b.factors], spins, motion: [...a.motion, ...b.motion] };
}

const AXES: readonly Axis[] = ['x', 'y', 'z'];

/** σaσb = ±iσc for different axes: + where a, b, c is a cyclic order. */
function productOfAxes(a: Axis, b: Axis): { phase: 1 | -1; axis: Axis } {
  const axis = AXES.find((other) => other !== a && other !== b)!;
  return { phase: (AXES.indexOf(a) + 1) % 3 === AXES.indexOf(b) ? 1 : -1, axis };
}

/** What operators a term consists of; terms of one word add up. */
export function wordOf({ spins, motion: letters }: Term): string {
  const strings = [...spins].map(([spin, axis]) => `${spin}:${axis}`).sort();
  return [...strings, ...[...letters].sort()].join(' ');
}

/** The sum of coefficients of each product of real factors, for each word. */
export function collect(sum: Polynomial): Map<string, Map<string, { coefficient: Complex; term: Term }>> {
  const words = new Map<string, Map<string, { coefficient: Complex; term: Term }>>();
  for (const term of sum) {
    const word = wordOf(term);
    const byFactor = words.get(word) ?? new Map();
    words.set(word, byFactor);
    const key = term.factors
      .map(({ key: text, inverse }) => (inverse ? `1/(${text})` : text))
      .sort()
      .join(' · ');
    const before = byFactor.get(key);
    byFactor.set(key, { term, coefficient: before ? plus(before.coefficient, term.coefficient) : term.coefficient });
  }
  return words;
}
