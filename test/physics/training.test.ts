import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../runtime/engine/index.ts';
import type { EventOf, RunEvent } from '../../runtime/events.ts';
import type { Experiment } from '../../runtime/experiment.ts';
import type { Checkpoint } from '../../runtime/train/checkpoint.ts';
import { fail } from '../../runtime/train/failure.ts';
import { RunState } from '../../runtime/train/run-state.ts';
import { startTraining } from '../../runtime/train/training.ts';
import { binary, distance, number, over, trap } from './fermions.ts';
import { experimentOf } from './programs.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine('cpu');
});
afterAll(() => engine.dispose());

const GROUND = {
  ansatz: 'N = mlp { hidden = [16]; activation = silu }\n  psi = exp(N(r) - sum(d) r[d]^4 / 3^4)',
  sampler: 'walkers = 512; sweeps = 5; acceptance = 50%',
  optimizer: 'adam { learning_rate = 0.03 * exp(-step/150) }',
};
const STATES = {
  dimension: 2,
  ansatz: 'N = mlp { hidden = [12, 12]; activation = sin; output = sin }\n  psi = N(r) * exp(-|r|^2 / 2)',
  sampler: 'walkers = 300; sweeps = 5',
  objective: 'residual(1) + normalization(1) + orthogonality(40) + energy(1)',
  optimizer: 'adamw { learning_rate = 1e-3; weight_decay = 1e-3 }',
  train: 'states = 3',
};

/** All events of a run; `after` sees each one as it happens. */
async function runAll(
  experiment: Experiment,
  on: Engine,
  checkpoint?: Checkpoint,
  after: (event: RunEvent, run: Awaited<ReturnType<typeof startTraining>>) => void = () => {},
): Promise<RunEvent[]> {
  const run = await startTraining(experiment, on, { runPath: null, ...(checkpoint && { checkpoint }) });
  const events: RunEvent[] = [];
  for await (const event of run.events()) {
    events.push(event);
    after(event, run);
  }
  return events;
}

/** What must repeat: everything but the clock and the machine. */
function timeless(events: readonly RunEvent[]): unknown[] {
  return events
    .filter((event) => event.type === 'step' || event.type === 'evaluation' || event.type === 'result')
    .map((event) => ({ ...event, time: 0, training_seconds: 0, evaluation_seconds: 0, seconds: null }));
}

const resultOf = (events: readonly RunEvent[]) => events.at(-1) as EventOf<'result'>;

describe('training', () => {
  it.each([1, 3])('finds the ground state of the oscillator in %i dimensions', async (dimension) => {
    const experiment = await experimentOf({
      ...GROUND,
      dimension,
      steps: 500,
      evaluate: 'walkers = 2048; samples = 60; sweeps = 5',
    });
    const { energies, errors, expectations } = resultOf(await runAll(experiment, engine));
    const exact = dimension / 2;
    expect(expectations).toEqual([]);
    expect(energies[0]!).toBeLessThan(exact * 1.01);
    // Never below the exact energy by more than the error bar can explain.
    expect(energies[0]!).toBeGreaterThan(exact - 4 * errors[0]!);
  });

  it('is the same to the last bit for one thread and for two, and in another process of the engine', async () => {
    for (const parts of [GROUND, STATES]) {
      const experiment = await experimentOf({ ...parts, steps: 12 });
      const single = await openEngine('cpu', { threads: 1 });
      const double = await openEngine('cpu', { threads: 2 });
      const first = timeless(await runAll(experiment, single));
      expect(timeless(await runAll(experiment, double))).toEqual(first);
      expect(timeless(await runAll(experiment, single))).toEqual(first);
      await Promise.all([single.dispose(), double.dispose()]);
    }
  });

  it.each([
    ['one state', GROUND],
    ['three states', STATES],
  ])('goes on from any checkpoint as if it had not stopped: %s', async (_, parts) => {
    const experiment = await experimentOf({ ...parts, steps: 9 });
    const checkpoints: Checkpoint[] = [];
    const whole = timeless(
      await runAll(experiment, engine, undefined, (event, run) => {
        if (event.type === 'step') checkpoints.push(structuredClone(run.checkpoint()));
      }),
    );
    for (const checkpoint of [checkpoints[0]!, checkpoints[4]!, checkpoints[8]!]) {
      const rest = timeless(await runAll(experiment, engine, checkpoint));
      expect(rest).toEqual(whole.slice(checkpoint.step));
    }
  });

  it('goes on exactly after a change of phase', async () => {
    const experiment = await experimentOf({ ...GROUND, steps: 4 });
    const [phase] = experiment.schedule.phases;
    experiment.schedule.phases.push({ ...phase!, name: 'second', steps: 4 });
    const checkpoints: Checkpoint[] = [];
    const whole = await runAll(experiment, engine, undefined, (event, run) => {
      if (event.type === 'step') checkpoints.push(structuredClone(run.checkpoint()));
    });
    expect(whole.filter((e) => e.type === 'step').map((e) => e.phase)).toEqual([
      ...new Array(4).fill('main'),
      ...new Array(4).fill('second'),
    ]);
    for (const step of [4, 5])
      expect(timeless(await runAll(experiment, engine, checkpoints[step - 1]!))).toEqual(timeless(whole).slice(step));
  });

  it('ends a phase where its energy has come to rest, and goes on exactly from any checkpoint before and after', async () => {
    const experiment = await experimentOf({ ...GROUND, steps: 40 });
    const [phase] = experiment.schedule.phases;
    const stop = { window: 4, slope: 1, slope_change: 1, drift: 1, variance: 1, spread: 1, hits: 2, misses: 0 };
    experiment.schedule.phases = [
      { ...phase!, stop: { ...stop, arithmetic: 'absolute' } },
      { ...phase!, name: 'second', steps: 5 },
    ];
    const checkpoints: Checkpoint[] = [];
    const whole = await runAll(experiment, engine, undefined, (event, run) => {
      if (event.type === 'step') checkpoints.push(structuredClone(run.checkpoint()));
    });
    const stopped = whole.filter((event) => event.type === 'stopped');
    expect(stopped).toMatchObject([{ type: 'stopped', step: 12, phase: 'main', windows: 3 }]);
    expect(whole.findLast((event) => event.type === 'step')).toMatchObject({ step: 17, phase: 'second' });
    for (const step of [5, 11, 12, 13, 17])
      expect(timeless(await runAll(experiment, engine, checkpoints[step - 1]!))).toEqual(timeless(whole).slice(step));
  });

  it.each([
    ['one state', GROUND, { by: 'spread', most: 6, least: 1, s: 1e-2 }],
    ['three states', STATES, { by: 'effective_samples', most: 5, share: 0.6 }],
  ] as const)(
    'uses samples for several steps, finds the same energy, and goes on exactly: %s',
    async (_, parts, reweight) => {
      const experiment = await experimentOf({ ...parts, steps: 40 });
      const plain = resultOf(await runAll(experiment, engine));
      experiment.schedule.sampler.reweight = reweight;
      const checkpoints: Checkpoint[] = [];
      const whole = await runAll(experiment, engine, undefined, (event, run) => {
        if (event.type === 'step') checkpoints.push(structuredClone(run.checkpoint()));
      });
      const steps = whole.filter((event) => event.type === 'step');
      const drawn = steps.filter(({ reuse }) => reuse!.steps === 1);
      expect(drawn.length).toBeLessThan(30);
      for (const { reuse, acceptance } of steps) {
        expect(reuse!.steps).toBeLessThanOrEqual(reweight.most);
        expect(acceptance === null).toBe(reuse!.steps > 1);
      }
      const { energies, errors } = resultOf(whole);
      expect(Math.abs(energies[0]! - plain.energies[0]!)).toBeLessThan(0.05 + 3 * (errors[0]! + plain.errors[0]!));
      for (const step of [3, 11, 18])
        expect(timeless(await runAll(experiment, engine, checkpoints[step - 1]!))).toEqual(timeless(whole).slice(step));
    },
  );

  it('burns in, chooses its sweeps and moves by Langevin steps, and goes on exactly from any checkpoint', async () => {
    const experiment = await experimentOf({ ...GROUND, steps: 45 });
    const { schedule } = experiment;
    const { kind: _, ...common } = schedule.sampler;
    schedule.sampler = {
      ...common,
      kind: 'langevin',
      time_step: 0.05,
      acceptance: 0.6,
      sweeps: 'auto',
      burn_in: 'auto',
    };
    schedule.evaluation.sweeps = 'auto';
    const checkpoints: Checkpoint[] = [];
    const whole = await runAll(experiment, engine, undefined, (event, run) => {
      if (event.type === 'step') checkpoints.push(structuredClone(run.checkpoint()));
    });
    expect(whole[1]).toMatchObject({ type: 'burn_in', stationary: true });
    const sweeps = whole.filter((event) => event.type === 'sweeps');
    // The time step grows until 60 % are accepted, and fewer sweeps are then enough.
    expect(sweeps.length).toBeGreaterThan(1);
    expect(sweeps.at(-1)!.sweeps).toBeLessThan(10);
    const result = resultOf(whole);
    expect(result.autocorrelation[0]!).toBeLessThan(4);
    expect(result.acceptance).toBeGreaterThan(0.4);
    for (const step of [4, 17, 33])
      expect(timeless(await runAll(experiment, engine, checkpoints[step - 1]!))).toEqual(timeless(whole).slice(step));
  });

  it('refuses a checkpoint of another network', async () => {
    const run = await startTraining(await experimentOf({ ...GROUND, steps: 1 }), engine, { runPath: null });
    const checkpoint = run.checkpoint();
    const other = await experimentOf({ ...GROUND, ansatz: GROUND.ansatz.replace('16', '17'), steps: 1 });
    await expect(startTraining(other, engine, { runPath: null, checkpoint })).rejects.toThrow(/does not fit/);
  });

  it('stops after the current step when asked to, and can go on', async () => {
    const experiment = await experimentOf({ ...GROUND, steps: 50 });
    let last: Checkpoint | undefined;
    const events = await runAll(experiment, engine, undefined, (event, run) => {
      if (event.type !== 'step' || event.step !== 3) return;
      run.requestStop();
      last = run.checkpoint();
    });
    expect(events.at(-1)).toMatchObject({ type: 'interrupted', step: 3 });
    expect(last!.step).toBe(3);
  });

  it('goes back to the last good state when the evaluation meets a number that is not finite', async () => {
    // The potential is finite within the cube where walkers start, and nowhere else.
    const hamiltonian = 'H = -1/2 * ∇²[r] + sqrt(36 - |r|^2)';
    const ansatz = 'N = mlp { hidden = [4] }\n  psi = exp(N(r) - |r|^2 / 200)';
    const sampler = 'walkers = 64; sweeps = 1; proposal = uniform(0.5); start = cube(1); burn_in = 0';
    const experiment = await experimentOf({
      hamiltonian,
      ansatz,
      sampler,
      steps: 1,
      evaluate: 'walkers = 96; samples = 50; sweeps = 200',
    });
    const run = await startTraining(experiment, engine, { runPath: null });
    const events: RunEvent[] = [];
    for await (const event of run.events()) events.push(event);
    expect(events.at(-1)).toMatchObject({ type: 'failure', where: expect.stringMatching(/sqrt/) });
    expect(run.checkpoint().step).toBe(1);
    expect(run.checkpoint().tensors.walkers!.shape).toEqual([64, 3]);
  });

  it('says so where walkers run away, and keeps the last good state', async () => {
    const experiment = await experimentOf({
      hamiltonian: 'H = -1/2 * ∇²[r] - exp(-|r|^2)',
      ansatz: 'N = mlp { hidden = [4] }\n  psi = exp(sin(N(r)) / 1000)',
      sampler: 'walkers = 64; sweeps = 5; acceptance = 30%; burn_in = 0',
      steps: 200,
    });
    const run = await startTraining(experiment, engine, { runPath: null });
    const events: RunEvent[] = [];
    for await (const event of run.events()) events.push(event);
    const failure = events.at(-1) as EventOf<'failure'>;
    expect(failure).toMatchObject({ type: 'failure', where: 'walkers' });
    expect(failure.message).toMatch(/run away to infinity at the walker .* multiply it by an amplitude/);
    const { walkers } = run.checkpoint().tensors;
    expect(walkers!.data.every((x) => Math.abs(x) < 1e6)).toBe(true);
    expect(run.checkpoint().step).toBe(failure.step - 1);
  });

  it('names the particles that are in the same place', async () => {
    const experiment = trap({ particles: 2, statistics: 'bosons', blocks: [], walkers: 8, psi: number(1), steps: 1 });
    experiment.hamiltonian.terms.push({
      kind: 'potential',
      expression: over(['i', 'j'], 2, binary('divide', number(1), distance('i', 'j'))),
      bodies: 2,
      text: 'sum(i<j) 1/|x[i] - x[j]|',
    });
    const state = await RunState.create(experiment, engine);
    const walkers = state.sampler.walkers.slice();
    walkers.set([0.5, 0.5], 6);
    state.sampler.walkers = walkers;
    const failure = await fail(state, 'gradient', () => {});
    await state.dispose();
    expect(failure.walker).toEqual([0.5, 0.5]);
    expect(failure.message).toContain(
      '1/|x[i] - x[j]| of Trap is not finite at the walker (0.5000, 0.5000), where x[1] and x[2] are in the same place',
    );
  });

  it.each([
    ['a potential', { hamiltonian: 'H = -1/2 * ∇²[r] + log(|r|^2 - 1/2)' }, /term .*log/],
    ['an ansatz', { ansatz: 'N = mlp { hidden = [4] }\n  psi = N(r) * sqrt(|r|^2 - 1/2)' }, /Trial/],
  ])('names %s that is not finite, with the walker that shows it', async (_, parts, where) => {
    const experiment = await experimentOf({ ...GROUND, ...parts, steps: 5 });
    const run = await startTraining(experiment, engine, { runPath: null });
    const start = structuredClone(run.checkpoint());
    const events: RunEvent[] = [];
    for await (const event of run.events()) events.push(event);
    const failure = events.at(-1) as EventOf<'failure'>;
    // The last good state is kept.
    expect({ ...run.checkpoint(), time: 0 }).toEqual({ ...start, time: 0 });
    expect(failure.type).toBe('failure');
    expect(failure.where).toMatch(where);
    const [x, y, z] = failure.walker as number[];
    expect(x! ** 2 + y! ** 2 + z! ** 2).toBeLessThanOrEqual(0.5);
    expect(failure.message).toContain('step 1');
  });
});
