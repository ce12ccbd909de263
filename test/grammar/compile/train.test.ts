import { BLOCKS, SCALAR_FUNCTIONS } from '@qham/grammar';
import { ACTIVATIONS, FUNCTIONS, parseExperiment } from 'qham/experiment';
import { describe, expect, it } from 'vitest';
import { file, withBody, withMlp, withPsi, withSchedule } from '../marked.ts';
import { experimentOf, onlyNetwork } from './experiment-of.ts';

describe('ψ', () => {
  it('puts definitions in and leaves networks blocks', async () => {
    const { ansatz } = await experimentOf(withPsi('N = mlp { }; A = exp(-a * |r|); psi = N(r, A) * A', '(a = 2)'));
    const amplitude = {
      kind: 'call',
      function: 'exp',
      argument: {
        kind: 'multiply',
        left: { kind: 'number', value: -2 },
        right: { kind: 'norm', of: { kind: 'position', name: 'r' } },
      },
    };
    expect(ansatz.psi).toEqual({
      kind: 'multiply',
      left: { kind: 'block', block: 'N', arguments: [{ kind: 'position', name: 'r' }, amplitude] },
      right: amplitude,
    });
  });

  it('uses the coordinates of the Hamiltonian that a train pairs it with', async () => {
    const text = file({
      hamiltonian: `hamiltonian Other { particle x in R; H = -1/2 * ∇²[x] + x^2 }
        hamiltonian Trap { particle x in R^2; H = -1/2 * ∇²[x] + |x|^2 }`,
      ansatz: 'ansatz Net { N = mlp { }; psi = N(x) * exp(-|x|^2) }',
    });
    const { ansatz } = await experimentOf(text);
    expect(JSON.stringify(ansatz.psi)).not.toContain('component');
  });

  it('takes network sizes from parameters, defaults, the train and from outside', async () => {
    const ansatz = 'ansatz Net(n = 4) { N = mlp { hidden = [n, 2*n] }; psi = N(r) }';
    const hidden = async (use: string, options = {}) =>
      onlyNetwork(
        (await experimentOf(file({ ansatz, train: `train Ground = Trap with ${use} using Plain` }), options)).ansatz,
      ).hidden;
    expect(await hidden('Net')).toEqual([4, 8]);
    expect(await hidden('Net(n = 5)')).toEqual([5, 10]);
    expect(await hidden('Net(n = 5)', { set: { n: 6 } })).toEqual([6, 12]);
    await expect(hidden('Net', { set: { n: 0.5 } })).rejects.toMatchObject({ diagnostics: [{ code: 'QH0704' }] });
  });
});

describe('schedules', () => {
  const schedule = async (body: string, options = {}) => (await experimentOf(withSchedule(body), options)).schedule;

  it('have defaults for everything but the number of steps', async () => {
    expect(await schedule('phase main { steps = 7 }')).toEqual({
      name: 'Plain',
      sampler: {
        kind: 'metropolis',
        walkers: 1024,
        sweeps: 10,
        proposal: { kind: 'uniform', width: 1 },
        acceptance: null,
        start: { kind: 'cube', size: 3 },
        burn_in: 100,
        max_age: 1000,
        reweight: null,
      },
      phases: [
        {
          name: 'main',
          objective: { kind: 'energy', clip: 5 },
          optimizer: {
            kind: 'adam',
            learning_rate: 1e-3,
            beta1: 0.9,
            beta2: 0.999,
            epsilon: 1e-8,
            weight_decay: 0,
          },
          steps: 7,
          freeze: [],
          stop: null,
        },
      ],
      evaluation: { walkers: 1024, samples: 200, sweeps: 10 },
    });
  });

  it('read every form of a value', async () => {
    const { sampler, phases, evaluation } = await schedule(
      `
      sampler metropolis { walkers = 2^4; proposal = gaussian(width = 1/2); start = cloud(2); acceptance = 40%; burn_in = 0 }
      phase a { objective = squared(2*energy(1))
        steps = 3 }
      evaluate { samples = 9 }`.replace('2*energy(1)', 'energy(1) + residual(weight = 2)'),
    );
    expect(sampler).toMatchObject({ walkers: 16, proposal: { kind: 'gaussian', width: 0.5 }, acceptance: 0.4 });
    expect(sampler.start).toEqual({ kind: 'cloud', size: 2 });
    expect(phases[0]!.objective).toEqual({
      kind: 'penalty',
      residual: 2,
      normalization: 0,
      orthogonality: 0,
      energy: 1,
      squared: true,
    });
    expect(evaluation).toEqual({ walkers: 16, samples: 9, sweeps: 10 });
  });

  it('keep a learning rate in steps as a formula', async () => {
    const { phases } = await schedule('phase a { optimizer sgd { learning_rate = 0.1/(1 + step) }; steps = 3 }');
    expect(phases[0]!.optimizer).toEqual({
      kind: 'sgd',
      momentum: 0,
      learning_rate: {
        kind: 'divide',
        left: { kind: 'number', value: 0.1 },
        right: { kind: 'add', left: { kind: 'number', value: 1 }, right: { kind: 'step' } },
      },
    });
  });

  it('are cut after so many steps of all phases together', async () => {
    const body = 'phase a { steps = 3 }; phase b { steps = 4 }; phase c { steps = 5 }';
    const steps = async (cap: number) => (await schedule(body, { steps: cap })).phases.map((p) => [p.name, p.steps]);
    expect(await steps(5)).toEqual([
      ['a', 3],
      ['b', 2],
    ]);
    expect(await steps(3)).toEqual([['a', 3]]);
    expect(await steps(100)).toEqual([
      ['a', 3],
      ['b', 4],
      ['c', 5],
    ]);
  });
});

describe('expectations', () => {
  const PENALTY = 'schedule Plain { phase main { objective = residual(1) + orthogonality(1); steps = 1 } }';
  const expectations = async (body: string, states = 1) =>
    (
      await experimentOf(
        file({
          ...(states > 1 ? { schedule: PENALTY } : {}),
          train: `train Ground = Trap with Net using Plain { states = ${states}; ${body} }`,
        }),
      )
    ).expectations;

  it('become numbers', async () => {
    expect(await expectations('expect energy = 3/2 within 0.2%')).toEqual([
      {
        text: 'expect energy = 3/2 within 0.2%',
        quantity: 'energy',
        first: 0,
        last: 0,
        target: { kind: 'values', values: [1.5] },
        tolerance: { kind: 'relative', value: 0.002 },
      },
    ]);
    expect(await expectations('expect energy[1..2] = [2.5,\n 2.5] within 0.1', 4)).toMatchObject([
      {
        text: 'expect energy[1..2] = [2.5, 2.5] within 0.1',
        first: 1,
        last: 2,
        tolerance: { kind: 'absolute', value: 0.1 },
      },
    ]);
    expect(await expectations('expect energy in 1.4..1.6; expect energy matches exact')).toMatchObject([
      { target: { kind: 'interval', low: 1.4, high: 1.6 }, tolerance: null },
      { target: { kind: 'exact' }, tolerance: null },
    ]);
    const text = file({
      units: 'units nuclear',
      hamiltonian:
        'hamiltonian Trap { particle r in R^3; H = -ħ^2/(2 * 938.918 MeV) * ∇²[r] - 60 MeV * exp(-|r|^2 / (1.6 fm)^2) }',
      ansatz: 'ansatz Net { N = mlp { }; psi = exp(N(r) - |r|) }',
      train: 'train Ground = Trap with Net using Plain { expect energy in -3 MeV..0.5 MeV }',
    });
    expect((await experimentOf(text)).expectations).toMatchObject([
      { target: { kind: 'interval', low: -3, high: 0.5 } },
    ]);
    expect(await expectations('expect energy matches exact within 1%', 3)).toMatchObject([
      { first: 0, last: 2, target: { kind: 'exact' }, tolerance: { kind: 'relative', value: 0.01 } },
    ]);
  });
});

describe('the language and the runtime', () => {
  it('know the same functions and activations', () => {
    expect(SCALAR_FUNCTIONS.map((f) => f.name).sort()).toEqual([...FUNCTIONS].sort());
    const choices = BLOCKS[0]!.table.activation!.value.choices.map((choice) => choice.name);
    expect(choices.sort()).toEqual([...ACTIVATIONS].sort());
  });

  it('compute the same initialisations', async () => {
    const weights = async (init: string) => onlyNetwork((await experimentOf(withMlp(`init = ${init}`))).ansatz).weights;
    expect(await weights('normal(std = 0.1)')).toEqual({ kind: 'normal', std: 0.1 });
    expect(await weights('uniform(1/2)')).toEqual({ kind: 'uniform', width: 0.5 });
    for (const kind of ['fan_in', 'glorot', 'zero'] as const) expect(await weights(kind)).toEqual({ kind });
  });

  it('scatter the steps of particles unless another beginning is asked for', async () => {
    const weights = async (settings: string) => {
      const hamiltonian = 'hamiltonian Trap { particles x: 3 fermions in R^1; H = sum(i) (-∇²[i] + x[i]^2) }';
      const ansatz = `ansatz Net { B = equivariant { ${settings} }; psi = det(orbitals(B) * gaussian_envelope(x)) }`;
      const { blocks } = (await experimentOf(file({ hamiltonian, ansatz }))).ansatz;
      return blocks.find(({ kind }) => kind === 'equivariant');
    };
    expect(await weights('')).toMatchObject({ weights: { kind: 'scattered', size: 1 } });
    expect(await weights('init = scattered(1/2)')).toMatchObject({ weights: { kind: 'scattered', size: 0.5 } });
    expect(await weights('init = fan_in')).toMatchObject({ weights: { kind: 'fan_in' } });
    await expect(experimentOf(withMlp('init = scattered(1)'))).rejects.toThrow('init');
  });

  it('agree on what an Experiment is', async () => {
    const experiment = await experimentOf(withBody('seed = 4294967295'));
    expect(parseExperiment(experiment)).toEqual(experiment);
  });
});
