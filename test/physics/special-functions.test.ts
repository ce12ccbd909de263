/** Special functions in exact eigenstates: their local energy is the same everywhere, whatever their order. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../runtime/engine/index.ts';
import { cloud, evaluateAt } from './at-walkers.ts';
import { experimentOf } from './programs.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine('cpu');
});
afterAll(() => engine.dispose());

const NOTHING = 'N = mlp { hidden = [2]; init = zero; bias_init = zero }';

/** The largest difference of the local energy from E at the walkers, with ψ a formula, in float64. */
async function deviation(parts: { dimension: number; hamiltonian?: string; psi: string; width?: number }, E: number) {
  const { psi, width = 1, ...rest } = parts;
  const experiment = await experimentOf({ ...rest, ansatz: `${NOTHING}; psi = exp(N(r)) * ${psi}` });
  const { energy } = await evaluateAt(engine, experiment, cloud(200, parts.dimension, 11, width));
  return Math.max(...energy.map((e) => Math.abs(e - E)));
}

describe('eigenstates', () => {
  it.each([0, 1, 2, 5, 12, 20])('level %i of the oscillator is a Hermite polynomial', async (n) => {
    const psi = `hermite(${n}, r[1]) * exp(-|r|^2/2)`;
    expect(await deviation({ dimension: 1, psi, width: 2 }, n + 0.5)).toBeLessThan(1e-7);
  });

  it.each([
    [0, 0],
    [1, 1],
    [3, 2],
    [7, 4],
  ])('the oscillator in space: %i radial nodes, angular momentum %i', async (n, l) => {
    const psi = `laguerre(${n}, ${l} + 1/2, |r|^2) * |r|^${l} * legendre(${l}, r.z/|r|) * exp(-|r|^2/2)`;
    expect(await deviation({ dimension: 3, psi }, 2 * n + l + 1.5)).toBeLessThan(1e-6);
  });

  it.each([
    [1, 0],
    [2, 1],
    [4, 2],
  ])('hydrogen, n = %i, l = %i', async (n, l) => {
    const psi = `laguerre(${n - l - 1}, ${2 * l + 1}, 2*|r|/${n}) * |r|^${l} * legendre(${l}, r.z/|r|) * exp(-|r|/${n})`;
    const hamiltonian = 'H = -1/2 * ∇²[r] - 1/|r|';
    expect(await deviation({ dimension: 3, hamiltonian, psi, width: 3 }, -1 / (2 * n * n))).toBeLessThan(1e-7);
  });

  it.each([0, 1, 2, 4, 9])('a free spherical wave of angular momentum %i, on both sides of the seam', async (l) => {
    const psi = `spherical_bessel(${l}, 2*|r|) * legendre(${l}, r.z/|r|)`;
    // The potential is there because a system without one has none to evaluate.
    const hamiltonian = 'H = -1/2 * ∇²[r] + 0 * |r|^2';
    expect(await deviation({ dimension: 3, hamiltonian, psi, width: 2 }, 2)).toBeLessThan(1e-6);
  });

  it('erfc is the field of a smeared charge: −∇² erfc(r)/r = −(4/√π) exp(−r²)', async () => {
    const experiment = await experimentOf({
      hamiltonian: 'H = -1/2 * ∇²[r] + erfc(|r|)/|r|',
      ansatz: `${NOTHING}; psi = exp(N(r)) * erfc(|r|)/|r|`,
    });
    const walkers = cloud(50, 3, 2, 0.7);
    const { terms, logPsi } = await evaluateAt(engine, experiment, walkers);
    for (let w = 0; w < 50; w++) {
      const psi = Math.exp(logPsi[w]!);
      const r = Math.hypot(...walkers.slice(3 * w, 3 * w + 3));
      expect(terms[0]![w]! * psi).toBeCloseTo((-2 / Math.sqrt(Math.PI)) * Math.exp(-r * r), 7);
      expect(terms[1]![w]).toBeCloseTo(psi, 9);
    }
  });
});
