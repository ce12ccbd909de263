import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, openEngine } from '../../runtime/engine/index.ts';
import type { EventOf } from '../../runtime/events.ts';
import { RandomStream } from '../../runtime/random/stream.ts';
import { evaluate } from '../../runtime/train/evaluate.ts';
import { RunState } from '../../runtime/train/run-state.ts';
import { experimentOf } from './programs.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine('cpu');
});
afterAll(() => engine.dispose());

/** ψ = exp(−a x²) in the oscillator: |ψ|² is normal with σ² = 1/(4a), and E = a/2 + 1/(8a). */
const A = 0.8;
const ENERGY = A / 2 + 1 / (8 * A);
const EVALUATIONS = 200;

/** Independent evaluations of a wave function whose energy is known, each from walkers that follow |ψ|² already. */
async function evaluations(evaluation: string): Promise<EventOf<'result'>[]> {
  const experiment = await experimentOf({
    dimension: 1,
    ansatz: `N = mlp { hidden = [2] }
  psi = exp(N(r) - ${A} * |r|^2)`,
    sampler: 'walkers = 64; sweeps = 1; proposal = uniform(0.5)',
    evaluate: evaluation,
  });
  experiment.schedule.sampler.walkers = experiment.schedule.evaluation.walkers;
  const results: EventOf<'result'>[] = [];
  const state = await RunState.create(experiment, engine);
  // The network is 0 everywhere.
  state.values.fill(0);
  for (let k = 0; k < EVALUATIONS; k++) {
    state.random.restore(RandomStream.fromSeed(k).state);
    const walkers = new Float32Array(state.sampler.walkers.length);
    state.random.fillNormal(walkers, Math.sqrt(1 / (4 * A)));
    state.sampler.walkers = walkers;
    for await (const event of evaluate(state, () => false)) if (event.type === 'result') results.push(event);
  }
  await state.dispose();
  return results;
}

let many: Promise<EventOf<'result'>[]> | undefined;
const manyWalkers = () => (many ??= evaluations('walkers = 64; samples = 12; sweeps = 1'));

test.each([
  ['many walkers, short and strongly correlated series', manyWalkers],
  ['few walkers, long series', () => evaluations('walkers = 8; samples = 60; sweeps = 3')],
])('one error bar of an evaluation covers the known energy in 63 to 73 of 100 cases: %s', async (_, evaluated) => {
  const results = await evaluated();
  expect(results).toHaveLength(EVALUATIONS);
  const deviations = results.map(({ energies, errors }) => (energies[0]! - ENERGY) / errors[0]!);
  const covered = deviations.filter((deviation) => Math.abs(deviation) <= 1).length / EVALUATIONS;
  expect(covered).toBeGreaterThanOrEqual(0.63);
  expect(covered).toBeLessThanOrEqual(0.73);
  // Errors that know nothing of autocorrelation would be far too small here.
  const times = results.map(({ autocorrelation }) => autocorrelation[0]!).sort((x, y) => x - y);
  expect(times[EVALUATIONS / 2]!).toBeGreaterThan(2);
});

test('terms of the energy add up to it, and each has an error bar that covers what is known', async () => {
  const results = await manyWalkers();
  const known = [A / 2, 1 / (8 * A)];
  for (const [t, exact] of known.entries()) {
    const covered = results.filter(({ terms }) => Math.abs(terms![t]!.value! - exact) <= terms![t]!.error!).length;
    expect(covered / EVALUATIONS).toBeGreaterThanOrEqual(0.6);
    expect(covered / EVALUATIONS).toBeLessThanOrEqual(0.76);
  }
  for (const { terms, energies } of results.slice(0, 10))
    expect(terms!.reduce((total, { value }) => total + value!, 0)).toBeCloseTo(energies[0]!, 5);
});

test('the proposal stays as it is while an evaluation lasts', async () => {
  // Moves of a hundredth, nearly always accepted: adapted, they would be twice as wide after a few samples, and refused half of the time.
  const experiment = await experimentOf({
    dimension: 1,
    ansatz: 'N = mlp { hidden = [2] }\n  psi = exp(N(r) - |r|^2 / 2)',
    sampler: 'walkers = 64; sweeps = 1; proposal = uniform(0.01); acceptance = 50%',
    evaluate: 'walkers = 64; samples = 60; sweeps = 2',
  });
  const state = await RunState.create(experiment, engine);
  for await (const event of evaluate(state, () => false))
    if (event.type === 'result') expect(event.acceptance).toBeGreaterThan(0.98);
  expect(state.sampler.width).toBe(0.01);
  await state.dispose();
});
