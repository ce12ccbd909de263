/**
 * What a run says while it goes on: one JSON object a line, in `events.jsonl` and on stdout under `--events`.
 * The extension, the terminal progress and the CI report read these and nothing else.
 */
import * as v from 'valibot';

export const EVENTS_VERSION = 1;

/** Seconds since the run began; a resumed run goes on counting from its checkpoint. */
const time = v.number();
const step = v.pipe(v.number(), v.integer(), v.minValue(0));
/** JSON has no NaN or infinity; a number that was not finite is null. */
const real = v.nullable(v.number());

const Start = v.object({
  type: v.literal('start'),
  version: v.literal(EVENTS_VERSION),
  time,
  train: v.string(),
  states: v.number(),
  /** Optimizer steps of all phases together. */
  steps: v.number(),
  walkers: v.number(),
  /** Number of trainable parameters. */
  parameters: v.number(),
  device: v.string(),
  threads: v.number(),
  seed: v.number(),
  /** Line to draw for each state: the exact level where it is known, else the expected one; null where there is none. */
  reference: v.array(v.object({ value: real, kind: v.picklist(['exact', 'expected']) })),
  phases: v.array(v.object({ name: v.string(), first: step, steps: v.number() })),
  /** Names of the loss terms that step events carry. */
  terms: v.array(v.string()),
  /** Path of the run folder. */
  run: v.nullable(v.string()),
});

const Step = v.object({
  type: v.literal('step'),
  /** Optimizer steps done, from 1. */
  step,
  time,
  phase: v.string(),
  /** Batch estimates, ascending; biased while training, so no error bar: only `result` has one. */
  energies: v.array(real),
  /** Variance of the local energy of each state, same order. */
  variance: v.array(real),
  /** Fraction of accepted moves since the last step. */
  acceptance: real,
  loss: real,
  terms: v.record(v.string(), real),
  learning_rate: real,
});

const Checkpoint = v.object({ type: v.literal('checkpoint'), step, time });

/** Progress of the frozen-parameter evaluation. */
const Evaluation = v.object({
  type: v.literal('evaluation'),
  time,
  sample: v.number(),
  samples: v.number(),
  energies: v.array(real),
});

const Verdict = v.picklist(['pass', 'fail', 'undecided']);
export type Verdict = v.InferOutput<typeof Verdict>;

const ExpectationResult = v.object({ text: v.string(), verdict: Verdict, reason: v.string() });
export type ExpectationResult = v.InferOutput<typeof ExpectationResult>;

const Result = v.object({
  type: v.literal('result'),
  time,
  step,
  /** Ascending, from the frozen-parameter evaluation. */
  energies: v.array(v.number()),
  /** One standard error each, autocorrelation taken into account; null where there are too few samples to know it. */
  errors: v.array(real),
  /** Variance of the local energy of each state. */
  variance: v.array(v.number()),
  /** Integrated autocorrelation time of each energy, in evaluation samples. */
  autocorrelation: v.array(real),
  acceptance: v.number(),
  /** Seconds spent in training steps, and in the evaluation. */
  training_seconds: v.number(),
  evaluation_seconds: v.number(),
  expectations: v.array(ExpectationResult),
});

const Interrupted = v.object({ type: v.literal('interrupted'), step, time });

/** The run stopped on a number that was not finite; the last good state is in the checkpoint. */
const Failure = v.object({
  type: v.literal('failure'),
  step,
  time,
  /** In the user's terms, with a way out. */
  message: v.string(),
  /** The term of H, the layer or the quantity that produced it. */
  where: v.string(),
  /** Coordinates of the walker, where one can be named. */
  walker: v.nullable(v.array(real)),
});

/** A resumed run says so; everything after it continues the events before the checkpoint. */
const Resumed = v.object({ type: v.literal('resumed'), step, time });

const RunEventSchema = v.variant('type', [Start, Step, Checkpoint, Evaluation, Result, Interrupted, Failure, Resumed]);
export type RunEvent = v.InferOutput<typeof RunEventSchema>;
export type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

/**
 * Reads one line of an event stream.
 * @returns the event, or a message that says why the line is not one (a newer version's line, or rubbish).
 */
export function parseEvent(line: string): RunEvent | { error: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { error: `not JSON: ${line.slice(0, 80)}` };
  }
  const result = v.safeParse(RunEventSchema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  return { error: `not a run event: ${v.getDotPath(issue) ?? 'value'}: ${issue.message}` };
}

/** One line of the stream, without its newline. Non-finite numbers become null. */
export function formatEvent(event: RunEvent): string {
  return JSON.stringify(event);
}
