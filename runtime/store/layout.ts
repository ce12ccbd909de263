import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The names in a run folder. */
export const FILES = {
  /** The experiment, and what it was started with. */
  description: 'experiment.json',
  /** The source text, for people. */
  program: 'program.qham',
  /** One event a line. */
  events: 'events.jsonl',
  /** One training step a line. */
  history: 'history.csv',
  checkpoint: 'checkpoint.safetensors',
  /** How the run ended. */
  summary: 'summary.json',
  /** Who trains it at the moment. */
  lock: 'lock.json',
  /** Who wants it to go on, or to stop. */
  keeper: 'keeper.json',
  /** Name, note and star that people gave it. */
  label: 'label.json',
  /** In the folder of a sweep, which has a run folder for each of its points: what is swept. */
  sweep: 'sweep.json',
} as const;

/** Where runs are kept, seen from the folder of the program. */
export const RUNS_FOLDER = '.qham/runs';

/** Whether there is a sweep at this path. */
export const isSweepFolder = (path: string): boolean => existsSync(join(path, FILES.sweep));
