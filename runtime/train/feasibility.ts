/**
 * What can be known to fail before a run begins.
 */
import { totalmem } from 'node:os';
import { type Experiment, walkerDimension } from '../experiment.ts';

/** A run that this machine, or no machine, can do. The message is for the user. */
export class Infeasible extends Error {
  override name = 'Infeasible';
}

/** Moves of walkers whose random numbers are held at once. */
const MOVES = 16;
/** Blocks that statistics keep of each walker, each with two numbers. */
const STATISTICS = 16 * 2;
const DOUBLE = 8;
/** Share of the memory that a run may take; the rest is for graphs, the system and other programs. */
const SHARE = 0.8;

/** The largest number of float32. */
const LARGEST = (2 - 2 ** -23) * 2 ** 127;

/** @throws Infeasible where a parameter of the Hamiltonian is larger than the numbers that are computed with */
function assertNumbersFit({ train, hamiltonian }: Experiment): void {
  const wrong = Object.entries(hamiltonian.parameters).find(([, value]) => Math.abs(value) > LARGEST);
  if (wrong)
    throw new Infeasible(
      `train ${train}: ${wrong[0]} = ${wrong[1]} is beyond the numbers that training computes with, which end at 3.4e38. ` +
        'Is there a division by nearly 0 in it? Else choose units in which it is smaller.',
    );
}

/**
 * @param parameters number of trainable values
 * @param memory bytes that this process may use
 * @throws Infeasible saying why, with what would help
 */
export function assertFeasible(experiment: Experiment, parameters: number, memory = availableMemory()): void {
  const { states, schedule, train } = experiment;
  const { walkers } = schedule.sampler;
  assertNumbersFit(experiment);
  if (walkers < states)
    throw new Infeasible(
      `train ${train}: ${walkers} ${walkers === 1 ? 'walker' : 'walkers'} cannot tell ${states} states apart. ` +
        `Give the sampler many more walkers than states (walkers = ${100 * states}).`,
    );
  const needs = memoryNeeded(experiment, parameters);
  const most = Object.entries(needs).sort(([, a], [, b]) => b - a)[0]!;
  const total = Object.values(needs).reduce((sum, bytes) => sum + bytes, 0);
  if (total > SHARE * memory)
    throw new Infeasible(
      `train ${train} needs about ${gigabytes(total)} of memory, and there are ${gigabytes(memory)}. ` +
        `The most is for ${most[0]} (${gigabytes(most[1])}): fewer walkers need less.`,
    );
}

/** Bytes that grow with the walkers and the parameters, by what they are for; graphs work on blocks and do not. */
export function memoryNeeded(
  { hamiltonian, states, schedule }: Experiment,
  parameters: number,
): Record<string, number> {
  const { sampler, evaluation, phases } = schedule;
  const dimension = walkerDimension(hamiltonian.space);
  const natural = phases.some(({ optimizer }) => optimizer.kind === 'sr' || optimizer.kind === 'spring');
  const smaller = Math.min(sampler.walkers, parameters);
  const walkers = Math.max(sampler.walkers, evaluation.walkers);
  return {
    'the walkers and their random numbers': walkers * (dimension + 1) * (MOVES + 4) * 4,
    'the statistics of the evaluation':
      evaluation.walkers * states * (hamiltonian.terms.length + 2) * STATISTICS * DOUBLE,
    'the derivatives of ln|ψ| at every walker': natural ? sampler.walkers * parameters * 4 : 0,
    'the Gram matrix of the natural gradient': natural ? 2 * smaller ** 2 * DOUBLE : 0,
    'the parameters and what the optimizer remembers': parameters * (4 + 3 * DOUBLE),
  };
}

/** A container may be allowed less than the machine has. */
function availableMemory(): number {
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}

function gigabytes(bytes: number): string {
  return `${Number((bytes / 1e9).toPrecision(2))} GB`;
}
