/** A test that failed: its file from the root of the repository, its full name, and what it failed with. */
export interface Failure {
  file: string;
  name: string;
  message: string;
}

export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  failures: Failure[];
}

/** Runs `vitest run` with these arguments; a file that does not load, or a Vitest that ends badly, counts as one failure. */
export function countVitest(args: readonly string[], environment?: NodeJS.ProcessEnv): Outcome;

/** What is to be counted where something went wrong that is no test. */
export function oneFailure(name: string, message: string): Outcome;

export function addOutcomes(...outcomes: Outcome[]): Outcome;

/** Every failure with its file and the first lines of its message, then the counts on the last line. */
export function formatOutcome(outcome: Outcome): string;
