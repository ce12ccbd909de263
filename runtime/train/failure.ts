/**
 * The end of a run on a number that is not finite, or on walkers that have gone.
 */
import { english, type Phrase, say, type Words } from '@qham/grammar/phrase';
import type { EventOf } from '../events.ts';
import { type Experiment, walkerDimension } from '../experiment.ts';
import { findFault } from './diagnosis.ts';
import type { RunState } from './run-state.ts';

/** Natural lengths from the origin beyond which a walker has left the system. */
const FAR = 1e6;
/** Particles nearer than this, in natural lengths, are in one place. */
const TOGETHER = 1e-6;

/**
 * Says what went wrong at the walkers as they are, then goes back to the last good state.
 * @param symptom the quantity that was not finite: named where no part of the physics behind it can be found
 */
export async function fail(state: RunState, symptom: Words, goBack: () => void): Promise<EventOf<'failure'>> {
  const { engine, experiment, ansatz, parameters, sampler } = state;
  const lost = runaway(experiment, sampler.walkers);
  const fault = lost ? null : await findFault(engine, experiment, ansatz, parameters, sampler.walkers);
  goBack();
  const step = state.step + 1;
  const where = lost ? WALKERS : (fault?.where ?? symptom);
  const walker = lost ?? fault?.walker ?? null;
  const wrong = lost ? lostAt(lost) : wrongAt(where, walker, fault?.vanishes ?? false);
  const found = walker && !lost ? coincidence(experiment, walker, wrong) : wrong;
  const remedy = lost ? CONFINE : fault?.vanishes ? WHERE_IT_VANISHES : (tooStrong(experiment) ?? REMEDY);
  const message = say`step ${step}: ${found}. ${remedy}`;
  const said = { message, where };
  return { type: 'failure', step, time: state.time, where: english(where), walker, message: english(message), said };
}

const lostAt = (walker: readonly number[]): Phrase =>
  say`walkers have run away to infinity at the walker (${coordinates(walker)})`;

function wrongAt(where: Words, walker: readonly number[] | null, vanishes: boolean): Phrase {
  if (walker === null) return vanishes ? say`${where} is 0, where no walker can be` : say`${where} is not finite`;
  const at = coordinates(walker);
  return vanishes
    ? say`${where} is 0 at the walker (${at}), where no walker can be`
    : say`${where} is not finite at the walker (${at})`;
}

const coordinates = (walker: readonly number[]): string => walker.map((x) => x.toPrecision(4)).join(', ');

/** The first walker that is not in the system any more; null where all are. */
export function runaway(experiment: Experiment, walkers: Float32Array): number[] | null {
  const dimension = walkerDimension(experiment.hamiltonian.space);
  const bad = firstFar(walkers);
  if (bad === null) return null;
  const first = Math.floor(bad / dimension) * dimension;
  return [...walkers.subarray(first, first + dimension)];
}

/** The first coordinate that is far away or not finite; null where none is. */
function firstFar(coordinates: Float32Array): number | null {
  for (let i = 0; i < coordinates.length; i++) {
    const x = coordinates[i]!;
    if (!(x < FAR && x > -FAR)) return i;
  }
  return null;
}

/** What is wrong at a walker, and that two particles are in one place there, if they are. */
function coincidence({ hamiltonian }: Experiment, walker: readonly number[], wrong: Phrase): Phrase {
  const places = hamiltonian.space.particles.flatMap(({ name, count, dimension }, kind, all) => {
    const first = all.slice(0, kind).reduce((sum, other) => sum + other.count * other.dimension, 0);
    return Array.from({ length: count }, (_, i) => ({
      name: count === 1 ? name : `${name}[${i + 1}]`,
      at: walker.slice(first + i * dimension, first + (i + 1) * dimension),
    }));
  });
  for (const [i, a] of places.entries())
    for (const b of places.slice(0, i))
      if (a.at.length === b.at.length && Math.hypot(...a.at.map((x, d) => x - b.at[d]!)) < TOGETHER)
        return say`${wrong}, where ${b.name} and ${a.name} are in the same place`;
  return wrong;
}

/** Energies of this size have squares near the end of the numbers that are computed with. */
const STRONG = 1e15;

/** What to do about a parameter of the Hamiltonian that is so large; null where there is none. */
function tooStrong({ hamiltonian }: Experiment): Phrase | null {
  const strong = Object.entries(hamiltonian.parameters).filter(([, value]) => Math.abs(value) >= STRONG);
  if (strong.length === 0) return null;
  const values = strong.map(([name, value]) => `${name} = ${value}`).join(', ');
  return say`With ${values} energies leave the range of numbers (the squares of 1e19 and more do): a weaker coupling, or other units, would help.`;
}

/** What is not finite where it is the walkers themselves. */
export const WALKERS = say`walkers`;
const REMEDY = say`A smaller learning_rate, a potential without a singularity where walkers go, or an ansatz that vanishes there may help.`;
const CONFINE = say`ψ does not fall off there: multiply it by an amplitude that does, as exp(-|r|^2/2), or give the Hamiltonian a potential that confines.`;
const WHERE_IT_VANISHES = say`Two identical particles are at the same place, or its orbitals are not independent of each other: a smaller learning_rate, or orbitals that do not begin at 0, may help.`;
