/** Numbers that settings may have. */
import * as v from 'valibot';

export const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
export const nonNegative = v.pipe(v.number(), v.finite(), v.minValue(0));
export const count = v.pipe(v.number(), v.integer(), v.minValue(1));

/** A number, or `auto`: found out while the run goes on. */
export const orAuto = <S extends v.GenericSchema<unknown, number>>(schema: S) => v.union([schema, v.literal('auto')]);
