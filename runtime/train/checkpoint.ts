/**
 * Everything that a run needs to go on exactly as if it had never stopped.
 */
import * as v from 'valibot';

export interface Checkpoint {
  /** Optimizer steps done. */
  step: number;
  /** Seconds of training so far. */
  time: number;
  tensors: Record<string, { shape: number[]; data: Float32Array | Float64Array }>;
  /** Plain JSON. */
  state: unknown;
}

/** The part of a checkpoint that is not tensors. */
export const TrainingState = v.object({
  /** State of the random stream. */
  random: v.unknown(),
  /** Width of the proposal. */
  width: v.number(),
  /** Scalars of the optimizer's state. */
  optimizer: v.record(v.string(), v.number()),
  /** The phase of the next step, and the step of the run that it began with. */
  phase: v.object({ index: v.number(), first: v.number() }),
  /** Of samples that serve several steps: how many they have served, and will; null where there are none. */
  reuse: v.nullable(v.object({ steps: v.number(), limit: v.number() })),
  /** Of `sweeps = auto`. */
  sweeps: v.object({ sweeps: v.number(), sum: v.number(), pairs: v.number() }),
  /** Progress of the phase's stopping rule. */
  stopping: v.object({
    windows: v.number(),
    hits: v.number(),
    misses: v.number(),
    slope: v.nullable(v.number()),
    mean: v.nullable(v.number()),
  }),
});
export type TrainingState = v.InferOutput<typeof TrainingState>;
