import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Words } from '@qham/grammar/phrase';
import { type ExpectationResult, parseEvent } from 'qham/events';
import type { Experiment } from 'qham/experiment';
import {
  FILES,
  isSweepFolder,
  type Label,
  type ListedRun,
  listRun,
  NO_LABEL,
  RUNS_FOLDER,
  type RunStatus,
} from 'qham/store';
import type { Reference } from '../protocol.ts';

/** A run as its folder tells it. */
export interface StoredRun {
  /** Path of the folder, which is what a run is known by. */
  readonly path: string;
  readonly status: RunStatus | 'damaged';
  /** What is wrong with a damaged one, or why it failed; empty else. */
  readonly message: Words;
  /** Path of the .qham file that it was started from; empty where that is not known. */
  readonly file: string;
  readonly train: string;
  /** When it was begun. */
  readonly created: Date | null;
  readonly device: string;
  /** Optimizer steps done and asked for. */
  readonly step: number;
  readonly steps: number;
  /** With error bars where it is finished, else of the last batch. */
  readonly energies: readonly (number | null)[];
  readonly errors: readonly (number | null)[] | null;
  /** Of each walker, in the evaluation of a finished run. */
  readonly samples: number | null;
  readonly expectations: readonly ExpectationResult[];
  /** What each state is compared with; none where the run has not begun. */
  readonly references: readonly Reference[];
  readonly resumable: boolean;
  readonly label: Label;
  readonly experiment: Experiment | null;
}

/** Reads what a list says of a run. Never fails: a folder that cannot be read is a damaged run. */
export async function readStoredRun(path: string): Promise<StoredRun> {
  const listed = await listRun(path);
  if (listed.status !== 'damaged') return fromListed(listed);
  return {
    path,
    status: 'damaged',
    message: listed.said,
    file: '',
    train: basename(path).replace(/-\d{8}-\d{6}(-\d+)?$/, ''),
    created: null,
    device: '',
    step: 0,
    steps: 0,
    energies: [],
    errors: null,
    samples: null,
    expectations: [],
    references: [],
    resumable: false,
    label: NO_LABEL,
    experiment: null,
  };
}

function fromListed({ path, status, description, lastStep, summary, resumable, label }: ListedRun): StoredRun {
  const { experiment, created, device } = description;
  const ending = summary?.ending;
  const result = ending?.type === 'result' ? ending : null;
  return {
    path,
    status,
    message: ending?.type === 'failure' ? (ending.said?.message ?? ending.message) : '',
    // A terminal may have named the file relative to the folder that holds the runs.
    file: resolve(folderOfRuns(path), experiment.source.file),
    train: experiment.train,
    created: new Date(created),
    device,
    step: ending?.step ?? lastStep?.step ?? 0,
    steps: experiment.schedule.phases.reduce((sum, phase) => sum + phase.steps, 0),
    energies: result?.energies ?? lastStep?.energies ?? [],
    errors: result?.errors ?? null,
    samples: result ? (result.samples ?? experiment.schedule.evaluation.samples) : null,
    expectations: result?.expectations ?? [],
    references: referencesOf(path),
    resumable,
    label,
    experiment,
  };
}

/** From the first event, which is the longest there is: it lists every state. */
const LONGEST_START = 1 << 18;

function referencesOf(path: string): readonly Reference[] {
  try {
    const file = openSync(join(path, FILES.events), 'r');
    try {
      const head = Buffer.alloc(LONGEST_START);
      const text = head.toString('utf8', 0, readSync(file, head, 0, LONGEST_START, 0));
      const start = parseEvent(text.slice(0, Math.max(0, text.indexOf('\n'))));
      return 'error' in start || start.type !== 'start' ? [] : start.reference;
    } finally {
      closeSync(file);
    }
  } catch {
    return [];
  }
}

/** A folder that is just being made is no run yet; one that has lost its description still is. */
export const isRunFolder = (path: string): boolean =>
  [FILES.description, FILES.events, FILES.checkpoint].some((file) => existsSync(join(path, file)));

/** The folder of all runs, for the path of a run or of a point of a sweep. */
export function runsFolderOf(run: string): string {
  const above = dirname(run);
  return isSweepFolder(above) ? dirname(above) : above;
}

/** The folder that has `.qham/runs` in it. */
export function folderOfRuns(run: string): string {
  return RUNS_FOLDER.split('/').reduce((path) => dirname(path), runsFolderOf(run));
}

/** Changes when something that a list shows of a run may have changed; a process that ends changes no file. */
export function signature(path: string): string {
  const files = [FILES.description, FILES.summary, FILES.lock, FILES.label, FILES.events, FILES.checkpoint];
  return files
    .map((file) => {
      const stat = statSync(join(path, file), { throwIfNoEntry: false });
      return stat ? `${stat.mtimeMs}:${stat.size}` : '-';
    })
    .join(' ');
}
