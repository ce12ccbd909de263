/**
 * The Experiment: everything that crosses from the language to the numerics, as plain JSON.
 *
 * It holds no syntax tree and no functions. A run folder keeps it, so a run can be repeated, resumed and compared without
 * its source file. `parseExperiment` is the one door by which it enters the runtime.
 */
import * as v from 'valibot';
import { Ansatz } from './experiment/ansatz.ts';
import { Expectation } from './experiment/expectation.ts';
import { Hamiltonian } from './experiment/hamiltonian.ts';
import { Observable } from './experiment/observable.ts';
import { count } from './experiment/ranges.ts';
import { Schedule } from './experiment/schedule.ts';

export { ACTIVATIONS, type Activation, type Ansatz, type Block, type Initialisation } from './experiment/ansatz.ts';
export type { Expectation } from './experiment/expectation.ts';
export {
  type Condition,
  type Expression,
  FUNCTIONS,
  type FunctionName,
  isExpression,
  type ParticleIndex,
} from './experiment/expression.ts';
export { type Hamiltonian, type Particles, type Space, type Term, walkerDimension } from './experiment/hamiltonian.ts';
export type { Objective } from './experiment/objective.ts';
export type { Observable } from './experiment/observable.ts';
export type { Optimizer } from './experiment/optimizer.ts';
export type { Reweighting, Sampler } from './experiment/sampler.ts';
export type { Evaluation, Phase, Schedule, Stop } from './experiment/schedule.ts';
export type { Scheduled } from './experiment/scheduled.ts';

export const EXPERIMENT_FORMAT = 2;

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
