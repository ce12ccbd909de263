/** A curve that shows what a state looks like. */
import * as v from 'valibot';

/** Null where there is no finite number. */
const real = v.nullable(v.number());

export const Shape = v.object({
  kind: v.picklist(['density', 'pair_density', 'wave_function', 'potential']),
  /** Of the particles, or the number of the state. */
  name: v.string(),
  /** Positions, or distances of two particles. */
  at: v.array(v.number()),
  values: v.array(real),
  /** One standard error each; of densities only. */
  errors: v.optional(v.array(real)),
});
export type Shape = v.InferOutput<typeof Shape>;
