/**
 * The Ewald sum: the Coulomb interaction of a charge with another one and all its images in a periodic cube, with a uniform
 * background that makes everything neutral. In space as in Fraser et al., Phys. Rev. B 53, 1814 (1996), eq. 2-4, in a plane as
 * in Tanatar & Ceperley, Phys. Rev. B 39, 5005 (1989).
 */
import { erf } from '../scalar/erf.ts';

/** Vectors with so many units of length are beyond all digits of both sums: exp(−36π/3) is below 10⁻¹⁶. */
const REACH = 12;

export interface EwaldSum {
  /** v(r), with e²/4πε₀ = 1. */
  readonly pair: (r: readonly number[]) => number;
  /** ξ: the energy of a charge with its own images and the background is ½ξq². */
  readonly self: number;
}

/**
 * @param dimension 2 or 3
 * @param split α in units of √π/L; the sums do not depend on it, only their length does
 */
export function ewaldSum(side: number, dimension: 2 | 3, split = 1): EwaldSum {
  const alpha = (split * Math.sqrt(Math.PI)) / side;
  const vectors = latticeVectors(dimension);
  const images = vectors.map((n) => n.map((x) => x * side));
  const waves = vectors
    .filter((m) => m.some((x) => x !== 0))
    .map((m) => m.map((x) => (2 * Math.PI * x) / side))
    .map((k) => ({ k, weight: waveWeight(Math.hypot(...k), alpha, dimension) / side ** dimension }));
  const background =
    dimension === 3 ? Math.PI / (alpha ** 2 * side ** 3) : (2 * Math.sqrt(Math.PI)) / (alpha * side ** 2);
  const far = (r: readonly number[]) =>
    waves.reduce((sum, { k, weight }) => sum + weight * Math.cos(k.reduce((dot, x, d) => dot + x * r[d]!, 0)), 0);
  const near = (distance: number) => (1 - erf(alpha * distance)) / distance;
  const origin = Array.from({ length: dimension }, () => 0);
  const others = images.filter((n) => n.some((x) => x !== 0));
  const ownImages = others.reduce((sum, n) => sum + near(Math.hypot(...n)), 0);
  return {
    pair: (r) =>
      images.reduce((sum, n) => sum + near(Math.hypot(...n.map((x, d) => x + r[d]!))), 0) + far(r) - background,
    self: ownImages + far(origin) - background - (2 * alpha) / Math.sqrt(Math.PI),
  };
}

/** The Fourier transform of what is left of 1/r: 4π exp(−k²/4α²)/k² in space, 2π erfc(k/2α)/k in a plane. */
function waveWeight(k: number, alpha: number, dimension: 2 | 3): number {
  if (dimension === 3) return (4 * Math.PI * Math.exp(-(k ** 2) / (4 * alpha ** 2))) / k ** 2;
  return (2 * Math.PI * (1 - erf(k / (2 * alpha)))) / k;
}

function latticeVectors(dimension: number): number[][] {
  const most = Math.floor(Math.sqrt(REACH));
  const range = Array.from({ length: 2 * most + 1 }, (_, i) => i - most);
  const all = Array.from({ length: dimension }).reduce<number[][]>(
    (vectors) => vectors.flatMap((vector) => range.map((x) => [...vector, x])),
    [[]],
  );
  return all.filter((vector) => vector.reduce((sum, x) => sum + x * x, 0) <= REACH);
}
