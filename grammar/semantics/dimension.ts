import type { Particle } from '../generated/ast.ts';
import { catalogue } from '../validation/catalogue/index.ts';
import { type Evaluation, evaluateNumber } from './evaluate.ts';

export const REAL_SPACES: readonly string[] = ['R', 'ℝ'];

/** How many coordinates a particle has; undefined where its space is no R^D, which has been reported. */
export function dimensionOf(particle: Particle, evaluation: Evaluation): number | undefined {
  const { space } = particle;
  const value = space.superscript ?? (space.dimension === undefined ? 1 : evaluateNumber(space.dimension, evaluation));
  if (value === undefined || (Number.isSafeInteger(value) && value >= 1)) return value;
  const property = space.superscript === undefined ? 'dimension' : 'superscript';
  evaluation.report(catalogue.badDimension, { node: space, property }, { value });
  return undefined;
}
