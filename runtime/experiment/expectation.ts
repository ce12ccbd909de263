/** What a run promises. */
import * as v from 'valibot';
import { nonNegative } from './ranges.ts';

export const Expectation = v.object({
  /** As the user wrote it, whitespace normalised. */
  text: v.string(),
  quantity: v.literal('energy'),
  /** States first … last, counted from 0, both included, in order of energy. */
  first: v.pipe(v.number(), v.integer(), v.minValue(0)),
  last: v.pipe(v.number(), v.integer(), v.minValue(0)),
  target: v.variant('kind', [
    v.object({ kind: v.literal('values'), values: v.array(v.number()) }),
    v.object({ kind: v.literal('interval'), low: v.number(), high: v.number() }),
    /** The exact levels of runtime/reference. */
    v.object({ kind: v.literal('exact') }),
  ]),
  tolerance: v.nullable(v.object({ kind: v.picklist(['absolute', 'relative']), value: nonNegative })),
});
export type Expectation = v.InferOutput<typeof Expectation>;
