/** Formulas of an experiment: over the coordinates, or over the training step. */
import * as v from 'valibot';

/** Functions of one real argument that potentials and amplitudes may use. */
export const FUNCTIONS = [
  'exp',
  'log',
  'sqrt',
  'sin',
  'cos',
  'tan',
  'sinh',
  'cosh',
  'tanh',
  'atan',
  'erf',
  'abs',
  'sign',
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/**
 * A formula over the coordinates, as a tree.
 *
 * Scalars have one value per walker; `position` of one particle and `vector` have D. A `position` without `particle` means
 * the only particle of that name, or all of them at once where a block takes them. Components and particles count from 1.
 * `sum` runs its index over the integers from … to, both included; `tuples` over all i < j < … up to `count`, one index for
 * particles, two for pairs, three for triples. A `block` has one value per state, or what its kind says: features of each
 * particle, a matrix of orbitals. `determinant` is Σ_k det Φ^(k) of a matrix of orbitals; `product` is Π_i Σ_j Φ_ij over
 * its particles i, symmetric under exchange. `cases` is the value of the first case all of whose conditions hold.
 */
export type Expression =
  | { kind: 'number'; value: number }
  | { kind: 'position'; name: string; particle?: ParticleIndex | undefined }
  | { kind: 'vector'; elements: Expression[] }
  | { kind: 'component'; of: Expression; index: number | { bound: string } }
  | { kind: 'bound'; index: string }
  | { kind: 'norm'; of: Expression }
  | { kind: 'dot'; left: Expression; right: Expression }
  | { kind: 'sum'; index: string; from: number; to: number; body: Expression }
  | { kind: 'tuples'; indices: string[]; count: number; body: Expression }
  | { kind: 'determinant' | 'product'; of: Expression }
  | { kind: 'negate'; of: Expression }
  | { kind: 'add' | 'subtract' | 'multiply' | 'divide' | 'power'; left: Expression; right: Expression }
  | { kind: 'call'; function: FunctionName; argument: Expression }
  | { kind: 'cases'; cases: { when: Condition[]; value: Expression }[]; otherwise: Expression }
  | { kind: 'block'; block: string; arguments: Expression[] }
  /** The number of the training step, from 0; only in settings that change with it. */
  | { kind: 'step' };
/** less < greater, or less ≤ greater where it is not strict. */
export interface Condition {
  less: Expression;
  greater: Expression;
  strict: boolean;
}
/** A particle by its number, or by an index that a sum has bound. */
export type ParticleIndex = number | { bound: string };

const Index = v.union([v.pipe(v.number(), v.integer()), v.object({ bound: v.string() })]);
export const Expression: v.GenericSchema<Expression> = v.lazy(() =>
  v.variant('kind', [
    v.object({ kind: v.literal('number'), value: v.pipe(v.number(), v.finite()) }),
    v.object({ kind: v.literal('position'), name: v.string(), particle: v.optional(Index) }),
    v.object({ kind: v.literal('vector'), elements: v.array(Expression) }),
    v.object({
      kind: v.literal('component'),
      of: Expression,
      index: Index,
    }),
    v.object({ kind: v.literal('bound'), index: v.string() }),
    v.object({ kind: v.literal('norm'), of: Expression }),
    v.object({ kind: v.literal('dot'), left: Expression, right: Expression }),
    v.object({
      kind: v.literal('sum'),
      index: v.string(),
      from: v.pipe(v.number(), v.integer()),
      to: v.pipe(v.number(), v.integer()),
      body: Expression,
    }),
    v.object({
      kind: v.literal('tuples'),
      indices: v.pipe(v.array(v.string()), v.minLength(1)),
      count: v.pipe(v.number(), v.integer()),
      body: Expression,
    }),
    v.object({ kind: v.picklist(['determinant', 'product']), of: Expression }),
    v.object({ kind: v.literal('negate'), of: Expression }),
    v.object({
      kind: v.picklist(['add', 'subtract', 'multiply', 'divide', 'power']),
      left: Expression,
      right: Expression,
    }),
    v.object({ kind: v.literal('call'), function: v.picklist(FUNCTIONS), argument: Expression }),
    v.object({
      kind: v.literal('cases'),
      cases: v.pipe(
        v.array(v.object({ when: v.pipe(v.array(Condition), v.minLength(1)), value: Expression })),
        v.minLength(1),
      ),
      otherwise: Expression,
    }),
    v.object({ kind: v.literal('block'), block: v.string(), arguments: v.array(Expression) }),
    v.object({ kind: v.literal('step') }),
  ]),
);

const Condition: v.GenericSchema<Condition> = v.lazy(() =>
  v.object({ less: Expression, greater: Expression, strict: v.boolean() }),
);

/** Whether a value in an experiment is a formula. */
export const isExpression = (value: unknown): value is Expression => v.is(Expression, value);
