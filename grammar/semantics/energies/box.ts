import type { Particle, Particles } from '../../generated/ast.ts';
import { isParticles } from '../../generated/ast.ts';
import { dimensionOf, PERIODIC_BOX } from '../dimension.ts';
import { type Evaluation, evaluateNumber } from '../evaluate.ts';
import { particleCount } from '../particle-count.ts';

/** A cube with periodic walls. */
export interface Box {
  readonly side: number;
  readonly dimension: number;
}

/**
 * The box that particles are in; undefined where they are in none, or its size has no value, which has been reported.
 * Its size follows from the density n = N/Lᴰ, or from the radius r_s of the ball that one particle has: n·(4π/3)r_s³ = 1 in space,
 * n·πr_s² = 1 in a plane, n·2r_s = 1 on a line.
 */
export function boxOf(line: Particle | Particles, evaluation: Evaluation): Box | undefined {
  const { space } = line;
  if (space.kind !== PERIODIC_BOX) return undefined;
  const dimension = dimensionOf(line, evaluation);
  const count = isParticles(line) ? particleCount(line, evaluation) : 1;
  const size = space.arguments.find(({ label }) => label !== undefined && label !== 'D');
  const value = size && evaluateNumber(size.value, evaluation);
  if (!size || dimension === undefined || count === undefined || value === undefined) return undefined;
  if (size.label === 'side') return { side: value, dimension };
  const volume = size.label === 'density' ? count / value : count * ballVolume(dimension, value);
  return { side: volume ** (1 / dimension), dimension };
}

/** V_D(r) = (2πr²/D)·V_{D−2}(r), from V₀ = 1 and V₁ = 2r. */
function ballVolume(dimension: number, radius: number): number {
  if (dimension === 0) return 1;
  if (dimension === 1) return 2 * radius;
  return ((2 * Math.PI * radius ** 2) / dimension) * ballVolume(dimension - 2, radius);
}
