import type { Particles } from '../generated/ast.ts';
import { type Statistics, speciesNamed } from '../library/species.ts';
import { catalogue } from '../validation/catalogue/index.ts';
import { type Evaluation, evaluateNumber } from './evaluate.ts';

/** How many particles a line declares; undefined where that is no number of particles, which has been reported. */
export function particleCount(particles: Particles, evaluation: Evaluation): number | undefined {
  const value = evaluateNumber(particles.count, evaluation);
  if (value === undefined || (Number.isSafeInteger(value) && value >= 1)) return value;
  evaluation.report(catalogue.badCount, particles.count, { value, species: particles.species });
  return undefined;
}

/** How a line's particles behave when two change places; undefined for a kind that is not known. */
export function statisticsOf(particles: Particles): Statistics | undefined {
  return speciesNamed(particles.species)?.statistics;
}
