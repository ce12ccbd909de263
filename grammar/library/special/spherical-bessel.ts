/**
 * Spherical Bessel functions of the first kind, j₀(x) = sin x / x. The closed form of order l loses all digits to cancellation
 * near x = 0, the power series loses them far from it; each is used on its side of |x| = max(1, l).
 */
import { factorial } from './gamma.ts';

/** Where the power series ends and the closed form begins. */
export const besselSeam = (order: number): number => Math.max(1, order);

/** Terms of the power series that are still to be seen at the seam. */
const SMALLEST = 1e-18;

/** jₗ(x) = xˡ Σₖ cₖ x²ᵏ with cₖ = (−½)ᵏ / (k! (2l + 2k + 1)!!) (DLMF 10.53.1): the cₖ that matter up to the seam. */
export function besselSeries(order: number): number[] {
  const seam = besselSeam(order) ** 2;
  let coefficient = 1;
  for (let odd = 1; odd <= 2 * order + 1; odd += 2) coefficient /= odd;
  const first = coefficient;
  const coefficients: number[] = [];
  for (let k = 0; Math.abs(coefficient) * seam ** k > SMALLEST * first; k++) {
    coefficients.push(coefficient);
    coefficient *= -0.5 / ((k + 1) * (2 * order + 2 * k + 3));
  }
  return coefficients;
}

/** aₖ = (l + k)! / (2ᵏ k! (l − k)!), k = 0 … l, of the closed form (DLMF 10.49.1). */
export function besselCoefficients(order: number): number[] {
  return Array.from(
    { length: order + 1 },
    (_, k) => factorial(order + k) / (2 ** k * factorial(k) * factorial(order - k)),
  );
}

/** jₗ(x) for whole l ≥ 0. */
export function sphericalBessel(order: number, x: number): number {
  if (Math.abs(x) < besselSeam(order))
    return x ** order * besselSeries(order).reduceRight((sum, coefficient) => sum * x * x + coefficient, 0);
  // sin(x − lπ/2) Σ (−1)ᵏ a₂ₖ/x²ᵏ⁺¹ + cos(x − lπ/2) Σ (−1)ᵏ a₂ₖ₊₁/x²ᵏ⁺² (DLMF 10.49.2)
  const phase = x - (order * Math.PI) / 2;
  const [sine, cosine] = [Math.sin(phase), Math.cos(phase)];
  return besselCoefficients(order).reduce((sum, a, k) => {
    const sign = k % 4 < 2 ? 1 : -1;
    return sum + (sign * a * (k % 2 === 0 ? sine : cosine)) / x ** (k + 1);
  }, 0);
}
