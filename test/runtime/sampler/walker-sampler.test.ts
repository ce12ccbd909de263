import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, openEngine } from '../../../runtime/engine/index.ts';
import type { Sampler } from '../../../runtime/experiment.ts';
import { RandomStream } from '../../../runtime/random/stream.ts';
import { correlation, distances, memoryInSweeps } from '../../../runtime/sampler/correlation.ts';
import type { Density } from '../../../runtime/sampler/density.ts';
import { WalkerSampler } from '../../../runtime/sampler/walker-sampler.ts';
import { constant, exp, lessEqual, log, multiply, negate, square, sum, where } from '../../../runtime/tensor/index.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine('cpu');
});
afterAll(() => engine.dispose());

const COMMON = {
  walkers: 4000,
  sweeps: 5,
  acceptance: null,
  start: { kind: 'cloud', size: 1 },
  burn_in: 0,
  max_age: null,
  reweight: null,
} as const;
const METROPOLIS: Sampler = { ...COMMON, kind: 'metropolis', proposal: { kind: 'gaussian', width: 0.8 } };
const LANGEVIN: Sampler = { ...COMMON, kind: 'langevin', time_step: 0.3 };

/** exp(−|x|²/2), a normal density of width 1; and the first excited state of an oscillator, x²·exp(−|x|²), with a node at 0. */
const NORMAL: Density = {
  logarithmic: true,
  at: (builder, walkers) => multiply(constant(builder, -0.5), sum(square(walkers), [1], true)),
};
const NODAL: Density = {
  logarithmic: false,
  at: (_, walkers) => multiply(square(walkers), exp(negate(square(walkers)))),
};

async function samplerOf(spec: Sampler, density: Density, dimension: number, width = 1): Promise<WalkerSampler> {
  const random = RandomStream.fromSeed(11);
  const walkers = new Float32Array(spec.walkers * dimension);
  random.fillNormal(walkers, width);
  return WalkerSampler.create(engine, density, spec, dimension, random, walkers, 5);
}

const meanOf = (values: ArrayLike<number>, f: (x: number) => number) =>
  Array.from(values).reduce((total, x) => total + f(x), 0) / values.length;

describe.each([
  ['metropolis', METROPOLIS],
  ['langevin', LANGEVIN],
])('%s moves', (_, spec) => {
  test('leave the density as it is, and find it from elsewhere', async () => {
    for (const width of [1, 2.5]) {
      const sampler = await samplerOf(spec, NORMAL, 2, width);
      const acceptance = await sampler.advance({}, 60);
      expect(acceptance).toBeGreaterThan(0.4);
      // Standard errors: √(2/8000) and √(96/8000).
      expect(Math.abs(meanOf(sampler.walkers, (x) => x * x) - 1)).toBeLessThan(4 * 0.016);
      expect(Math.abs(meanOf(sampler.walkers, (x) => x ** 4) - 3)).toBeLessThan(4 * 0.11);
      await sampler.dispose();
    }
  });

  test('follow a density with a node', async () => {
    const sampler = await samplerOf(spec, NODAL, 1);
    await sampler.advance({}, 100);
    // ∫x⁴e^(−x²)/∫x²e^(−x²) = 3/2, and 15/4 for the fourth moment.
    expect(Math.abs(meanOf(sampler.walkers, (x) => x * x) - 1.5)).toBeLessThan(4 * 0.02);
    expect(Math.abs(meanOf(sampler.walkers, (x) => x ** 4) - 3.75)).toBeLessThan(4 * 0.1);
    expect(sampler.walkers.every(Number.isFinite)).toBe(true);
    await sampler.dispose();
  });

  test('age walkers that stand still, and renew them beside others', async () => {
    const sampler = await samplerOf(spec, NORMAL, 1);
    sampler.ages.fill(200, 0, 3);
    const before = sampler.walkers.slice();
    expect(sampler.renew(200)).toBe(0);
    expect(sampler.renew(100)).toBe(3);
    expect([...sampler.ages.subarray(0, 3)]).toEqual([0, 0, 0]);
    for (const walker of [0, 1, 2]) expect(before.subarray(3)).toContain(sampler.walkers[walker]);
    expect(sampler.walkers.subarray(3)).toEqual(before.subarray(3));
    await sampler.dispose();
  });
});

test.each([true, false])(
  'walkers where W is 0 do not count as moving, and are renewed (a logarithm: %s)',
  async (logarithmic) => {
    // 0 beyond a distance of 4, as a determinant whose orbitals rounding cannot tell apart: there all moves are accepted.
    const inside: Density = {
      logarithmic,
      at: (builder, walkers) => {
        const distance = sum(square(walkers), [1], true);
        const normal = exp(multiply(constant(builder, -0.5), distance));
        const density = where(lessEqual(distance, constant(builder, 16)), normal, constant(builder, 0));
        return logarithmic ? log(density) : density;
      },
    };
    const sampler = await samplerOf({ ...METROPOLIS, walkers: 40 }, inside, 1);
    sampler.walkers = sampler.walkers.slice().fill(1000, 0, 3);
    await sampler.advance({}, 5);
    expect([...sampler.ages.subarray(0, 3)]).toEqual(new Array(3).fill(Number.POSITIVE_INFINITY));
    expect(Math.max(...sampler.ages.subarray(3))).toBeLessThan(6);
    expect(sampler.renew(1000)).toBe(3);
    for (const x of sampler.walkers) expect(Math.abs(x)).toBeLessThanOrEqual(4);
    await sampler.dispose();
  },
);

test('Langevin moves forget faster than random ones where both accept well', async () => {
  const remembered = async (spec: Sampler) => {
    const sampler = await samplerOf(spec, NORMAL, 6);
    const before = sampler.walkers.slice();
    const acceptance = await sampler.advance({}, 5);
    await sampler.dispose();
    return { memory: memoryInSweeps(correlation(before, sampler.walkers), 5), acceptance };
  };
  const random = await remembered({ ...METROPOLIS, proposal: { kind: 'gaussian', width: 0.7 } });
  const langevin = await remembered({ ...LANGEVIN, time_step: 0.9 });
  expect(langevin.acceptance).toBeGreaterThan(random.acceptance);
  expect(langevin.memory).toBeLessThan(0.6 * random.memory);
});

describe('the memory of walkers', () => {
  test('is that of the process', () => {
    const [before, noise] = [new Float64Array(50_000), new Float64Array(50_000)];
    const random = RandomStream.fromSeed(2);
    random.fillNormal(before);
    random.fillNormal(noise);
    const phi = Math.exp(-10 / 25);
    const after = before.map((x, i) => 3 + phi * x + Math.sqrt(1 - phi ** 2) * noise[i]!);
    expect(memoryInSweeps(correlation(before, after), 10)).toBeCloseTo(25, -0.5);
  });

  test.each([[1], [1.2], [Number.NaN]])('cannot be told from a correlation of %d', (value) => {
    expect(memoryInSweeps(value, 10)).toBe(Infinity);
  });

  test('distances are from the centre of all walkers', () => {
    expect([...distances(Float32Array.of(0, 0, 2, 0, 1, 3), 2)]).toEqual([2, 2, 4]);
  });

  test('is short where the noise says so', () => {
    expect(memoryInSweeps(-0.01, 10)).toBeCloseTo(10 / -Math.log(0.05), 10);
    expect(Number.isNaN(correlation([1, 1, 1], [1, 2, 3]))).toBe(true);
  });
});
