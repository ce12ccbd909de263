/**
 * What a run says while it goes on: one JSON object a line, in `events.jsonl` and on stdout under `--events`.
 * The extension, the terminal progress and the CI report read these and nothing else. Sentences are English, and beside them under
 * `said` as phrases, for an editor to say them in its own language; runs of earlier versions have none.
 */
import * as v from 'valibot';
import { PhraseSchema, WordsSchema } from './phrase.ts';
import { ExpectationResult, Judgement, Measured, ObservableResult, type Verdict, VirialRatio } from './result-parts.ts';
import { Shape } from './shape.ts';

export type { ExpectationResult, Judgement, Measured, ObservableResult, Shape, Verdict };

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
  /** Number of parameters, with those that a phase freezes. */
  parameters: v.number(),
  device: v.string(),
  threads: v.number(),
  seed: v.number(),
  /** Line to draw for each state: the exact level where it is known, else the expected one; null where there is none. */
  reference: v.array(v.object({ value: real, kind: v.picklist(['exact', 'expected']) })),
  phases: v.array(
    v.object({
      name: v.string(),
      first: step,
      steps: v.number(),
      /** Parameters that the phase trains; the others are frozen, and cost no gradient. */
      trained: v.optional(v.number()),
    }),
  ),
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
  /** Integrated autocorrelation time of the batch energies, in steps: so many tell as much as one independent step. Only where walkers were drawn anew. */
  autocorrelation: v.optional(real),
  loss: real,
  terms: v.record(v.string(), real),
  learning_rate: real,
  /** Only steps along natural gradients. */
  natural: v.optional(
    v.object({
      /** The λ that was used; larger than asked for where the matrix was not positive definite. */
      damping: real,
      /** Length of the step in the space of parameters. */
      norm: real,
      /** Whether its bound made it shorter. */
      bounded: v.boolean(),
      /** How often λ was raised tenfold. */
      retries: v.number(),
      /** Whether no λ helped, and eigenvalues below zero were taken as zero. */
      clamped: v.boolean(),
      /** The last step had raised the energy by more than five standard errors, or wrecked ψ: it was taken back instead. */
      taken_back: v.boolean(),
    }),
  ),
  /** One standard error of each energy over the walkers of this step alone; it knows nothing of what is still to be learnt. */
  errors: v.optional(v.array(real)),
  /** Only where samples serve several steps. */
  reuse: v.optional(
    v.object({
      /** Steps that these samples have served, this one included. */
      steps: v.number(),
      /** They are renewed when `steps` reaches this. */
      limit: v.number(),
      /** Independent walkers that would tell as much as these with their weights. */
      effective_walkers: real,
    }),
  ),
  /** Seconds that this step took, by what for. */
  seconds: v.optional(
    v.object({
      sampling: v.number(),
      energy: v.number(),
      gradient: v.number(),
      optimizer: v.number(),
      other: v.number(),
    }),
  ),
});

/** Walkers were moved before the first step until their energy was stationary, or as long as asked for. */
const BurnIn = v.object({
  type: v.literal('burn_in'),
  step,
  time,
  sweeps: v.number(),
  acceptance: real,
  /** Null where it was not looked at. */
  stationary: v.nullable(v.boolean()),
});

/** The number of sweeps between two steps (or two evaluation samples) was set from the measured autocorrelation time. */
const Sweeps = v.object({
  type: v.literal('sweeps'),
  step,
  time,
  sweeps: v.number(),
  /** Integrated autocorrelation time of the local energy, in sweeps; null where the walkers moved too little to tell. */
  autocorrelation: real,
});

/** Walkers that had not moved for `age` sweeps or more, or were where ψ is 0, were put where others are. */
const Renewed = v.object({ type: v.literal('renewed'), step, time, walkers: v.number(), age: v.number() });

/** A phase ended before its steps because its energy had come to rest. */
const Stopped = v.object({
  type: v.literal('stopped'),
  /** Steps done. */
  step,
  time,
  phase: v.string(),
  /** The last window: means of the energy, slope of its fit, and all else that was asked of it. */
  energy: v.number(),
  slope: v.number(),
  slope_change: v.number(),
  drift: v.number(),
  variance: v.number(),
  spread: v.number(),
  /** Windows looked at in this phase. */
  windows: v.number(),
});

/** Parameters taken over from a finished run. */
const Transfer = v.object({
  type: v.literal('transfer'),
  step,
  time,
  /** Name of the train, and the path of its run folder. */
  from: v.string(),
  run: v.nullable(v.string()),
  /** Names of the parameters that carry over, and of those that start afresh. */
  carried: v.array(v.string()),
  fresh: v.array(v.string()),
  /** Values in them. */
  carried_values: v.number(),
  fresh_values: v.number(),
});

/** The shapes of the state that a step has led to, now and then; after an evaluation, over so many samples of it. */
const Shapes = v.object({
  type: v.literal('shapes'),
  step,
  time,
  samples: v.optional(v.number()),
  shapes: v.array(Shape),
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
  /** Samples of each walker. */
  samples: v.optional(v.number()),
  /** Seconds spent in training steps, and in the evaluation. */
  training_seconds: v.number(),
  evaluation_seconds: v.number(),
  expectations: v.array(ExpectationResult),
  verdict: v.optional(Judgement),
  /** Split-R̂ of each energy over the walkers; null where it cannot be told. */
  r_hat: v.optional(v.array(real)),
  /** Independent samples that would give the same errors. */
  effective_samples: v.optional(v.array(real)),
  /** ⟨H⟩ of the lowest state term by term. */
  terms: v.optional(v.array(Measured)),
  /** 2⟨T⟩ over what the virial theorem says it is; 1 where the state is stationary under scaling. */
  virial: v.optional(VirialRatio),
  observables: v.optional(v.array(ObservableResult)),
  /** Of the local energy of one state, compared with float64: its mean shift, and its share of the variance. */
  rounding: v.optional(v.object({ shift: real, error: real, share: real })),
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
  /** The same as phrases. */
  said: v.optional(v.object({ message: PhraseSchema, where: WordsSchema })),
});

/** A resumed run says so; everything after it continues the events before the checkpoint. */
const Resumed = v.object({ type: v.literal('resumed'), step, time });

const RunEventSchema = v.variant('type', [
  // They are tried in this order, and nearly all lines of a long run are steps.
  Step,
  Start,
  Transfer,
  BurnIn,
  Sweeps,
  Renewed,
  Stopped,
  Shapes,
  Checkpoint,
  Evaluation,
  Result,
  Interrupted,
  Failure,
  Resumed,
]);
export type RunEvent = v.InferOutput<typeof RunEventSchema>;
export type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

/** The last line on stdout of a command that ended otherwise than its run: no such device, a full disk, errors in the file. */
const Fault = v.object({
  type: v.literal('fault'),
  /** As stderr says it. */
  message: v.string(),
  said: WordsSchema,
});
export type Fault = v.InferOutput<typeof Fault>;

/**
 * Reads one line of an event stream.
 * @returns the event, or a message that says why the line is not one (a newer version's line, or rubbish).
 */
export function parseEvent(line: string): RunEvent | { error: string } {
  return parse(RunEventSchema, line);
}

/** Reads one line of stdout under `--events`. @returns as `parseEvent`, or the fault that the command ended with */
export function parseLine(line: string): RunEvent | Fault | { error: string } {
  return parse(LineSchema, line);
}

const LineSchema = v.variant('type', [RunEventSchema, Fault]);

function parse<T>(schema: v.GenericSchema<unknown, T>, line: string): T | { error: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { error: `not JSON: ${line.slice(0, 80)}` };
  }
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  return { error: `not a run event: ${v.getDotPath(issue) ?? 'value'}: ${issue.message}` };
}

/** One line of the stream, without its newline. Non-finite numbers become null. */
export function formatEvent(event: RunEvent | Fault): string {
  return JSON.stringify(event);
}
