import { CONSTANTS, constantIn } from '../library/constants.ts';
import { systemOf } from './dimensions/system-of.ts';
import { type Evaluation, evaluateNumber } from './evaluate.ts';
import type { Summand } from './terms.ts';

const HBAR = CONSTANTS.find(({ name }) => name === 'ħ')!;

/** The number in front of ∇² or of a potential; undefined where a factor has no value, which has been reported. */
export function coefficientOf(summand: Summand, evaluation: Evaluation): number | undefined {
  let coefficient = summand.negative ? -1 : 1;
  if (summand.momentum) coefficient *= -(constantIn(HBAR, systemOf(summand.of)) ** 2);
  for (const { value, inverse } of summand.factors) {
    const factor = evaluateNumber(value, evaluation);
    if (factor === undefined) return undefined;
    coefficient = inverse ? coefficient / factor : coefficient * factor;
  }
  return coefficient;
}
