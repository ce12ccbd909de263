/** Settings that may change with the training step. */
import * as v from 'valibot';
import { Expression } from './expression.ts';

/** A setting that is a number, or a formula in the training step. */
export const Scheduled = v.union([v.pipe(v.number(), v.finite()), Expression]);
export type Scheduled = v.InferOutput<typeof Scheduled>;
