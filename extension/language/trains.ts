/** What the language server says about the trains and sweeps of a file, with its check at run time. */
import * as v from 'valibot';

const natural = v.pipe(v.number(), v.integer(), v.minValue(0));
const Position = v.object({ line: natural, character: natural });
export type Position = v.InferOutput<typeof Position>;
const Range = v.object({ start: Position, end: Position });
export type Range = v.InferOutput<typeof Range>;

const TrainPlace = v.object({
  name: v.string(),
  /** Of the name after `train`. */
  nameRange: Range,
  range: Range,
  /** The phases of its schedule, in their order. */
  phases: v.array(v.object({ name: v.string(), range: Range })),
  /** What it promises, each as results name it. */
  expectations: v.array(v.object({ text: v.string(), range: Range })),
});
export type TrainPlace = v.InferOutput<typeof TrainPlace>;

const SweepPlace = v.object({
  name: v.string(),
  nameRange: Range,
  /** What is trained at each of its values. */
  train: v.string(),
});

const Trains = v.object({ units: v.string(), trains: v.array(TrainPlace), sweeps: v.array(SweepPlace) });
export type Trains = v.InferOutput<typeof Trains>;

export const TRAINS_REQUEST = 'qham/trains';
export const VALIDATED_NOTIFICATION = 'qham/validated';

/** Checks an answer to `qham/trains`. @throws ValiError that says what is wrong */
export const parseTrains = (value: unknown): Trains => v.parse(Trains, value);

const Validated = v.object({ uri: v.string() });
/** Checks a `qham/validated` notification. @throws ValiError */
export const parseValidated = (value: unknown): { uri: string } => v.parse(Validated, value);
