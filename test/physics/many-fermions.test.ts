/** Many free fermions, whose energy is A²/2: what the beginning of the features makes of them in float32. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../runtime/engine/index.ts';
import type { EventOf, RunEvent } from '../../runtime/events.ts';
import type { Experiment } from '../../runtime/experiment.ts';
import { startTraining } from '../../runtime/train/training.ts';
import { decaying } from './decaying.ts';
import { equivariantBlocks, trap } from './fermions.ts';

const PARTICLES = 10;
const EXACT = PARTICLES ** 2 / 2;

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine('cpu');
});
afterAll(() => engine.dispose());

function freeFermions(particles: number, scattered: boolean, steps: number): Experiment {
  const blocks = equivariantBlocks(64).map((block) =>
    block.kind === 'equivariant' && scattered ? { ...block, weights: { kind: 'scattered', size: 1 } as const } : block,
  );
  const experiment = trap({ particles, blocks, walkers: 256, steps });
  experiment.schedule.phases[0]!.optimizer = {
    kind: 'spring',
    learning_rate: 0.2,
    damping: decaying(1e-4, 0.1, 30),
    momentum: 0.9,
    norm_constraint: 1e-2,
    space: 'auto',
  };
  experiment.schedule.evaluation = { walkers: 256, samples: 20, sweeps: 10 };
  return experiment;
}

async function resultOf(experiment: Experiment): Promise<EventOf<'result'>> {
  const run = await startTraining(experiment, engine, { runPath: null });
  const seen: RunEvent[] = [];
  for await (const event of run.events()) seen.push(event);
  return seen.at(-1) as EventOf<'result'>;
}

it('reach their energy in forty steps where steps are scattered, and float64 agrees', async () => {
  const { energies, errors, rounding } = await resultOf(freeFermions(PARTICLES, true, 40));
  expect(Math.abs(energies[0]! - EXACT)).toBeLessThan(1e-3 * EXACT);
  expect(Math.abs(rounding!.shift!)).toBeLessThan(errors[0]!);
  expect(rounding!.share!).toBeLessThan(0.1);
});

it('are called imprecise where their features are nearly straight lines', async () => {
  const { verdict, rounding } = await resultOf(freeFermions(PARTICLES, false, 2));
  expect(rounding!.share!).toBeGreaterThan(0.5);
  expect(verdict!.state).toBe('imprecise');
  expect(verdict!.text).toMatch(/% of the local energy’s variance is rounding; begin with scattered\(1\) steps/);
});

it('go on where float32 calls ψ zero at some of the walkers, which begin anew beside others', async () => {
  const experiment = freeFermions(24, true, 2);
  const { sampler } = experiment.schedule;
  Object.assign(sampler, { walkers: 64, max_age: 1000, start: { kind: 'cloud', size: 2 } });
  experiment.schedule.evaluation = { walkers: 64, samples: 2, sweeps: 2 };
  const run = await startTraining(experiment, engine, { runPath: null });
  const seen: RunEvent['type'][] = [];
  for await (const { type } of run.events()) seen.push(type);
  expect(seen).toContain('renewed');
  expect(seen.at(-1)).toBe('result');
});
