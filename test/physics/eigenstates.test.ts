import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAnsatz } from '../../runtime/ansatz/ansatz.ts';
import { parameterCount, parameterViews } from '../../runtime/ansatz/parameters.ts';
import { type Engine, openEngine } from '../../runtime/engine/index.ts';
import { walkerDimension } from '../../runtime/experiment.ts';
import { MomentsEstimator } from '../../runtime/hamiltonian/moments.ts';
import { RandomStream } from '../../runtime/random/stream.ts';
import { experimentOf } from './programs.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine('cpu');
});
afterAll(() => engine.dispose());

/**
 * Energy and its variance at arbitrary walkers: an exact eigenstate has the same local energy everywhere.
 * The network is there, but all its parameters are 0, so ψ is the formula.
 */
async function measure(parts: { dimension?: number; hamiltonian?: string; psi: string }, shift: number) {
  const ansatz = `N = mlp { hidden = [3]; activation = tanh }\n  psi = exp(N(r)) * (${parts.psi})`;
  const experiment = await experimentOf({ ...parts, ansatz });
  const dimension = walkerDimension(experiment.hamiltonian.space);
  const walkers = new Float32Array(500 * dimension);
  RandomStream.fromSeed(5).fillNormal(walkers, 0.8);
  const model = buildAnsatz(experiment);
  const zeros = parameterViews(model.parameters, new Float32Array(parameterCount(model.parameters)));
  const moments = await MomentsEstimator.create(engine, experiment, model, 500);
  moments.shiftTo([shift]);
  const { energies, variances, local } = await moments.measure(zeros, walkers);
  return { energy: energies[0]!, variance: variances[0]!, local: [...local!] };
}

describe('an exact eigenstate has constant local energy', () => {
  it.each([1, 2, 3, 4, 5, 6])('oscillator in %i dimensions', async (dimension) => {
    const { energy, variance, local } = await measure({ dimension, psi: 'exp(-|r|^2 / 2)' }, dimension / 2);
    expect(energy).toBeCloseTo(dimension / 2, 5);
    expect(variance).toBeLessThan(1e-10);
    for (const e of local) expect(Math.abs(e - dimension / 2)).toBeLessThan(2e-5);
  });

  it('first excited state along x', async () => {
    const { energy, variance } = await measure({ psi: 'r.x * exp(-|r|^2 / 2)' }, 2.5);
    expect(energy).toBeCloseTo(2.5, 5);
    expect(variance).toBeLessThan(1e-9);
  });

  it('second excited state in one dimension, x and −x spelled out', async () => {
    const psi = '(2 * r[1]^2 - 1) * exp(-(r[1]^2) / 2)';
    const { energy } = await measure({ dimension: 1, psi }, 2.5);
    expect(energy).toBeCloseTo(2.5, 4);
  });

  it('unequal frequencies', async () => {
    const { energy, variance } = await measure(
      {
        dimension: 2,
        hamiltonian: 'H = -1/2 * laplacian[r] + 1/2 * r.x^2 + 2 * r.y^2',
        psi: 'exp(-r.x^2/2 - r.y^2)',
      },
      1.5,
    );
    expect(energy).toBeCloseTo(1.5, 5);
    expect(variance).toBeLessThan(1e-9);
  });

  it('hydrogen, with a cusp and a singular potential', async () => {
    const { energy, variance } = await measure({ hamiltonian: 'H = -1/2 * ∇²[r] - 1/|r|', psi: 'exp(-|r|)' }, -0.5);
    expect(energy).toBeCloseTo(-0.5, 5);
    expect(variance).toBeLessThan(1e-8);
  });

  it('Pöschl–Teller well', async () => {
    // −1/2 ψ″ − sech²(x) ψ has ψ = sech x with E = −1/2.
    const { energy, variance } = await measure(
      { dimension: 1, hamiltonian: 'H = -1/2 * ∇²[r] - 1/cosh(r.x)^2', psi: '1/cosh(r.x)' },
      -0.5,
    );
    expect(energy).toBeCloseTo(-0.5, 5);
    expect(variance).toBeLessThan(1e-9);
  });
});
