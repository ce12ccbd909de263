/** The first layer's steps of an equivariant network that begins scattered. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloudRadius, fillScattered } from '../../runtime/ansatz/scattered.ts';
import { type Engine, openEngine } from '../../runtime/engine/index.ts';
import { RandomStream } from '../../runtime/random/stream.ts';
import { evaluateAt } from './at-walkers.ts';
import { equivariantBlocks, trap } from './fermions.ts';

describe('the cloud of free fermions', () => {
  it.each([
    [1, 1, 1],
    [4, 1, 7],
    [10, 1, 19],
    [3, 2, 4],
    [6, 2, 6],
    [7, 2, 8],
    [4, 3, 5],
    [5, 3, 7],
    [10, 3, 7],
  ])('of %i particles in %i dimensions ends where the square of the distance is %i', (particles, dimension, square) => {
    expect(cloudRadius(particles, dimension) ** 2).toBeCloseTo(square, 12);
  });
});

describe('scattered weights', () => {
  it('have the asked-for steepness along every direction, and little of the mean', () => {
    const [width, size, inputs] = [200, 0.5, 2];
    const values = new Float32Array(2 * inputs * width);
    fillScattered(values, width, size, RandomStream.fromSeed(3));
    const column = (k: number) => Array.from({ length: 2 * inputs }, (_, d) => values[d * width + k]!);
    const angles = Array.from({ length: width }, (_, k) => {
      const [x, y, ...mean] = column(k) as [number, number, ...number[]];
      expect(Math.hypot(x, y)).toBeCloseTo(1 / size, 5);
      for (const m of mean) expect(Math.abs(m)).toBeLessThanOrEqual(1 / (size * Math.sqrt(2 * inputs)));
      return Math.atan2(y, x);
    });
    // All quarters of the circle have their share: 50 ± 6 each.
    for (let quarter = -2; quarter < 2; quarter++) {
      const inside = angles.filter((a) => Math.floor((2 * a) / Math.PI) === quarter).length;
      expect(Math.abs(inside - width / 4)).toBeLessThan(25);
    }
  });
});

describe('the local energy of free fermions in float32, with scattered steps,', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine('cpu', { threads: 1 });
  });
  afterAll(() => engine.dispose());

  /** Median over walkers of the difference from float64. */
  async function roundingError(particles: number, weights: 'fan_in' | 'scattered'): Promise<number> {
    const blocks = equivariantBlocks(64).map((block) =>
      block.kind === 'equivariant' && weights === 'scattered'
        ? { ...block, weights: { kind: weights, size: 1 } as const }
        : block,
    );
    const experiment = trap({ particles, blocks });
    const walkers = freeFermions(particles, 64);
    const coarse = await evaluateAt(engine, experiment, walkers, 'float32');
    const fine = await evaluateAt(engine, experiment, walkers, 'float64');
    const errors = Array.from(fine.energy, (e, w) => Math.abs(coarse.energy[w]! - e)).sort((a, b) => a - b);
    return errors[errors.length >> 1]!;
  }

  // Measured: 4e-4 against 0.019, and 1.4e-3 against 0.33.
  it.each([
    [8, 2e-3, 10],
    [10, 6e-3, 50],
  ])('of %i of them is known to %d, %i times better than with small weights', async (particles, bound, factor) => {
    const scattered = await roundingError(particles, 'scattered');
    expect(scattered).toBeLessThan(bound);
    expect(await roundingError(particles, 'fan_in')).toBeGreaterThan(factor * scattered);
  });
});

/**
 * Exact samples of Π_{i<j}(x_i − x_j)² exp(−Σ x_i²), the density of free fermions in a trap: eigenvalues of tridiagonal
 * matrices with normal numbers on, and χ of 2, 4, … degrees of freedom beside the diagonal (Dumitriu & Edelman 2002), by √2.
 */
function freeFermions(particles: number, walkers: number): Float64Array {
  const random = RandomStream.fromSeed(particles);
  const normals = (count: number) => {
    const values = new Float64Array(count);
    random.fillNormal(values);
    return values;
  };
  const samples = Array.from({ length: walkers }, () => {
    const matrix = Matrix.diag(Array.from(normals(particles)));
    for (let k = 1; k < particles; k++) {
      const beside = Math.hypot(...normals(2 * k)) / Math.SQRT2;
      matrix.set(k - 1, k, beside);
      matrix.set(k, k - 1, beside);
    }
    return new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues;
  });
  return Float64Array.from(samples.flat(), (x) => x / Math.SQRT2);
}
