/**
 * The Experiment: everything that crosses from the language to the numerics, as plain JSON.
 *
 * It holds no syntax tree and no functions. A run folder keeps it, so a run can be repeated, resumed and compared without
 * its source file. `parseExperiment` is the one door by which it enters the runtime.
 */
import * as v from 'valibot';

export const EXPERIMENT_FORMAT = 1;

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
 * Scalars have one value per walker; `position` and `vector` have D; a `block` has one value per state.
 * Components count from 1, as in x₁ … x_D. `sum` runs its index over the integers from … to, both included.
 */
export type Expression =
  | { kind: 'number'; value: number }
  | { kind: 'position'; name: string }
  | { kind: 'vector'; elements: Expression[] }
  | { kind: 'component'; of: Expression; index: number | { bound: string } }
  | { kind: 'bound'; index: string }
  | { kind: 'norm'; of: Expression }
  | { kind: 'dot'; left: Expression; right: Expression }
  | { kind: 'sum'; index: string; from: number; to: number; body: Expression }
  | { kind: 'negate'; of: Expression }
  | { kind: 'add' | 'subtract' | 'multiply' | 'divide' | 'power'; left: Expression; right: Expression }
  | { kind: 'call'; function: FunctionName; argument: Expression }
  | { kind: 'block'; block: string; arguments: Expression[] }
  /** The number of the training step, from 0; only in settings that change with it. */
  | { kind: 'step' };

const Expression: v.GenericSchema<Expression> = v.lazy(() =>
  v.variant('kind', [
    v.object({ kind: v.literal('number'), value: v.pipe(v.number(), v.finite()) }),
    v.object({ kind: v.literal('position'), name: v.string() }),
    v.object({ kind: v.literal('vector'), elements: v.array(Expression) }),
    v.object({
      kind: v.literal('component'),
      of: Expression,
      index: v.union([v.pipe(v.number(), v.integer()), v.object({ bound: v.string() })]),
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
    v.object({ kind: v.literal('negate'), of: Expression }),
    v.object({
      kind: v.picklist(['add', 'subtract', 'multiply', 'divide', 'power']),
      left: Expression,
      right: Expression,
    }),
    v.object({ kind: v.literal('call'), function: v.picklist(FUNCTIONS), argument: Expression }),
    v.object({ kind: v.literal('block'), block: v.string(), arguments: v.array(Expression) }),
    v.object({ kind: v.literal('step') }),
  ]),
);

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const nonNegative = v.pipe(v.number(), v.finite(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
/** A setting that is a number, or a formula in the training step. */
const Scheduled = v.union([v.pipe(v.number(), v.finite()), Expression]);
export type Scheduled = v.InferOutput<typeof Scheduled>;

/** One summand of H. `text` is how the user wrote it (whitespace normalised); it names the term in tables and messages. */
const Term = v.variant('kind', [
  /** coefficient · ∇² over the named coordinates; −1/(2m) for a particle of mass m. */
  v.object({
    kind: v.literal('kinetic'),
    coordinates: v.string(),
    coefficient: v.pipe(v.number(), v.finite()),
    text: v.string(),
  }),
  v.object({ kind: v.literal('potential'), expression: Expression, text: v.string() }),
]);
export type Term = v.InferOutput<typeof Term>;

const Hamiltonian = v.object({
  name: v.string(),
  parameters: v.record(v.string(), v.number()),
  /** One particle in R^D: the walker is a point with `dimension` coordinates. */
  space: v.object({ kind: v.literal('continuous'), coordinates: v.string(), dimension: count }),
  terms: v.array(Term),
});
export type Hamiltonian = v.InferOutput<typeof Hamiltonian>;

export const ACTIVATIONS = ['sin', 'cos', 'tanh', 'sigmoid', 'softplus', 'silu', 'gaussian', 'none'] as const;
export type Activation = (typeof ACTIVATIONS)[number];

const Initialisation = v.variant('kind', [
  v.object({ kind: v.literal('normal'), std: nonNegative }),
  v.object({ kind: v.literal('uniform'), width: nonNegative }),
  /** U(−1/√fan_in, +1/√fan_in), PyTorch's default for dense layers. */
  v.object({ kind: v.literal('fan_in') }),
  /** Glorot & Bengio 2010, eq. 16. */
  v.object({ kind: v.literal('glorot') }),
  v.object({ kind: v.literal('zero') }),
]);
export type Initialisation = v.InferOutput<typeof Initialisation>;

const Block = v.variant('kind', [
  /** Dense layers; the last has one output per state and the activation `output`. Arguments are concatenated as its inputs. */
  v.object({
    kind: v.literal('mlp'),
    name: v.string(),
    hidden: v.array(count),
    activation: v.picklist(ACTIVATIONS),
    output: v.picklist(ACTIVATIONS),
    weights: Initialisation,
    biases: Initialisation,
  }),
]);
export type Block = v.InferOutput<typeof Block>;

const Ansatz = v.object({ name: v.string(), blocks: v.array(Block), psi: Expression });
export type Ansatz = v.InferOutput<typeof Ansatz>;

const Sampler = v.object({
  kind: v.literal('metropolis'),
  walkers: count,
  /** Metropolis moves of every walker between two optimizer steps. */
  sweeps: count,
  /** All coordinates of a walker move together: x′ = x + width·(2u − 1) or x + width·N(0, 1). */
  proposal: v.object({ kind: v.picklist(['uniform', 'gaussian']), width: positive }),
  /** Aim of the adaptation of the width between steps; null: the width stays. */
  acceptance: v.nullable(v.pipe(v.number(), v.gtValue(0), v.ltValue(1))),
  /** Cube of this side, or a normal cloud of this width, both centred at 0. */
  start: v.object({ kind: v.picklist(['cube', 'cloud']), size: positive }),
  /** Metropolis moves before the first optimizer step. */
  burn_in: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type Sampler = v.InferOutput<typeof Sampler>;

const Objective = v.variant('kind', [
  /** ⟨H⟩ of one state, by the score-function gradient. */
  v.object({ kind: v.literal('energy') }),
  /** Weighted sum of the residual, normalisation, orthogonality and energy terms for several states. */
  v.object({
    kind: v.literal('penalty'),
    residual: nonNegative,
    normalization: nonNegative,
    orthogonality: nonNegative,
    energy: nonNegative,
    squared: v.boolean(),
  }),
]);
export type Objective = v.InferOutput<typeof Objective>;

const Optimizer = v.variant('kind', [
  v.object({
    kind: v.picklist(['adam', 'adamw']),
    learning_rate: Scheduled,
    beta1: v.pipe(v.number(), v.minValue(0), v.ltValue(1)),
    beta2: v.pipe(v.number(), v.minValue(0), v.ltValue(1)),
    epsilon: positive,
    weight_decay: nonNegative,
  }),
  v.object({
    kind: v.literal('sgd'),
    learning_rate: Scheduled,
    momentum: v.pipe(v.number(), v.minValue(0), v.ltValue(1)),
  }),
]);
export type Optimizer = v.InferOutput<typeof Optimizer>;

const Phase = v.object({ name: v.string(), objective: Objective, optimizer: Optimizer, steps: count });
export type Phase = v.InferOutput<typeof Phase>;

/** The frozen-parameter evaluation at the end: `samples` sets of all walkers, `sweeps` moves apart. */
const Evaluation = v.object({ walkers: count, samples: count, sweeps: count });
export type Evaluation = v.InferOutput<typeof Evaluation>;

const Schedule = v.object({
  name: v.string(),
  sampler: Sampler,
  phases: v.pipe(v.array(Phase), v.minLength(1)),
  evaluation: Evaluation,
});
export type Schedule = v.InferOutput<typeof Schedule>;

const Expectation = v.object({
  /** As the user wrote it, whitespace normalised. */
  text: v.string(),
  quantity: v.literal('energy'),
  /** States first … last, counted from 0, both included, in order of energy. */
  first: v.pipe(v.number(), v.integer(), v.minValue(0)),
  last: v.pipe(v.number(), v.integer(), v.minValue(0)),
  target: v.variant('kind', [
    v.object({ kind: v.literal('values'), values: v.array(v.number()) }),
    v.object({ kind: v.literal('interval'), low: v.number(), high: v.number() }),
    /** The exact levels of runtime/reference. */
    v.object({ kind: v.literal('exact') }),
  ]),
  tolerance: v.nullable(v.object({ kind: v.picklist(['absolute', 'relative']), value: nonNegative })),
});
export type Expectation = v.InferOutput<typeof Expectation>;

const ExperimentSchema = v.object({
  format: v.literal(EXPERIMENT_FORMAT),
  /** The name after `train`. */
  train: v.string(),
  units: v.picklist(['oscillator']),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)),
  states: count,
  hamiltonian: Hamiltonian,
  ansatz: Ansatz,
  schedule: Schedule,
  expectations: v.array(Expectation),
  /** Where it came from: shown and compared, never computed with. */
  source: v.object({ file: v.string(), hash: v.string(), line: v.pipe(v.number(), v.integer()) }),
});
export type Experiment = v.InferOutput<typeof ExperimentSchema>;

/**
 * Checks that a value read from outside is an Experiment and returns it.
 * @throws Error whose message names the first field that is wrong and what was expected there.
 */
export function parseExperiment(value: unknown): Experiment {
  const result = v.safeParse(ExperimentSchema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new Error(`not a valid experiment: ${v.getDotPath(issue) ?? 'value'}: ${issue.message}`);
}
