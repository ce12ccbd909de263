/**
 * The Experiment: everything that crosses from the language to the numerics, as plain JSON.
 *
 * It holds no syntax tree and no functions. A run folder keeps it, so a run can be repeated, resumed and compared without
 * its source file. `parseExperiment` is the one door by which it enters the runtime.
 */
import * as v from 'valibot';

export const EXPERIMENT_FORMAT = 2;

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
 * its particles i, symmetric under exchange.
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
  | { kind: 'block'; block: string; arguments: Expression[] }
  /** The number of the training step, from 0; only in settings that change with it. */
  | { kind: 'step' };
/** A particle by its number, or by an index that a sum has bound. */
export type ParticleIndex = number | { bound: string };

const Index = v.union([v.pipe(v.number(), v.integer()), v.object({ bound: v.string() })]);
const Expression: v.GenericSchema<Expression> = v.lazy(() =>
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

const Hamiltonian = v.object({
  name: v.string(),
  parameters: v.record(v.string(), v.number()),
  space: Space,
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
  /**
   * Permutation-equivariant layers: h_i ← f([h_i, mean_j h_j] W + b), with a residual from the second layer on. Features
   * [particles, hidden] of each walker (Keeble et al., arXiv:2304.04725).
   */
  v.object({
    kind: v.literal('equivariant'),
    name: v.string(),
    layers: count,
    hidden: count,
    activation: v.picklist(ACTIVATIONS),
    weights: Initialisation,
    biases: Initialisation,
  }),
  /**
   * Linear map of features to `columns` orbitals in each of `determinants` matrices: [determinants, particles, columns].
   * null columns: as many as particles, a square matrix.
   */
  v.object({
    kind: v.literal('orbitals'),
    name: v.string(),
    determinants: count,
    columns: v.nullable(count),
    weights: Initialisation,
    biases: Initialisation,
  }),
  /** exp(−|x_i|² w_j²) for particle i in orbital j, one w for each orbital of each determinant, all beginning at `width`. */
  v.object({ kind: v.literal('gaussian_envelope'), name: v.string(), width: positive }),
]);
export type Block = v.InferOutput<typeof Block>;

const Ansatz = v.object({ name: v.string(), blocks: v.array(Block), psi: Expression });
export type Ansatz = v.InferOutput<typeof Ansatz>;

/** Samples kept for several optimizer steps, weighted by how |ψ|² has changed since they were drawn. */
const Reweighting = v.variant('by', [
  /**
   * New samples after least + (most − least)·(1 − Δ) steps, Δ = |1 − (1/N) Σ exp(−(R_i − 1)²/s)|, R normalised to mean 1
   * (Azzam 2023, eq. 16-20).
   */
  v.object({ by: v.literal('spread'), most: count, least: count, s: positive }),
  /** New samples when the effective sample size (ΣR)²/ΣR² falls below `share` of the walkers, at the latest after `most` steps. */
  v.object({ by: v.literal('effective_samples'), most: count, share: v.pipe(v.number(), v.gtValue(0), v.ltValue(1)) }),
]);
export type Reweighting = v.InferOutput<typeof Reweighting>;

/** `auto`: found out while the run goes on. */
const orAuto = <S extends v.GenericSchema<unknown, number>>(schema: S) => v.union([schema, v.literal('auto')]);
/** What every way of moving walkers has. */
const moves = {
  walkers: count,
  /**
   * Moves of every walker between two optimizer steps; auto: as many as the local energy needs to forget the last ones, by
   * its measured autocorrelation time.
   */
  sweeps: orAuto(count),
  /** Aim of the adaptation of the step between optimizer steps; null: it stays. */
  acceptance: v.nullable(v.pipe(v.number(), v.gtValue(0), v.ltValue(1))),
  /** Cube of this side, or a normal cloud of this width, both centred at 0. */
  start: v.object({ kind: v.picklist(['cube', 'cloud']), size: positive }),
  /** Moves before the first optimizer step; auto: until the energy is stationary. */
  burn_in: orAuto(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** A walker that has not moved for more sweeps than this is put where another one is; null: never. */
  max_age: v.nullable(count),
  reweight: v.nullable(Reweighting),
};
const Sampler = v.variant('kind', [
  v.object({
    kind: v.literal('metropolis'),
    ...moves,
    /** All coordinates of a walker move together: x′ = x + width·(2u − 1) or x + width·N(0, 1). */
    proposal: v.object({ kind: v.picklist(['uniform', 'gaussian']), width: positive }),
  }),
  v.object({
    kind: v.literal('langevin'),
    ...moves,
    /** τ in x′ = x + τ ∇ln|ψ| + √τ·N(0, 1) (MALA: accepted with the ratio of the proposals' densities). */
    time_step: positive,
  }),
]);
export type Sampler = v.InferOutput<typeof Sampler>;

const Objective = v.variant('kind', [
  /** ⟨H⟩ of one state, by the score-function gradient. */
  v.object({
    kind: v.literal('energy'),
    /** Local energies are clipped to the median ± this many mean absolute deviations in the gradient only; null: never. */
    clip: v.nullable(positive),
  }),
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
  /**
   * Natural gradients of the energy: stochastic reconfiguration (Sorella 1998), in sample space (MinSR, arXiv:2302.01941),
   * with momentum SPRING (arXiv:2401.10190). Δθ = −φ·min(learning_rate, √norm_constraint/‖φ‖).
   */
  v.object({
    kind: v.picklist(['sr', 'spring']),
    learning_rate: Scheduled,
    damping: Scheduled,
    /** 0 for `sr`. */
    momentum: v.pipe(v.number(), v.minValue(0), v.ltValue(1)),
    /** Bound of ‖Δθ‖²; null: none. */
    norm_constraint: v.nullable(Scheduled),
    /** Which linear system is solved: parameters × parameters, walkers × walkers, or the smaller of the two. */
    space: v.picklist(['auto', 'parameters', 'walkers']),
  }),
]);
export type Optimizer = v.InferOutput<typeof Optimizer>;

/**
 * When a phase ends before its steps: the energy's window averages have come to rest (Azzam 2023, algorithm 1).
 * Windows are disjoint. `slope` and `slope_change` bound the fitted slope of two windows, `drift` the change of the mean,
 * `variance` the mean variance of the local energy's mean, `spread` the standard deviation in the window. The phase ends
 * after `hits` windows that pass, at most `misses` in between that fail.
 */
const Stop = v.object({
  window: count,
  slope: positive,
  slope_change: positive,
  drift: positive,
  variance: positive,
  spread: positive,
  hits: count,
  misses: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** `published`: one test every window + 1 steps and signed slopes, as the author's program counts. */
  arithmetic: v.picklist(['absolute', 'published']),
});
export type Stop = v.InferOutput<typeof Stop>;

const Phase = v.object({
  name: v.string(),
  objective: Objective,
  optimizer: Optimizer,
  steps: count,
  /** Names of blocks whose parameters stay as they are in this phase. */
  freeze: v.array(v.string()),
  stop: v.nullable(Stop),
});
export type Phase = v.InferOutput<typeof Phase>;

/**
 * The frozen-parameter evaluation at the end: `samples` sets of all walkers, `sweeps` moves apart; auto: by the measured
 * autocorrelation time of the local energy.
 */
const Evaluation = v.object({ walkers: count, samples: count, sweeps: orAuto(count) });
export type Evaluation = v.InferOutput<typeof Evaluation>;

const Schedule = v.object({
  name: v.string(),
  sampler: Sampler,
  phases: v.pipe(v.array(Phase), v.minLength(1)),
  evaluation: Evaluation,
});
export type Schedule = v.InferOutput<typeof Schedule>;

/** What the evaluation measures besides the energy. */
const Observable = v.variant('kind', [
  /** Particles of that name per length along component `axis` (from 1), in `bins` equal bins of [low, high]. */
  v.object({
    kind: v.literal('density'),
    particles: v.string(),
    axis: count,
    bins: count,
    range: v.object({ low: v.number(), high: v.number() }),
    text: v.string(),
  }),
  /** Pairs of particles of that name per length of their distance. */
  v.object({
    kind: v.literal('pair_density'),
    particles: v.string(),
    bins: count,
    range: v.object({ low: v.number(), high: v.number() }),
    text: v.string(),
  }),
  /** ⟨expression⟩ over |ψ|². */
  v.object({ kind: v.literal('mean'), expression: Expression, text: v.string() }),
]);
export type Observable = v.InferOutput<typeof Observable>;

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
  /** The system of units that all numbers of the experiment are in. */
  units: v.picklist(['oscillator', 'atomic', 'nuclear', 'natural', 'SI']),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)),
  states: count,
  hamiltonian: Hamiltonian,
  ansatz: Ansatz,
  schedule: Schedule,
  /** Begin with the parameters of a finished run of this train; blocks of the same shape carry over, others start afresh. */
  start_from: v.nullable(v.string()),
  observables: v.array(Observable),
  expectations: v.array(Expectation),
  /** Where it came from: shown and compared, never computed with. */
  source: v.object({ file: v.string(), hash: v.string(), line: v.pipe(v.number(), v.integer()) }),
});
export type Experiment = v.InferOutput<typeof ExperimentSchema>;

/** Whether a value in an experiment is a formula. */
export const isExpression = (value: unknown): value is Expression => v.is(Expression, value);

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
