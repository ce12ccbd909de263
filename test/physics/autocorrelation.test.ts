import { expect, it, onTestFinished } from 'vitest';
import { openEngine } from '../../runtime/engine/index.ts';
import { startTraining } from '../../runtime/train/training.ts';
import { experimentOf } from './programs.ts';

it('a step says how many steps tell as much as one: more where walkers move less between them', async () => {
  const engine = await openEngine('cpu');
  onTestFinished(() => engine.dispose());
  const timeWith = async (sweeps: number) => {
    const experiment = await experimentOf({
      ansatz: 'N = mlp { hidden = [8]; activation = silu }\n  psi = exp(N(r) - 0.4 * |r|^2)',
      sampler: `walkers = 2048; sweeps = ${sweeps}; acceptance = 50%`,
      optimizer: 'adam { learning_rate = 1e-3 }',
      steps: 24,
    });
    const run = await startTraining(experiment, engine, { runPath: null });
    const times: (number | null | undefined)[] = [];
    for await (const event of run.events()) if (event.type === 'step') times.push(event.autocorrelation);
    // There is nothing before the first draw to compare it with.
    expect(times[0]).toBe(undefined);
    const later = times.slice(4).map((time) => time!);
    return later.reduce((sum, time) => sum + time, 0) / later.length;
  };
  expect(await timeWith(1)).toBeGreaterThan(3);
  // Walkers that have forgotten everything: what is left is the noise of 2048 of them, 2/√2048.
  const forgotten = await timeWith(60);
  expect(forgotten).toBeGreaterThanOrEqual(1);
  expect(forgotten).toBeLessThan(1.1);
});
