/**
 * Every message between the extension host and the Energies view, once, for both sides, with its check at run time.
 *
 * The view follows: it asks for what is new since what it has, and the host answers as soon as there is something. A hidden
 * view does not ask, so it costs nothing; one that is shown again asks from the beginning, so nothing is ever lost.
 */
import * as v from 'valibot';

const natural = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Null where the run said that the number was not finite. */
const real = v.nullable(v.number());

export const STATUSES = [
  'queued',
  'starting',
  'training',
  'evaluating',
  'stopping',
  'finished',
  'stopped',
  'failed',
] as const;
const Status = v.picklist(STATUSES);
export type Status = v.InferOutput<typeof Status>;

export const Reference = v.object({ value: real, kind: v.picklist(['exact', 'expected']) });
export type Reference = v.InferOutput<typeof Reference>;

const Expectation = v.object({
  text: v.string(),
  verdict: v.picklist(['pass', 'fail', 'undecided']),
  reason: v.string(),
});
export type Expectation = v.InferOutput<typeof Expectation>;

/** What the view can ask the extension to do about a run. */
const ACTIONS = ['stop', 'again', 'resume', 'output', 'source', 'problems', 'settings'] as const;
const Action = v.picklist(ACTIONS);
export type Action = v.InferOutput<typeof Action>;

/** Why a run ended without a result, in the user's terms, and what to do about it. */
const Problem = v.object({ message: v.string(), detail: v.string(), wayOut: v.string(), actions: v.array(Action) });
export type Problem = v.InferOutput<typeof Problem>;

/** One number beside the energies that every step has: of a state, of a loss term, or of a part of the step's time. */
const Column = v.object({
  kind: v.picklist(['variance', 'error', 'acceptance', 'autocorrelation', 'loss', 'term', 'learning_rate', 'seconds']),
  /** Number of the state, name of the term or of the part; else empty. */
  name: v.string(),
});
export type Column = v.InferOutput<typeof Column>;

export const SHAPES = ['density', 'pair_density', 'wave_function', 'potential'] as const;
const ShapeCurve = v.object({
  kind: v.picklist(SHAPES),
  /** Of the particles, the number of the state, or what the file asked for. */
  name: v.string(),
  at: v.array(v.number()),
  values: v.array(real),
  /** One standard error each, where they are known. */
  errors: v.optional(v.array(real)),
});
export type ShapeCurve = v.InferOutput<typeof ShapeCurve>;

/** A run as the view states it. */
const RunView = v.object({
  id: natural,
  train: v.string(),
  /** Name of the file, without its folders. */
  file: v.string(),
  status: Status,
  /** Optimizer steps done and asked for; 0 of 0 before the first word of the run. */
  step: natural,
  steps: natural,
  /** Empty where there is only one. */
  phase: v.string(),
  /** Part of the evaluation that is done, 0 to 1; null before it begins. */
  evaluated: v.nullable(v.number()),
  /** Seconds since the start, and to the end of the part that goes on (null: not known). */
  seconds: v.number(),
  secondsLeft: v.nullable(v.number()),
  acceptance: real,
  device: v.string(),
  walkers: natural,
  parameters: natural,
  /** Ascending: batch estimates until there is a result, then those of the frozen-parameter evaluation. */
  energies: v.array(real),
  /** One standard error each; null until there is a result: a batch estimate has no honest error bar. One that is not known is null too. */
  errors: v.nullable(v.array(real)),
  references: v.array(Reference),
  expectations: v.array(Expectation),
  /** What the numbers in `more` of a bucket are. */
  columns: v.array(Column),
  /** Where the phases of the schedule begin; steps count from 1. */
  phaseMarks: v.array(v.object({ name: v.string(), first: natural })),
  /** What is to be thought of the result, with its reasons; null before there is one. */
  judgement: v.nullable(v.object({ state: v.string(), text: v.string(), reasons: v.array(v.string()) })),
  /** What else the evaluation has measured. */
  measured: v.array(v.object({ text: v.string(), value: real, error: real })),
  /** What the state looks like after a step, over so many samples of the evaluation; null before it was looked at. */
  shapes: v.nullable(v.object({ step: natural, samples: v.nullable(natural), curves: v.array(ShapeCurve) })),
  problem: v.nullable(Problem),
  /** Something the user should know although the run goes on; empty: nothing. */
  notice: v.string(),
});
export type RunView = v.InferOutput<typeof RunView>;

/** A list of numbers, looked through at once: an update may bring a hundred thousand of them within one frame. */
const reals = v.custom<(number | null)[]>(
  (value) =>
    Array.isArray(value) && value.every((one) => one === null || (typeof one === 'number' && !Number.isNaN(one))),
);

/** A stretch of consecutive steps: for each state the lowest, the highest and the mean batch energy in it. */
export const Bucket = v.object({
  first: natural,
  count: natural,
  low: reals,
  high: reals,
  mean: reals,
  /** Seconds of the run at its last step. */
  time: v.number(),
  /** Means of what `columns` of the run name. */
  more: reals,
});
export type Bucket = v.InferOutput<typeof Bucket>;

/**
 * Buckets from index `from` on, each of `width` steps. While `epoch` stays the same, the buckets before the last one that was sent
 * change only by being joined when the width grows, which who holds them does too: they are not sent again.
 */
const CurvePart = v.object({
  epoch: natural,
  width: v.pipe(natural, v.minValue(1)),
  from: natural,
  buckets: v.array(Bucket),
});
export type CurvePart = v.InferOutput<typeof CurvePart>;

const RunEntry = v.object({ id: natural, train: v.string(), status: Status, started: v.string() });
export type RunEntry = v.InferOutput<typeof RunEntry>;

const ToView = v.object({
  type: v.literal('update'),
  /** Grows with every change; the view gives it back when it asks again. */
  revision: natural,
  /** Newest first. */
  runs: v.array(RunEntry),
  /** The run to show; null: there is none yet. */
  shown: v.nullable(v.object({ run: RunView, curve: CurvePart })),
});
export type ToView = v.InferOutput<typeof ToView>;

const FromView = v.variant('type', [
  /** "Tell me when there is more than this." */
  v.object({
    type: v.literal('follow'),
    /** Of the latest update; null: there was none yet. */
    revision: v.nullable(natural),
    run: v.nullable(natural),
    epoch: natural,
    /** First step of the last bucket of that run and epoch that the view holds; 0: it holds none. */
    last: natural,
  }),
  v.object({ type: v.literal('select'), run: natural }),
  /** "Show me the phase of the schedule that this step belongs to." */
  v.object({ type: v.literal('schedule'), run: natural, step: natural }),
  v.object({ type: v.literal('action'), action: Action, run: natural }),
  /** "Let me choose what to train": from the view without a run. */
  v.object({ type: v.literal('choose') }),
  /** The view's own script failed. */
  v.object({ type: v.literal('fault'), message: v.string() }),
]);
export type FromView = v.InferOutput<typeof FromView>;
export type Follow = Extract<FromView, { type: 'follow' }>;

/** Every text of the view; the host translates them and puts them into the page. */
const Texts = v.object({
  status: v.object(v.entriesFromList(STATUSES, v.string())),
  verdict: v.object({ pass: v.string(), fail: v.string(), undecided: v.string() }),
  reference: v.object({ exact: v.string(), expected: v.string() }),
  action: v.object(v.entriesFromList(ACTIONS, v.string())),
  noTraining: v.string(),
  empty: v.string(),
  choose: v.string(),
  runs: v.string(),
  energy: v.string(),
  energyByStep: v.string(),
  batch: v.string(),
  evaluated: v.string(),
  state: v.string(),
  difference: v.string(),
  comparedWith: v.string(),
  step: v.string(),
  acceptance: v.string(),
  timeLeft: v.string(),
  time: v.string(),
  device: v.string(),
  walkers: v.string(),
  parameters: v.string(),
  eachStep: v.string(),
  /** {0}: a number of steps. */
  meanOver: v.string(),
  /** Of the band around the mean. */
  band: v.string(),
  /** Heads the column with its half width. */
  samplingError: v.string(),
  phase: v.string(),
  /** Of the button that shows only the end of the curve. */
  zoom: v.string(),
  expectations: v.string(),
  quantities: v.object({
    energy: v.string(),
    distance: v.string(),
    variance: v.string(),
    acceptance: v.string(),
    autocorrelation: v.string(),
    loss: v.string(),
    learning_rate: v.string(),
    seconds: v.string(),
  }),
  quantity: v.string(),
  /** Of the button that draws against time instead of steps. */
  byTime: v.string(),
  /** Of the buttons and keys that change what is seen of the curve. */
  zoomIn: v.string(),
  zoomOut: v.string(),
  wholeCurve: v.string(),
  /** Of the table with the numbers of the chart. */
  data: v.string(),
  measured: v.string(),
  /** {0}: a step. */
  shapesAt: v.string(),
  shapesOver: v.string(),
  shapes: v.object(v.entriesFromList(SHAPES, v.string())),
  /** What the horizontal axis of each shows. */
  shapeAxes: v.object(v.entriesFromList(SHAPES, v.string())),
  shapeNumbers: v.string(),
  value: v.string(),
  error: v.string(),
  /** What the chart can be asked, for those who reach it by keys. */
  chartHelp: v.string(),
  /** {0} status, {1} step, {2} steps. */
  summary: v.string(),
});
export type Texts = v.InferOutput<typeof Texts>;

/** A message that crossed the border, or why it is not one. */
export type Received<T> = { ok: true; message: T } | { ok: false; error: string };

/** Checks a message against its schema; what is wrong with it is told by the place in it. */
export function receive<T>(schema: v.GenericSchema<unknown, T>, value: unknown): Received<T> {
  const result = v.safeParse(schema, value);
  if (result.success) return { ok: true, message: result.output };
  const issue = result.issues[0];
  return { ok: false, error: `${v.getDotPath(issue) ?? 'message'}: ${issue.message}` };
}

/** Checks what the view sent to the host. */
export const receiveFromView = (value: unknown): Received<FromView> => receive(FromView, value);
/** Checks what the host sent to the view. */
export const receiveToView = (value: unknown): Received<ToView> => receive(ToView, value);
/** Checks the texts that the host put into the page. */
export const receiveTexts = (value: unknown): Received<Texts> => receive(Texts, value);
