/** `experiment.json`: all that is needed to repeat a run without its source file. */
import { say } from '@qham/grammar/phrase';
import * as v from 'valibot';
import { type Experiment, parseExperiment } from '../experiment.ts';
import { SaidError } from '../said-error.ts';

const FORMAT = 1;

/** What a run was started with, besides its experiment. */
export interface RunMeta {
  /** Versions of the programs that take part, by name. */
  versions: Record<string, string>;
  /** Device that it was begun on, as `--device` names it. */
  device: string;
  threads: number;
  /** Text of the `.qham` file. */
  program: string;
}

export interface RunDescription extends Omit<RunMeta, 'program'> {
  /** When the run was created, ISO 8601, UTC. */
  created: string;
  experiment: Experiment;
}

const Stored = v.object({
  format: v.number(),
  created: v.pipe(v.string(), v.isoTimestamp()),
  versions: v.record(v.string(), v.string()),
  device: v.string(),
  threads: v.pipe(v.number(), v.integer(), v.minValue(1)),
  experiment: v.unknown(),
});

export function formatDescription(description: RunDescription): string {
  return `${JSON.stringify({ format: FORMAT, ...description }, null, 2)}\n`;
}

/** @throws Error that says what is wrong */
export function parseDescription(text: string): RunDescription {
  const value: unknown = JSON.parse(text);
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format !== FORMAT)
    throw new SaidError(say`it has format ${format}, this version of qham reads format ${FORMAT}`);
  const result = v.safeParse(Stored, value);
  if (!result.success) {
    const [issue] = result.issues;
    throw new Error(`${v.getDotPath(issue) ?? 'value'}: ${issue.message}`);
  }
  const { created, versions, device, threads, experiment } = result.output;
  return { created, versions, device, threads, experiment: parseExperiment(experiment) };
}
