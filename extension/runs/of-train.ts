import { askedFor } from '../training/point-name.ts';
import type { Run } from '../training/runs.ts';
import { goesOn, standing } from './run-status.ts';
import { mergeRuns, type RunItem } from './run-tree.ts';
import type { StoredRun } from './stored-run.ts';

/** The runs of one train, or the points of one sweep, newest first, and those of them that its lenses are about. */
export interface RunsOfTrain {
  readonly all: readonly RunItem[];
  /** The newest one that goes on. */
  readonly going: RunItem | undefined;
  /** The newest of all, if it can go on. */
  readonly resumable: RunItem | undefined;
  /** The two newest that have a result. */
  readonly finished: readonly RunItem[];
}

/** What there is of a train, or of a sweep, of a file. */
export function runsOfTrain(
  stored: readonly StoredRun[],
  runs: readonly Run[],
  file: string,
  train: string,
): RunsOfTrain {
  // What starts from another train trains that one first.
  const names = ({ train: own, run }: RunItem) => [own, ...(run ? [run.request.train] : [])].map(askedFor);
  const all = mergeRuns(stored, runs).filter((item) => item.file === file && names(item).includes(train));
  const [newest] = all;
  return {
    all,
    going: all.find((item) => goesOn(standing(item))),
    resumable: newest?.stored?.resumable && !goesOn(standing(newest)) ? newest : undefined,
    finished: all.filter((item) => item.stored?.status === 'finished').slice(0, 2),
  };
}
