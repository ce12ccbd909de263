/** The Ewald sum against lattice energies that are known to many digits. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ewaldSum } from '../../runtime/hamiltonian/ewald.ts';

/** The energy of point charges in a cube, as `ewald` has it. */
function energy(charges: readonly { q: number; at: readonly number[] }[], side: number, split = 1): number {
  const { pair, self } = ewaldSum(side, 3, split);
  let total = 0;
  for (const [i, one] of charges.entries()) {
    total += 0.5 * self * one.q ** 2;
    for (const other of charges.slice(i + 1)) total += one.q * other.q * pair(one.at.map((x, d) => x - other.at[d]!));
  }
  return total;
}

describe('the Ewald sum', () => {
  it('has the Madelung constants of a charge in its own lattice', () => {
    // Simple cubic: Coldwell-Horsfall & Maradudin, J. Math. Phys. 1, 395 (1960); square: Bonsall & Maradudin, PRB 15, 1959 (1977).
    expect(ewaldSum(1, 3).self).toBeCloseTo(-2.837297479, 8);
    expect(ewaldSum(5, 3).self * 5).toBeCloseTo(-2.837297479, 8);
    expect(ewaldSum(1, 2).self).toBeCloseTo(-3.900264924, 8);
  });

  it('has the Madelung constant of rock salt', () => {
    const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => [n & 1, (n >> 1) & 1, n >> 2]);
    const charges = corners.map((at) => ({ q: at.reduce((sum, x) => sum + x, 0) % 2 === 0 ? 1 : -1, at }));
    // Four pairs of ions in a cube of two nearest distances: E = −4·1.747564594633 (Crandall & Buhler 1987).
    expect(energy(charges, 2)).toBeCloseTo(-4 * 1.747564594633, 9);
  });

  it('does not depend on how the work is shared, in space and in a plane', () => {
    const place = fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(place, fc.constantFrom(2, 3) as fc.Arbitrary<2 | 3>, (r, dimension) => {
        const at = r.slice(0, dimension);
        fc.pre(Math.hypot(...at) > 0.05);
        const [a, b] = [ewaldSum(1, dimension, 0.92), ewaldSum(1, dimension, 1.08)];
        expect(a.pair(at)).toBeCloseTo(b.pair(at), 8);
        expect(a.self).toBeCloseTo(b.self, 8);
      }),
      { numRuns: 20 },
    );
  });

  it('is periodic, and is 1/r close to a charge', () => {
    const { pair, self } = ewaldSum(3, 3);
    expect(pair([0.4, -0.2, 1.1])).toBeCloseTo(pair([3.4, -0.2, 1.1]), 8);
    expect(pair([1e-4, 0, 0]) - 1e4).toBeCloseTo(self, 6);
  });
});
