/**
 * Beginning with the parameters of another run (Azzam 2023, section 3.2): those whose name and shape are the same carry over,
 * all others start afresh; so do the optimizer, the walkers and the random numbers.
 */
import { type Phrase, say } from '@qham/grammar/phrase';
import { type ParameterSpec, sizeOf } from '../ansatz/parameters.ts';
import type { EventOf } from '../events.ts';
import type { Experiment, Particles } from '../experiment.ts';
import { SaidError } from '../said-error.ts';

/** A finished run to begin with. */
export interface Source {
  /** Its experiment, and the path of its run folder. */
  experiment: Experiment;
  run: string | null;
  /** Of its checkpoint. */
  tensors: Readonly<Record<string, { shape: readonly number[]; data: ArrayLike<number> }>>;
}

/** A run that cannot begin with another: the message is for the user. */
export class TransferError extends SaidError {
  override name = 'TransferError';
}

/** Which parameters carry over, by name, and how many values they have. */
export type Carried = Pick<EventOf<'transfer'>, 'carried' | 'fresh' | 'carried_values' | 'fresh_values'>;

/**
 * Puts the source's values into the parameters that they fit.
 * @param parameters views by name; changed
 * @throws TransferError when the source is a run of another system, or nothing of it fits
 */
export function carryOver(
  experiment: Experiment,
  specs: readonly ParameterSpec[],
  parameters: Readonly<Record<string, Float32Array>>,
  source: Source,
): Carried {
  assertSameSystem(experiment, source.experiment);
  const fits = ({ name, shape }: ParameterSpec) => {
    const tensor = source.tensors[`parameter/${name}`];
    return tensor !== undefined && String(tensor.shape) === String(shape);
  };
  const carried = specs.filter(fits);
  const fresh = specs.filter((spec) => !fits(spec));
  if (carried.length === 0)
    throw new TransferError(
      say`${experiment.train} cannot start from ${source.experiment.train}: no parameter has the same name and shape. Give the blocks that should carry over the same names and settings in both ansätze.`,
    );
  for (const { name } of carried) parameters[name]!.set(source.tensors[`parameter/${name}`]!.data);
  return {
    carried: carried.map(({ name }) => name),
    fresh: fresh.map(({ name }) => name),
    carried_values: carried.reduce((total, { shape }) => total + sizeOf(shape), 0),
    fresh_values: fresh.reduce((total, { shape }) => total + sizeOf(shape), 0),
  };
}

/** The number of particles and the strength of forces may differ; what the particles are may not. */
function assertSameSystem(to: Experiment, from: Experiment): void {
  const refuse = (difference: Phrase): never => {
    throw new TransferError(
      say`${to.train} cannot start from ${from.train}, which is another system: ${difference}. Start from a train whose Hamiltonian differs in parameters or in the number of particles only.`,
    );
  };
  const before = from.hamiltonian.space.particles;
  const now = to.hamiltonian.space.particles;
  if (from.states !== to.states) refuse(say`it has ${from.states} states, not ${to.states}`);
  if (before.length !== now.length) refuse(say`it has ${before.length} kinds of particles, not ${now.length}`);
  for (const [k, particles] of now.entries()) {
    const other = before[k]!;
    if (other.dimension !== particles.dimension)
      refuse(say`its particles live in R^${other.dimension}, not in R^${particles.dimension}`);
    if (statisticsOf(other, particles) !== particles.statistics)
      refuse(say`its particles are ${other.statistics}, not ${particles.statistics}`);
  }
}

/** A single particle is of any kind. */
function statisticsOf(from: Particles, to: Particles): Particles['statistics'] {
  return from.count === 1 || to.count === 1 ? to.statistics : from.statistics;
}
