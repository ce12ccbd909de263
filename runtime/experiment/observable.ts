/** What the evaluation measures besides the energy. */
import * as v from 'valibot';
import { Expression } from './expression.ts';
import { count } from './ranges.ts';

export const Observable = v.variant('kind', [
  /** Particles of that name per length along component `axis` (from 1), in `bins` equal bins of [low, high]. */
  v.object({
    kind: v.literal('density'),
    particles: v.string(),
    axis: count,
    bins: count,
    range: v.object({ low: v.number(), high: v.number() }),
    text: v.string(),
  }),
  /** Pairs of particles of that name per length of their distance. */
  v.object({
    kind: v.literal('pair_density'),
    particles: v.string(),
    bins: count,
    range: v.object({ low: v.number(), high: v.number() }),
    text: v.string(),
  }),
  /** ⟨expression⟩ over |ψ|². */
  v.object({ kind: v.literal('mean'), expression: Expression, text: v.string() }),
]);
export type Observable = v.InferOutput<typeof Observable>;
