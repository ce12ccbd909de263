/** Distribution functions for tests of random numbers, as exact as those tests need. */
import { erf } from '../../../runtime/scalar/erf.ts';

export function normalCdf(x: number): number {
  return (1 + erf(x / Math.SQRT2)) / 2;
}

/** P(χ² ≥ x) for many degrees of freedom, by the cube-root approximation of Wilson and Hilferty. */
export function chiSquareTail(x: number, degrees: number): number {
  const a = 2 / (9 * degrees);
  return 1 - normalCdf((Math.cbrt(x / degrees) - (1 - a)) / Math.sqrt(a));
}

/** P(√n · D ≥ t) for large n: Kolmogorov's series. */
export function kolmogorovTail(t: number): number {
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += 2 * (k % 2 ? 1 : -1) * Math.exp(-2 * (k * t) ** 2);
  return Math.min(1, sum);
}
