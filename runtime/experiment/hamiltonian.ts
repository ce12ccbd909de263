/** What is trained on: the particles and the terms of H. */
import * as v from 'valibot';
import { Expression } from './expression.ts';
import { count } from './ranges.ts';

/** One summand of H. `text` is how the user wrote it (whitespace normalised); it names the term in tables and messages. */
const Term = v.variant('kind', [
  /** coefficient · Σ_i ∇²_i over the particles of that name; −1/(2m) for particles of mass m. */
  v.object({
    kind: v.literal('kinetic'),
    particles: v.string(),
    coefficient: v.pipe(v.number(), v.finite()),
    text: v.string(),
  }),
  /** `bodies`: how many particles at a time it couples: 1 for a trap, 2 for a pair interaction. */
  v.object({ kind: v.literal('potential'), expression: Expression, bodies: count, text: v.string() }),
]);
export type Term = v.InferOutput<typeof Term>;

/** Particles of one kind in R^D. A single particle is `distinguishable`. */
const Particles = v.object({
  name: v.string(),
  count,
  dimension: count,
  statistics: v.picklist(['distinguishable', 'fermions', 'bosons']),
});
export type Particles = v.InferOutput<typeof Particles>;

const Space = v.object({ kind: v.literal('continuous'), particles: v.pipe(v.array(Particles), v.minLength(1)) });
export type Space = v.InferOutput<typeof Space>;

/** Coordinates of one walker: those of all particles one after another, in the order of `particles`, component by component. */
export function walkerDimension({ particles }: Space): number {
  return particles.reduce((total, { count, dimension }) => total + count * dimension, 0);
}

export const Hamiltonian = v.object({
  name: v.string(),
  parameters: v.record(v.string(), v.number()),
  space: Space,
  terms: v.array(Term),
});
export type Hamiltonian = v.InferOutput<typeof Hamiltonian>;
