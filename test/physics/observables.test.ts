import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, openEngine } from '../../runtime/engine/index.ts';
import type { EventOf } from '../../runtime/events.ts';
import type { Experiment, Expression } from '../../runtime/experiment.ts';
import { evaluate } from '../../runtime/train/evaluate.ts';
import { RunState } from '../../runtime/train/run-state.ts';
import { binary, exp, multiply, number, over, particle, square, trap } from './fermions.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine('cpu');
});
afterAll(() => engine.dispose());

const norm = (i: string): Expression => ({ kind: 'norm', of: particle(i) });
const squares = over(['i'], 2, square(norm('i')));
const coordinate = (index: number): Expression => ({
  kind: 'component',
  of: { kind: 'position', name: 'x', particle: index },
  index: 1,
});
const gaussian = (a: number) => exp(multiply(number(-a), squares));

/** The evaluation of a wave function of two particles on a line without parameters, in a trap without interaction. */
async function evaluated(psi: Expression, change: Partial<Experiment>): Promise<EventOf<'result'>> {
  const base = trap({ particles: 2, blocks: [], psi, walkers: 2048 });
  const experiment: Experiment = { ...base, ...change };
  experiment.schedule.evaluation = { walkers: 2048, samples: 60, sweeps: 10 };
  const state = await RunState.create(experiment, engine);
  await state.sampler.advance(state.parameters, 200);
  let result: EventOf<'result'> | undefined;
  for await (const event of evaluate(state, () => false)) if (event.type === 'result') result = event;
  await state.dispose();
  return result!;
}

/** ∫f over a bin, by Simpson's rule. */
function integral(f: (x: number) => number, middle: number, width: number): number {
  return ((f(middle - width / 2) + 4 * f(middle) + f(middle + width / 2)) * width) / 6;
}

/** Mean square of the deviations of a curve from what it should be, in error bars, where there is anything to see. */
function misfit(
  curve: { at: number[]; values: (number | null)[]; errors: (number | null)[] },
  exact: (x: number) => number,
) {
  const width = curve.at[1]! - curve.at[0]!;
  const deviations = curve.at.flatMap((x, i) => {
    const expected = integral(exact, x, width) / width;
    return expected < 1e-3 ? [] : [(curve.values[i]! - expected) / curve.errors[i]!];
  });
  expect(deviations.length).toBeGreaterThan(15);
  return deviations.reduce((sum, z) => sum + z * z, 0) / deviations.length;
}

describe('two fermions in a trap', () => {
  let result: EventOf<'result'>;
  beforeAll(async () => {
    // (x₁ − x₂)·exp(−(x₁² + x₂²)/2): the exact ground state, E = 2.
    const psi = multiply(binary('subtract', coordinate(1), coordinate(2)), gaussian(0.5));
    result = await evaluated(psi, {
      observables: [
        { kind: 'density', particles: 'x', axis: 1, bins: 40, range: { low: -4, high: 4 }, text: 'density(x)' },
        { kind: 'pair_density', particles: 'x', bins: 30, range: { low: 0, high: 6 }, text: 'pair_density' },
        { kind: 'mean', expression: squares, text: 'sum(i) x[i]^2' },
      ],
    });
  });

  test('have their energy without an error, half of it kinetic', () => {
    expect(result.energies[0]!).toBeCloseTo(2, 4);
    for (const { value, error } of result.terms!.slice(0, 2)) {
      expect(Math.abs(value! - 1)).toBeLessThan(4 * error!);
      expect(error!).toBeLessThan(0.01);
    }
    expect(result.verdict!.state).toBe('converged');
  });

  test('fulfil the virial theorem', () => {
    const { ratio, error } = result.virial!;
    expect(Math.abs(ratio! - 1)).toBeLessThan(4 * error!);
    expect(error!).toBeLessThan(0.01);
  });

  test('have the density of two levels, which adds up to two', () => {
    const { curve, files } = result.observables![0]!;
    const exact = (x: number) => (Math.exp(-x * x) * (1 + 2 * x * x)) / Math.sqrt(Math.PI);
    const off = misfit(curve!, exact);
    expect(off).toBeGreaterThan(0.3);
    expect(off).toBeLessThan(2.2);
    expect(curve!.values.reduce((sum: number, value) => sum + value! * 0.2, 0)).toBeCloseTo(2, 2);
    expect(files).toEqual(['observables/density-x.csv', 'figures/density-x.svg']);
  });

  test('keep away from each other as their relative motion says', () => {
    const { curve } = result.observables![1]!;
    const off = misfit(curve!, (d) => Math.sqrt(2 / Math.PI) * d * d * Math.exp((-d * d) / 2));
    expect(off).toBeGreaterThan(0.3);
    expect(off).toBeLessThan(2.2);
    expect(curve!.values.reduce((sum: number, value) => sum + value! * 0.2, 0)).toBeCloseTo(1, 2);
  });

  test('have the mean square that their energy says', () => {
    const { value, error, curve } = result.observables![2]!;
    expect(Math.abs(value! - 2)).toBeLessThan(4 * error!);
    expect(error!).toBeLessThan(0.02);
    expect(curve).toBeUndefined();
  });
});

test('a state that is not stationary under scaling breaks the virial theorem as it should', async () => {
  // exp(−a Σx²): ⟨T⟩ = a, ⟨V⟩ = 1/(4a) for two particles, so 2⟨T⟩/⟨x·∇V⟩ = 4a².
  const result = await evaluated(gaussian(0.8), {});
  const { ratio, error } = result.virial!;
  expect(Math.abs(ratio! - 2.56)).toBeLessThan(4 * error!);
  expect(error!).toBeLessThan(0.05);
  expect(Math.abs(result.energies[0]! - (0.8 + 1 / 3.2))).toBeLessThan(4 * result.errors[0]!);
});
