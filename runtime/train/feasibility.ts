/**
 * What can be known to fail before a run begins.
 */

import { totalmem } from 'node:os';
import { say } from '@qham/grammar/phrase';
import type { Experiment } from '../experiment.ts';
import { SaidError } from '../said-error.ts';
import { totalMemory } from './memory.ts';

/** A run that this machine, or no machine, can do. The message is for the user. */
export class Infeasible extends SaidError {
  override name = 'Infeasible';
}

/** Share of the memory that a run may take; the rest is for graphs, the system and other programs. */
const SHARE = 0.8;

/** The largest number of float32. */
const LARGEST = (2 - 2 ** -23) * 2 ** 127;

/** @throws Infeasible where a parameter of the Hamiltonian is larger than the numbers that are computed with */
function assertNumbersFit({ train, hamiltonian }: Experiment): void {
  const wrong = Object.entries(hamiltonian.parameters).find(([, value]) => Math.abs(value) > LARGEST);
  if (wrong)
    throw new Infeasible(
      say`train ${train}: ${wrong[0]} = ${String(wrong[1])} is beyond the numbers that training computes with, which end at 3.4e38. Is there a division by nearly 0 in it? Else choose units in which it is smaller.`,
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
  if (walkers < states) {
    const wrong =
      walkers === 1
        ? say`${walkers} walker cannot tell ${states} states apart`
        : say`${walkers} walkers cannot tell ${states} states apart`;
    throw new Infeasible(
      say`train ${train}: ${wrong}. Give the sampler many more walkers than states (walkers = ${100 * states}).`,
    );
  }
  const { bytes, most, share, help } = totalMemory(experiment, parameters);
  if (bytes > SHARE * memory)
    throw new Infeasible(
      say`train ${train} needs about ${gigabytes(bytes)} of memory, and there are ${gigabytes(memory)}. The most is for ${most} (${gigabytes(share)}): ${help}.`,
    );
}

/** A container may be allowed less than the machine has. */
function availableMemory(): number {
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}

function gigabytes(bytes: number): string {
  return `${Number((bytes / 1e9).toPrecision(2))} GB`;
}
