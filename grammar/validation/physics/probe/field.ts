import type { Expression, Particle, Particles } from '../../../generated/ast.ts';
import type { Lookup } from '../../../semantics/evaluate.ts';
import { type Known, numberAt, pointAt } from './value.ts';
import { NoValue } from './vectors.ts';

/** One particle at one point, and what the names of its Hamiltonian mean. */
export interface FieldPoint {
  readonly particle: Particle | Particles;
  /** Its coordinates, component by component. */
  readonly at: readonly number[];
  readonly lookup: Lookup;
  /** What is the same at all points; the caller keeps it from one to the next. */
  readonly known: Known;
}

/**
 * The value of a formula of the coordinates of one particle.
 * @returns undefined where it has none: a parameter without value, a network, an operator, another particle
 */
export function fieldAt(expression: Expression, { particle, at, lookup, known }: FieldPoint): number | undefined {
  try {
    return numberAt(expression, pointAt(new Map([[particle, [at]]]), lookup, known));
  } catch (error) {
    if (error instanceof NoValue) return undefined;
    throw error;
  }
}
