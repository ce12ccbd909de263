/** The diagonalisation that trained energies of fermions are compared with, and the table of its like. */
import { describe, expect, it } from 'vitest';
import { groundState } from '../bench/exact-diagonalisation.ts';
import { fermionLevel } from '../bench/fermion-levels.ts';

const RANGE = 0.5;

describe('exact diagonalisation', () => {
  it.each([2, 3, 4, 5])('gives %i free fermions A²/2, in the first determinant and among many', (particles) => {
    for (const quanta of [0, 6]) {
      const energy = groundState({ particles, strength: 0, range: RANGE, frequency: 1, quanta });
      expect(energy).toBeCloseTo(particles ** 2 / 2, 9);
    }
  });

  it('finds the trap in functions of another frequency', () => {
    const energy = groundState({ particles: 3, strength: 0, range: RANGE, frequency: 1.3, quanta: 20 });
    expect(energy - 4.5).toBeGreaterThan(0);
    expect(energy - 4.5).toBeLessThan(1e-4);
  });

  it('gives Σ_{i<j} W in the first determinant: two fermions in |01⟩', () => {
    // |ψ|² of the relative coordinate r is √(2/π) r² exp(−r²/2): ⟨W⟩ = V0/(√(2π) σ) (1 + 1/σ²)^{−3/2}.
    const mean = (7 / (Math.sqrt(2 * Math.PI) * RANGE)) * (1 + 1 / RANGE ** 2) ** -1.5;
    const energy = groundState({ particles: 2, strength: 7, range: RANGE, frequency: 1, quanta: 0 });
    expect(energy).toBeCloseTo(2 + mean, 9);
  });

  // Each a bound from above, by as much as the small basis leaves.
  it.each([
    [2, 10, 1.5, 20, 2e-5],
    [3, 10, 1.3, 16, 1e-3],
    [4, 10, 1.3, 14, 8e-3],
    [2, -10, 2, 20, 2e-3],
  ])('of %i fermions at V0 = %i bounds the level in the table', (particles, strength, frequency, quanta, excess) => {
    const level = fermionLevel(particles, strength)!;
    const energy = groundState({ particles, strength, range: RANGE, frequency, quanta });
    expect(energy - level).toBeGreaterThan(-1e-6);
    expect(energy - level).toBeLessThan(excess);
  });
});
