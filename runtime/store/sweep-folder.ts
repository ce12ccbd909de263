/** The folder of a sweep: what is swept, a run folder for each point, and what came out. */

import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Phrase, say } from '@qham/grammar/phrase';
import * as v from 'valibot';
import type { Experiment } from '../experiment.ts';
import { saidBy } from '../said-error.ts';
import { parseSweepPlan, type SweepPlan, valueText } from '../sweep/plan.ts';
import { replaceFile } from './atomic-file.ts';
import { createRun, folderName, makeFolder } from './create-run.ts';
import type { RunMeta } from './description.ts';
import { FILES } from './layout.ts';
import { type DamagedRun, type ListedRun, listRun } from './list-runs.ts';
import { takeLock } from './lock.ts';
import type { Run } from './run.ts';
import { StoreError, storeError } from './store-error.ts';

const FORMAT = 1;

const Stored = v.object({
  format: v.literal(FORMAT, `this version of qham reads format ${FORMAT}`),
  created: v.pipe(v.string(), v.isoTimestamp()),
  versions: v.record(v.string(), v.string()),
  device: v.string(),
  threads: v.pipe(v.number(), v.integer(), v.minValue(1)),
  plan: v.unknown(),
});

/** What a sweep was started with. */
export interface SweepDescription extends Omit<RunMeta, 'program'> {
  /** When the sweep was created, ISO 8601, UTC. */
  created: string;
  plan: SweepPlan;
}

/** One point as its folder has it. */
export interface SweepPoint {
  value: number;
  experiment: Experiment;
  /** Null where its training has not begun. */
  run: ListedRun | DamagedRun | null;
}

/** A sweep folder, for reading by anyone and for writing by the one process that has claimed it. */
export class SweepFolder {
  /** Path of the folder. */
  readonly folder: string;
  readonly description: SweepDescription;
  #release: (() => void) | null = null;

  /** Use `createSweep` or `openSweep`. */
  constructor(folder: string, description: SweepDescription) {
    this.folder = folder;
    this.description = description;
  }

  /** Makes this process the one that trains its points. @throws StoreError when another process does */
  claim(): void {
    this.#release ??= takeLock(this.folder);
  }

  close(): void {
    this.#release?.();
    this.#release = null;
  }

  /** The points in the order in which they are trained. */
  points(): Promise<SweepPoint[]> {
    const names = runNames(this.folder);
    return Promise.all(
      this.description.plan.points.map(async ({ value, experiment }, i) => {
        const name = names.find((candidate) => Number.parseInt(candidate, 10) === i + 1);
        return { value, experiment, run: name === undefined ? null : await listRun(join(this.folder, name)) };
      }),
    );
  }

  /** Makes the run folder of a point. @param index from 0 @throws StoreError */
  createPoint(index: number, experiment: Experiment): Promise<Run> {
    const { plan, created: _, ...meta } = this.description;
    const number = String(index + 1).padStart(String(plan.points.length).length, '0');
    const value = `${plan.parameter}=${valueText(plan.points[index]!.value)}`;
    const name = `${number}-${value.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}_.=+-]/gu, '_')}`;
    const program = this.#attempt(say`read the program`, () => readFileSync(join(this.folder, FILES.program), 'utf8'));
    return createRun(this.folder, experiment, { ...meta, program }, { name });
  }

  #attempt<T>(doing: Phrase, action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw storeError(this.folder, doing, error);
    }
  }
}

/**
 * Makes a folder `<sweep>-<time>` and claims it for this process.
 * @param root folder of all runs; made when it is not there
 * @throws StoreError when the folder cannot be made or written; nothing is then left behind
 */
export function createSweep(root: string, plan: SweepPlan, meta: RunMeta, now = new Date()): SweepFolder {
  const { program, ...rest } = meta;
  let folder: string | null = null;
  try {
    folder = makeFolder(resolve(root), folderName(plan.name, now));
    const sweep = new SweepFolder(folder, { created: now.toISOString(), ...rest, plan });
    sweep.claim();
    replaceFile(join(folder, FILES.program), program);
    // Last, because a folder with this file is a sweep.
    replaceFile(join(folder, FILES.sweep), `${JSON.stringify({ format: FORMAT, ...sweep.description })}\n`);
    return sweep;
  } catch (error) {
    if (folder) rmSync(folder, { recursive: true, force: true });
    throw storeError(root, say`start the sweep “${plan.name}”`, error);
  }
}

/** Opens a sweep folder for reading; `claim` it to write. @throws StoreError when its `sweep.json` is damaged or not there */
export function openSweep(path: string): SweepFolder {
  const folder = resolve(path);
  const file = join(folder, FILES.sweep);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw storeError(folder, say`read the sweep`, error);
  }
  try {
    return new SweepFolder(folder, parseDescription(text));
  } catch (cause) {
    throw new StoreError(folder, say`${file} cannot be used: ${saidBy(cause)}`, { cause });
  }
}

function parseDescription(text: string): SweepDescription {
  const result = v.safeParse(Stored, JSON.parse(text));
  if (!result.success) {
    const [issue] = result.issues;
    throw new Error(`${v.getDotPath(issue) ?? 'value'}: ${issue.message}`);
  }
  const { format: _, plan, ...rest } = result.output;
  return { ...rest, plan: parseSweepPlan(plan) };
}

/** Paths of the run folders in a sweep folder, in the order of the points. */
export function sweepRuns(folder: string): string[] {
  return runNames(folder).map((name) => join(folder, name));
}

/** Folders that are runs: one whose making was cut short is none. */
function runNames(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, FILES.description)))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    throw storeError(folder, say`list the points`, error);
  }
}
