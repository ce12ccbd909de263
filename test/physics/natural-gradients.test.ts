/** Natural gradients in whole runs: how far they come, that they go on exactly, and what freezing leaves alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../runtime/engine/index.ts';
import type { EventOf, RunEvent } from '../../runtime/events.ts';
import type { Experiment, Optimizer } from '../../runtime/experiment.ts';
import type { Checkpoint } from '../../runtime/train/checkpoint.ts';
import { startTraining } from '../../runtime/train/training.ts';
import { decaying } from './decaying.ts';
import { experimentOf, type ProgramParts } from './programs.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine('cpu');
});
afterAll(() => engine.dispose());

const NETWORK = 'N = mlp { hidden = [16, 16]; activation = silu }\n  psi = exp(N(r) - sum(d) r[d]^4 / 3^4)';
const SMALL: ProgramParts = { ansatz: NETWORK, sampler: 'walkers = 200; sweeps = 5; acceptance = 50%' };

const SPRING: Extract<Optimizer, { kind: 'sr' | 'spring' }> = {
  kind: 'spring',
  learning_rate: 0.2,
  damping: decaying(1e-4, 0.1, 10),
  momentum: 0.9,
  norm_constraint: 1e-2,
  space: 'auto',
};

async function experimentWith(optimizer: Optimizer, parts: ProgramParts): Promise<Experiment> {
  const experiment = await experimentOf(parts);
  experiment.schedule.phases[0]!.optimizer = optimizer;
  return experiment;
}

async function runAll(
  experiment: Experiment,
  on: Engine,
  checkpoint?: Checkpoint,
  after: (event: RunEvent, at: () => Checkpoint) => void = () => {},
): Promise<RunEvent[]> {
  const run = await startTraining(experiment, on, { runPath: null, ...(checkpoint && { checkpoint }) });
  const events: RunEvent[] = [];
  for await (const event of run.events()) {
    events.push(event);
    after(event, () => structuredClone(run.checkpoint()));
  }
  return events;
}

const stepsOf = (events: readonly RunEvent[]) => events.filter((event) => event.type === 'step');
/** What must repeat: everything but the clock and the machine. */
const timeless = (events: readonly RunEvent[]) =>
  stepsOf(events).map((event) => ({ ...event, time: 0, seconds: null }));

describe('natural gradients', () => {
  it.each([
    ['spring, among walkers', { ...SPRING, space: 'walkers' as const }],
    ['spring, among parameters', { ...SPRING, space: 'parameters' as const }],
    ['sr', { ...SPRING, kind: 'sr' as const, momentum: 0, damping: decaying(1e-3, 0.1, 10) }],
  ])('of %s find the ground state of an oscillator in a hundred steps', async (_, optimizer) => {
    const experiment = await experimentWith(optimizer, {
      dimension: 1,
      ansatz: NETWORK,
      sampler: 'walkers = 512; sweeps = 10; acceptance = 50%',
      steps: 100,
      evaluate: 'walkers = 2048; samples = 50; sweeps = 5',
    });
    const { energies, errors, variance } = (await runAll(experiment, engine)).at(-1) as EventOf<'result'>;
    // Temple: E − E₀ ≤ σ²/(E₁ − E), so that the variance bounds the energy more sharply than its error bar.
    expect(variance[0]!).toBeLessThan(optimizer.kind === 'sr' ? 1e-3 : 1e-4);
    expect(Math.abs(energies[0]! - 0.5)).toBeLessThan(variance[0]! + 4 * errors[0]!);
  });

  it('go on from any checkpoint as if they had not stopped', async () => {
    for (const space of ['walkers', 'parameters'] as const) {
      const experiment = await experimentWith({ ...SPRING, space }, { ...SMALL, steps: 7 });
      const checkpoints: Checkpoint[] = [];
      const whole = await runAll(experiment, engine, undefined, (event, at) => {
        if (event.type === 'step') checkpoints.push(at());
      });
      for (const step of [1, 4, 6]) {
        const rest = await runAll(experiment, engine, checkpoints[step - 1]!);
        expect(timeless(rest)).toEqual(timeless(whole).slice(step));
      }
    }
  });

  it('follow samples that serve several steps, and go on exactly between them', async () => {
    const experiment = await experimentWith(SPRING, {
      ...SMALL,
      sampler: 'walkers = 512; sweeps = 10; acceptance = 50%',
      dimension: 1,
      steps: 60,
      evaluate: 'walkers = 1024; samples = 30; sweeps = 5',
    });
    experiment.schedule.sampler.reweight = { by: 'effective_samples', most: 4, share: 0.8 };
    const checkpoints: Checkpoint[] = [];
    const whole = await runAll(experiment, engine, undefined, (event, at) => {
      if (event.type === 'step') checkpoints.push(at());
    });
    const ages = stepsOf(whole).map(({ reuse }) => reuse!.steps);
    expect(ages.some((age) => age > 1)).toBe(true);
    const { energies, errors, variance } = whole.at(-1) as EventOf<'result'>;
    expect(Math.abs(energies[0]! - 0.5)).toBeLessThan(variance[0]! + 4 * errors[0]!);
    expect(variance[0]!).toBeLessThan(1e-2);
    const between = ages.findIndex((age) => age > 1);
    expect(timeless(await runAll(experiment, engine, checkpoints[between]!))).toEqual(
      timeless(whole).slice(between + 1),
    );
  });

  it('are the same to the last bit with one thread and with three', async () => {
    const experiment = await experimentWith(SPRING, { ...SMALL, steps: 4 });
    const engines = [await openEngine('cpu', { threads: 1 }), await openEngine('cpu', { threads: 3 })];
    const [one, three] = [await runAll(experiment, engines[0]!), await runAll(experiment, engines[1]!)];
    expect(timeless(one)).toEqual(timeless(three));
    await Promise.all(engines.map((each) => each.dispose()));
  });

  it('take a step back that has raised the energy far beyond chance, and say so', async () => {
    // Near the minimum first; then one step hundreds of times too long, which nothing bounds.
    const experiment = await experimentWith(SPRING, { ...SMALL, steps: 30 });
    const [phase] = experiment.schedule.phases;
    const wild = { ...SPRING, learning_rate: 300, norm_constraint: null };
    experiment.schedule.phases.push({ ...phase!, name: 'wild', optimizer: wild, steps: 2 });
    const after: Checkpoint[] = [];
    const events = await runAll(experiment, engine, undefined, (event, at) => {
      if (event.type === 'step' || event.type === 'start') after.push(at());
    });
    const taken = stepsOf(events).findIndex(({ natural }) => natural!.taken_back);
    expect(taken).toBe(31);
    const parameters = ({ tensors }: Checkpoint) =>
      Object.entries(tensors).flatMap(([name, { data }]) => (name.startsWith('parameter/') ? [...data] : []));
    expect(parameters(after[taken + 1]!)).toEqual(parameters(after[taken - 1]!));
    expect(parameters(after[taken]!)).not.toEqual(parameters(after[taken - 1]!));
  });

  it('end with a message where a walker has no derivative, and keep the last good state', async () => {
    const experiment = await experimentWith(SPRING, {
      ...SMALL,
      ansatz: 'N = mlp { hidden = [4] }\n  psi = N(r) * sqrt(|r|^2 - 1/2)',
    });
    let start: Checkpoint | undefined;
    const events = await runAll(experiment, engine, undefined, (event, at) => {
      if (event.type === 'start') start = at();
      if (event.type === 'failure') expect({ ...at(), time: 0 }).toEqual({ ...start, time: 0 });
    });
    expect(events.at(-1)).toMatchObject({
      type: 'failure',
      message: expect.stringMatching(/not finite at the walker/),
    });
  });
});

describe('frozen blocks', () => {
  const TWO = 'N = mlp { hidden = [8] }\n  M = mlp { hidden = [6] }\n  psi = exp(N(r) + M(r) - |r|^2 / 2)';
  const adamw: Optimizer = {
    kind: 'adamw',
    learning_rate: 1e-2,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weight_decay: 0.1,
  };

  it.each([['spring', SPRING] as const, ['adamw', adamw] as const])(
    'stay as they are to the last bit under %s, while the others move',
    async (_, optimizer) => {
      const experiment = await experimentWith(optimizer, { ...SMALL, ansatz: TWO, steps: 3 });
      experiment.schedule.phases[0]!.freeze = ['N'];
      const seen: Checkpoint[] = [];
      await runAll(experiment, engine, undefined, (event, at) => {
        if (event.type === 'start' || event.type === 'step') seen.push(at());
      });
      const [first, last] = [seen[0]!, seen.at(-1)!];
      const names = Object.keys(first.tensors).filter((name) => name.startsWith('parameter/'));
      expect(names.length).toBe(8);
      for (const name of names) {
        const [before, after] = [first.tensors[name]!.data, last.tensors[name]!.data];
        if (name.startsWith('parameter/N.')) expect(after).toEqual(before);
        // The last bias only changes the norm of ψ: nothing but weight decay moves it.
        else if (!name.endsWith('bias2') || optimizer.kind === 'adamw') expect(after).not.toEqual(before);
      }
    },
  );

  it('may thaw in a later phase, and the run goes on exactly from there', async () => {
    const experiment = await experimentWith(SPRING, { ...SMALL, ansatz: TWO, steps: 3 });
    const [phase] = experiment.schedule.phases;
    phase!.freeze = ['N'];
    experiment.schedule.phases.push({ ...phase!, name: 'all', freeze: [] });
    const seen: Checkpoint[] = [];
    const whole = await runAll(experiment, engine, undefined, (event, at) => {
      if (event.type === 'step') seen.push(at());
    });
    expect(seen[1]!.tensors['optimizer/direction']!.data.length).toBeLessThan(
      seen[3]!.tensors['optimizer/direction']!.data.length,
    );
    for (const step of [2, 3, 4])
      expect(timeless(await runAll(experiment, engine, seen[step - 1]!))).toEqual(timeless(whole).slice(step));
  });

  it.each([
    [['X'], /freezes X, but the ansatz has the blocks N, M/],
    [['N', 'M'], /nothing is left to train/],
  ])('%j are refused', async (freeze, message) => {
    const experiment = await experimentWith(SPRING, { ...SMALL, ansatz: TWO });
    experiment.schedule.phases[0]!.freeze = freeze;
    await expect(startTraining(experiment, engine, { runPath: null })).rejects.toThrow(message);
  });
});
