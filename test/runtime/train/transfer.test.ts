import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildAnsatz } from '../../../runtime/ansatz/ansatz.ts';
import { initialParameters, parameterViews } from '../../../runtime/ansatz/parameters.ts';
import { type Engine, openEngine } from '../../../runtime/engine/index.ts';
import type { RunEvent } from '../../../runtime/events.ts';
import type { Experiment } from '../../../runtime/experiment.ts';
import { RandomStream } from '../../../runtime/random/stream.ts';
import type { Checkpoint } from '../../../runtime/train/checkpoint.ts';
import { startTraining } from '../../../runtime/train/training.ts';
import { carryOver, type Source, TransferError } from '../../../runtime/train/transfer.ts';
import { experimentOf } from '../../physics/programs.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine('cpu');
});
afterAll(() => engine.dispose());

const network = (hidden: string, width = 1) =>
  experimentOf({ dimension: 2, ansatz: `N = mlp { hidden = ${hidden} }\n  psi = exp(N(r) - |r|^2 / ${2 * width})` });

/** Parameters as a fresh run would have them. */
function parametersOf(experiment: Experiment) {
  const specs = buildAnsatz(experiment).parameters;
  return { specs, views: parameterViews(specs, initialParameters(specs, RandomStream.fromSeed(7))) };
}

async function sourceFrom(experiment: Experiment): Promise<Source> {
  const run = await startTraining(experiment, engine, { runPath: null });
  let checkpoint: Checkpoint | undefined;
  for await (const event of run.events()) if (event.type === 'step') checkpoint = structuredClone(run.checkpoint());
  return { experiment: { ...experiment, train: 'Weak' }, run: 'runs/Weak', tensors: checkpoint!.tensors };
}

describe('transfer', () => {
  test('takes over every parameter of another coupling', async () => {
    const source = await sourceFrom(await network('[6, 5]', 2));
    const to = await network('[6, 5]');
    const { specs, views } = parametersOf(to);
    const carried = carryOver(to, specs, views, source);
    expect(carried).toEqual({
      carried: specs.map(({ name }) => name),
      fresh: [],
      carried_values: 2 * 6 + 6 + 6 * 5 + 5 + 5 + 1,
      fresh_values: 0,
    });
    for (const { name } of specs)
      expect([...views[name]!]).toEqual([...(source.tensors[`parameter/${name}`]!.data as Float32Array)]);
  });

  test('leaves what has another shape as it is', async () => {
    const source = await sourceFrom(await network('[6, 5]'));
    const to = await network('[6, 4]');
    const { specs, views } = parametersOf(to);
    const before = structuredClone(views);
    const { carried, fresh, carried_values, fresh_values } = carryOver(to, specs, views, source);
    // The first layer and the last bias fit.
    expect(carried_values).toBe(2 * 6 + 6 + 1);
    expect(fresh_values).toBe(6 * 4 + 4 + 4);
    expect([...carried, ...fresh].sort()).toEqual(specs.map(({ name }) => name).sort());
    for (const name of fresh) expect(views[name]).toEqual(before[name]);
    for (const name of carried) expect(views[name]).not.toEqual(before[name]);
  });

  test.each<[string, (experiment: Experiment) => void, RegExp]>([
    [
      'dimension',
      (e) => Object.assign(e.hamiltonian.space.particles[0]!, { dimension: 3 }),
      /particles live in R\^3, not in R\^2/,
    ],
    ['states', (e) => Object.assign(e, { states: 4 }), /it has 4 states, not 1/],
    [
      'statistics',
      (e) => {
        e.hamiltonian.space.particles[0] = { name: 'r', count: 2, dimension: 2, statistics: 'bosons' };
      },
      /its particles are bosons, not fermions/,
    ],
    ['names', (e) => Object.assign(e, { train: 'Weak' }), /no parameter has the same name and shape/],
  ])('refuses another system: %s', async (_, change, message) => {
    const to = await network('[4]');
    const source: Source = { experiment: structuredClone(to), run: null, tensors: {} };
    const { specs, views } = parametersOf(to);
    to.hamiltonian.space.particles[0]!.statistics = 'fermions';
    to.hamiltonian.space.particles[0]!.count = 3;
    source.experiment.hamiltonian.space.particles[0]!.statistics = 'fermions';
    change(source.experiment);
    expect(() => carryOver(to, specs, views, source)).toThrow(TransferError);
    expect(() => carryOver(to, specs, views, source)).toThrow(message);
  });

  test('is an event, lowers the first energy, and goes on exactly from any checkpoint', async () => {
    const well = { steps: 60, optimizer: 'adam { learning_rate = 0.02 }' };
    const ansatz = 'N = mlp { hidden = [8] }\n  psi = exp(N(r) - |r|^2 / 3)';
    const from = await experimentOf({ ...well, ansatz, dimension: 1 });
    const source = await sourceFrom(from);
    const to: Experiment = { ...(await experimentOf({ ...well, ansatz, dimension: 1, steps: 6 })), start_from: 'Weak' };
    const checkpoints: Checkpoint[] = [];
    const collect = async (options: { source?: Source; checkpoint?: Checkpoint }) => {
      const run = await startTraining(to, engine, { runPath: null, ...options });
      const events: RunEvent[] = [];
      for await (const event of run.events()) {
        events.push(event);
        if (options.source && (event.type === 'step' || event.type === 'transfer'))
          checkpoints.push(structuredClone(run.checkpoint()));
      }
      return events;
    };
    const whole = await collect({ source });
    expect(whole[1]).toMatchObject({ type: 'transfer', step: 0, from: 'Weak', run: 'runs/Weak', fresh: [] });
    const energies = (events: RunEvent[]) =>
      events.flatMap((event) => (event.type === 'step' || event.type === 'result' ? [event.energies[0]!] : []));
    expect(Math.abs(energies(whole)[0]! - 0.5)).toBeLessThan(0.02);
    for (const checkpoint of [checkpoints[0]!, checkpoints[3]!]) {
      const rest = await collect({ checkpoint });
      expect(rest.some(({ type }) => type === 'transfer')).toBe(false);
      expect(energies(rest)).toEqual(energies(whole).slice(checkpoint.step));
    }
    await expect(startTraining(to, engine, { runPath: null })).rejects.toThrow(/starts from Weak/);
  });
});
