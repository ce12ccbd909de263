import { type Evaluation, evaluateNumber } from './evaluate.ts';
import type { Summand } from './terms.ts';

/** The number in front of a summand of H; undefined where a factor has no value, which has been reported. */
export function coefficientOf(summand: Summand, evaluation: Evaluation): number | undefined {
  let coefficient = summand.negative ? -1 : 1;
  for (const { value, inverse } of summand.factors) {
    const factor = evaluateNumber(value, evaluation);
    if (factor === undefined) return undefined;
    coefficient = inverse ? coefficient / factor : coefficient * factor;
  }
  return coefficient;
}
