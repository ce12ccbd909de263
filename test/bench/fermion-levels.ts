/**
 * Ground-state energies of A fermions in a harmonic trap that repel each other by V0/(√(2π) σ) exp(−x²/2σ²), σ = 0.5, in
 * units of ħω. V0 = 0: A²/2. A = 2 to 4: oscillator functions of the relative coordinates, antisymmetrised exactly, converged
 * to 2e-7. A = 5 and 6: configuration interaction, upper bounds, good to 2e-5 and 2e-4 (at V0 = 20 to 1e-4 and 2e-3; A = 6,
 * V0 = −10 by exact-diagonalisation.ts, Ω = 3, 28 quanta, good to 2e-4).
 */
const LEVELS: Readonly<Record<string, number>> = {
  '2,-10': 0.595906,
  '3,-10': 0.714797,
  '4,-10': 1.074053,
  '5,-10': 1.78472,
  '6,-10': 2.91308,
  '2,10': 2.425619,
  '3,10': 5.878026,
  '4,10': 10.891422,
  '5,10': 17.46343,
  '6,10': 25.5742,
  '2,20': 2.605639,
  '3,20': 6.514859,
  '4,20': 12.339726,
  '5,20': 20.1334,
  '6,20': 29.908,
};

/** Null where it is not known. */
export function fermionLevel(particles: number, strength: number): number | null {
  return strength === 0 ? particles ** 2 / 2 : (LEVELS[`${particles},${strength}`] ?? null);
}
