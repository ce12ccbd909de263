/** The runs that trains start from: found among those that are finished, or to be trained first. */

import { isDeepStrictEqual } from 'node:util';
import { say } from '@qham/grammar/phrase';
import type { Experiment } from '../experiment.ts';
import { listRuns, openRun } from '../store/index.ts';
import { type Source, TransferError } from '../train/transfer.ts';

/** An experiment to be trained; `asked` for by the user, or only needed for another. */
export interface PlannedRun {
  experiment: Experiment;
  asked: boolean;
}

/**
 * The experiments with those that they start from before them, where no finished run of these is found.
 * @param root folder of all runs
 * @param compile the experiment of a train of the same file
 * @throws TransferError when trains start from each other in a circle
 */
export async function planRuns(
  root: string,
  asked: readonly Experiment[],
  compile: (train: string) => Experiment,
): Promise<PlannedRun[]> {
  const planned: PlannedRun[] = [];
  const add = async (experiment: Experiment, isAsked: boolean, dependents: readonly string[]): Promise<void> => {
    const before = experiment.start_from;
    if (dependents.includes(experiment.train))
      throw new TransferError(
        say`trains start from each other in a circle: ${[...dependents, experiment.train].join(' ← ')}`,
      );
    if (before !== null && !planned.some((run) => run.experiment.train === before)) {
      const wanted = asked.find(({ train }) => train === before) ?? compile(before);
      const known = asked.includes(wanted) ? null : await newestRun(root, (other) => isSame(other, wanted));
      if (known === null) await add(wanted, asked.includes(wanted), [...dependents, experiment.train]);
    }
    if (!planned.some((run) => run.experiment === experiment)) planned.push({ experiment, asked: isAsked });
  };
  for (const experiment of asked) await add(experiment, true, []);
  return planned;
}

/**
 * The newest finished run that an experiment starts from; null where it starts from none.
 * @param wanted the experiment of that train as the file has it now; without it the train's name alone decides
 * @throws TransferError when there is no such run
 */
export async function sourceOf(root: string, experiment: Experiment, wanted?: Experiment): Promise<Source | null> {
  const { start_from: train, source } = experiment;
  if (train === null) return null;
  const folder = await newestRun(root, (other) =>
    wanted ? isSame(other, wanted) : other.train === train && other.source.file === source.file,
  );
  if (folder === null)
    throw new TransferError(
      say`${experiment.train} starts from ${train}, which has no finished run in ${root}: train ${train} first`,
    );
  return sourceIn(folder, experiment.train);
}

/** A finished run to start a train from. @throws TransferError when it has lost its parameters */
export async function sourceIn(folder: string, train: string): Promise<Source> {
  const run = await openRun(folder);
  const checkpoint = await run.loadCheckpoint();
  if (!checkpoint) throw new TransferError(say`${folder} has no checkpoint to start ${train} from`);
  return { experiment: run.description.experiment, run: folder, tensors: checkpoint.tensors };
}

async function newestRun(root: string, fits: (experiment: Experiment) => boolean): Promise<string | null> {
  for (const run of await listRuns(root))
    if (run.status === 'finished' && fits(run.description.experiment)) return run.path;
  return null;
}

/** Whether two experiments compute the same, whatever they measure or promise and wherever they are written. */
function isSame(a: Experiment, b: Experiment): boolean {
  return isDeepStrictEqual(computed(a), computed(b));
}

/** As it would come back from a file. */
function computed({ train, hamiltonian, ansatz, schedule, states, seed, start_from }: Experiment): unknown {
  const { evaluation: _, ...training } = schedule;
  return JSON.parse(JSON.stringify({ train, hamiltonian, ansatz, training, states, seed, start_from }));
}
