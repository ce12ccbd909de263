/** Outliers of the local energy: cut off in the gradient, and in nothing that is reported. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../runtime/engine/index.ts';
import type { EventOf } from '../../runtime/events.ts';
import { clippedResiduals } from '../../runtime/objective/energy.ts';
import { evaluate } from '../../runtime/train/evaluate.ts';
import { RunState } from '../../runtime/train/run-state.ts';
import { startTraining } from '../../runtime/train/training.ts';
import { experimentOf } from './programs.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine('cpu');
});
afterAll(() => engine.dispose());

it('residuals are those of energies clipped to the median ± so many mean deviations, by hand', () => {
  // Median 2, mean deviation (2 + 1 + 0 + 1 + 96)/5 = 20: with 0.1 of it energies lie in 0 … 4, with 1 in −18 … 22.
  const local = Float32Array.of(0, 1, 2, 3, 98);
  expect([...clippedResiduals(local, 0.1)]).toEqual([-2, -1, 0, 1, 2]);
  const wide = [0, 1, 2, 3, 22];
  [...clippedResiduals(local, 1)].forEach((residual, i) => {
    expect(residual).toBeCloseTo(wide[i]! - 28 / 5, 12);
  });
  [...clippedResiduals(local, null)].forEach((residual, i) => {
    expect(residual).toBeCloseTo(local[i]! - 104 / 5, 12);
  });
});

it('weighted walkers have residuals of weighted mean 0', () => {
  const importance = Float64Array.of(2, 0.5, 0.5, 1, 1);
  const residuals = clippedResiduals(Float32Array.of(0, 1, 2, 3, 98), 1, importance);
  expect(residuals.reduce((sum, r, i) => sum + importance[i]! * r, 0)).toBeCloseTo(0, 12);
});

/** The first step and the evaluation from the same walkers, with a ψ whose local energy spreads widely. */
async function runWith(clip: number | null) {
  const experiment = await experimentOf({
    dimension: 1,
    ansatz: 'N = mlp { hidden = [4] }\n  psi = exp(N(r) - 2 * |r|^2)',
    sampler: 'walkers = 256; sweeps = 5; acceptance = 50%',
    steps: 1,
  });
  experiment.schedule.phases[0]!.objective = { kind: 'energy', clip };
  const run = await startTraining(experiment, engine, { runPath: null });
  let step: EventOf<'step'> | undefined;
  for await (const event of run.events()) if (event.type === 'step') step = event;
  const state = await RunState.create(experiment, engine);
  let result: EventOf<'result'> | undefined;
  for await (const event of evaluate(state, () => false)) if (event.type === 'result') result = event;
  await state.dispose();
  return { step: step!, result: result!, parameters: run.checkpoint().tensors['parameter/N.weight1']!.data };
}

it('energies of steps and evaluations know nothing of clipping, parameters do', async () => {
  const [narrow, none] = [await runWith(0.01), await runWith(null)];
  expect(narrow.step.energies).toEqual(none.step.energies);
  expect(narrow.step.variance).toEqual(none.step.variance);
  expect(narrow.result.energies).toEqual(none.result.energies);
  expect(narrow.result.errors).toEqual(none.result.errors);
  expect(narrow.parameters).not.toEqual(none.parameters);
});
