/** The gamma function and what is made of it, for real numbers. */

/** Largest whole number whose factorial is below the largest double. */
const LARGEST_FACTORIAL = 170;

/** n! of whole n ≥ 0, the nearest double up to 22!; infinite above 170, NaN for everything else. */
export function factorial(n: number): number {
  if (!Number.isInteger(n) || n < 0) return Number.NaN;
  if (n > LARGEST_FACTORIAL) return Number.POSITIVE_INFINITY;
  let product = 1;
  for (let k = 2; k <= n; k++) product *= k;
  return product;
}

/** Γ(x), NaN at its poles 0, −1, −2, …; exact for small whole x, elsewhere to about 13 digits. */
export function gamma(x: number): number {
  if (Number.isInteger(x)) return x > 0 ? factorial(x - 1) : Number.NaN;
  // Γ(x) Γ(1 − x) = π/sin πx (DLMF 5.5.3)
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  return Math.exp(logGamma(x));
}

/** ln |Γ(x)|; infinite at the poles. */
export function logGamma(x: number): number {
  if (x <= 0 && Number.isInteger(x)) return Number.POSITIVE_INFINITY;
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
  let shifted = x;
  let product = 1;
  // Γ(x + 1) = x Γ(x) carries x to where Stirling's series has converged.
  for (; shifted < 10; shifted++) product *= shifted;
  return stirling(shifted) - Math.log(product);
}

/** B₂ₖ / (2k(2k − 1)), k = 1 … 8. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];

/** ln Γ(x) ≈ (x − ½) ln x − x + ½ ln 2π + Σ B₂ₖ/(2k(2k − 1)x²ᵏ⁻¹) (DLMF 5.11.1); below 10⁻¹⁶ off for x ≥ 10. */
function stirling(x: number): number {
  const series = STIRLING.reduce((sum, coefficient, k) => sum + coefficient / x ** (2 * k + 1), 0);
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
}
