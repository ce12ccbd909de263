/** Every message between the extension host and the Compare view, once, with its check at run time. */
import * as v from 'valibot';
import { Bucket, type Received, Reference, receive } from '../protocol.ts';

const natural = v.pipe(v.number(), v.integer(), v.minValue(0));
const real = v.nullable(v.number());

const ComparedRun = v.object({
  /** Name that people gave it, else its train and time. */
  name: v.string(),
  path: v.string(),
  status: v.string(),
  energies: v.array(real),
  errors: v.array(real),
  references: v.array(Reference),
  buckets: v.array(Bucket),
});
export type ComparedRunView = v.InferOutput<typeof ComparedRun>;

const Difference = v.object({ state: natural, run: natural, value: v.number(), error: real, sigmas: real });
const Change = v.object({ what: v.string(), values: v.array(v.nullable(v.string())) });

const ToCompare = v.object({
  type: v.literal('compare'),
  /** The first is what the others are compared with. */
  runs: v.array(ComparedRun),
  differences: v.array(Difference),
  /** What differs between the programs, with the value in each. */
  changes: v.array(Change),
});
export type Comparison = v.InferOutput<typeof ToCompare>;

const FromCompare = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  /** Show this run in the Energies view. */
  v.object({ type: v.literal('show'), path: v.string() }),
  v.object({ type: v.literal('fault'), message: v.string() }),
]);
export type FromCompare = v.InferOutput<typeof FromCompare>;

/** Every text of the Compare view; the host translates them. */
const CompareTexts = v.object({
  title: v.string(),
  run: v.string(),
  state: v.string(),
  energy: v.string(),
  difference: v.string(),
  deviation: v.string(),
  /** {0} is a number of standard errors. */
  sigmas: v.string(),
  programs: v.string(),
  same: v.string(),
  quantity: v.string(),
  step: v.string(),
  energyByStep: v.string(),
  noErrors: v.string(),
  reference: v.object({ exact: v.string(), expected: v.string() }),
});
export type CompareTexts = v.InferOutput<typeof CompareTexts>;

/** Checks what the view sent to the host. */
export const receiveFromCompare = (value: unknown): Received<FromCompare> => receive(FromCompare, value);
/** Checks what the host sent to the view. */
export const receiveToCompare = (value: unknown): Received<Comparison> => receive(ToCompare, value);
/** Checks the texts that the host put into the page. */
export const receiveCompareTexts = (value: unknown): Received<CompareTexts> => receive(CompareTexts, value);
