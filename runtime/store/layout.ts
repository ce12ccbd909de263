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
} as const;

/** Where runs are kept, seen from the folder of the program. */
export const RUNS_FOLDER = '.qham/runs';
