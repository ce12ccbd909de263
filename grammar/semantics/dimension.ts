import type { Particle, Particles, Space } from '../generated/ast.ts';
import { type Phrase, say } from '../localization/phrase.ts';
import { catalogue } from '../validation/catalogue/index.ts';
import { type Evaluation, evaluateNumber } from './evaluate.ts';

export const REAL_SPACES: readonly string[] = ['R', 'ℝ'];
/** A cube with periodic walls. */
export const PERIODIC_BOX = 'periodic_box';
/** How the size of a box may be said, each by its name. */
export const BOX_SIZES: Readonly<Record<string, Phrase>> = {
  side: say`The length of an edge.`,
  density: say`Particles for each unit of volume.`,
  rs: say`The radius of the sphere that one particle has, in bohr.`,
};
export const SPACES: readonly string[] = [...REAL_SPACES, PERIODIC_BOX];

/** How many coordinates a particle has; undefined where its space is no R^D, which has been reported. */
export function dimensionOf(particle: Particle | Particles, evaluation: Evaluation): number | undefined {
  const { space } = particle;
  if (space.kind === PERIODIC_BOX) return boxDimension(space, evaluation);
  const value = space.superscript ?? (space.dimension === undefined ? 1 : evaluateNumber(space.dimension, evaluation));
  if (value === undefined || (Number.isSafeInteger(value) && value >= 1)) return value;
  const property = space.superscript === undefined ? 'dimension' : 'superscript';
  evaluation.report(catalogue.badDimension, { node: space, property }, { value });
  return undefined;
}

/** A box has three dimensions unless it says `D`. */
function boxDimension({ arguments: given }: Space, evaluation: Evaluation): number | undefined {
  const written = given.find(({ label }) => label === 'D');
  const value = written === undefined ? 3 : evaluateNumber(written.value, evaluation);
  if (value === undefined || (Number.isSafeInteger(value) && value >= 1)) return value;
  evaluation.report(catalogue.badDimension, written!, { value });
  return undefined;
}
