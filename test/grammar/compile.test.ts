import { join } from 'node:path';
import { BLOCKS, SCALAR_FUNCTIONS } from '@qham/grammar';
import { loadProgram, parseProgram } from 'qham/compile';
import { ACTIVATIONS, type Experiment, FUNCTIONS, parseExperiment, walkerDimension } from 'qham/experiment';
import { describe, expect, it } from 'vitest';
import { file, withBody, withH, withMlp, withPsi, withSchedule } from './marked.ts';

const EXAMPLE = join(import.meta.dirname, '../../examples/oscillator.qham');

const experimentOf = async (text: string, options = {}): Promise<Experiment> =>
  (await parseProgram(text, 'a.qham')).experiment('Ground', options);

/** The network of an ansatz that has just one block. */
function onlyNetwork({ blocks }: Experiment['ansatz']) {
  const [block] = blocks;
  if (block?.kind !== 'mlp' || blocks.length > 1) throw new Error('expected one mlp');
  return block;
}

describe('examples/oscillator.qham', () => {
  it.each(['Ground', 'Spectrum3D', 'Spectrum4D'])('%s is this Experiment', async (train) => {
    const program = await loadProgram(EXAMPLE);
    expect(program.diagnostics).toEqual([]);
    const experiment = program.experiment(train);
    expect(parseExperiment(JSON.parse(JSON.stringify(experiment)))).toEqual(experiment);
    const { source, ...rest } = experiment;
    expect(source.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(program.text.split('\n')[source.line - 1]).toContain(`train ${train}`);
    await expect(JSON.stringify(rest, null, 2)).toMatchFileSnapshot(`snapshots/oscillator-${train}.snap`);
  });

  it.each([
    ['Spectrum3D', 3, 8192],
    ['Spectrum4D', 4, 16384],
  ])('%s has the published settings', async (train, dimension, walkers) => {
    const { hamiltonian, ansatz, schedule, states } = (await loadProgram(EXAMPLE)).experiment(train);
    expect(states).toBe(5);
    expect(walkerDimension(hamiltonian.space)).toBe(dimension);
    const block = onlyNetwork(ansatz);
    expect(block).toMatchObject({
      hidden: [100, 100, 100],
      activation: 'sin',
      output: 'sin',
      biases: { kind: 'fan_in' },
    });
    expect(block.weights.kind === 'normal' && block.weights.std ** 2).toBeCloseTo(0.1, 14);
    expect(schedule.sampler).toEqual({
      kind: 'metropolis',
      walkers,
      sweeps: 10,
      proposal: { kind: 'uniform', width: 1 },
      acceptance: null,
      start: { kind: 'cube', size: 3 },
      burn_in: 0,
      max_age: 1000,
      reweight: null,
    });
    expect(schedule.phases).toHaveLength(1);
    expect(schedule.phases[0]).toMatchObject({
      objective: { kind: 'penalty', residual: 1, normalization: 1, orthogonality: 40, energy: 1, squared: false },
      optimizer: { kind: 'adamw', learning_rate: 1e-3, weight_decay: 1e-3, beta1: 0.9, beta2: 0.999 },
      steps: 15000,
    });
  });
});

describe('examples/fermions.qham', () => {
  const fermions = async (train: string, options = {}) =>
    (await loadProgram(join(import.meta.dirname, '../../examples/fermions.qham'))).experiment(train, options);

  it('Ground is this Experiment', async () => {
    const { source: _, ...rest } = await fermions('Ground');
    await expect(JSON.stringify(rest, null, 2)).toMatchFileSnapshot('snapshots/fermions-Ground.snap');
  });

  it.each(['Ground', 'Pair', 'Weak', 'Strong', 'Grown'])('%s passes the door of the runtime', async (train) => {
    const experiment = await fermions(train);
    expect(parseExperiment(JSON.parse(JSON.stringify(experiment)))).toEqual(experiment);
  });

  it('has the published schedule', async () => {
    const { schedule, start_from } = await fermions('Strong');
    expect(start_from).toBe('Weak');
    expect(schedule.sampler).toMatchObject({
      walkers: 4096,
      sweeps: 10,
      reweight: { by: 'spread', most: 100, least: 1, s: 1e-2 },
    });
    expect(schedule.phases[0]).toMatchObject({
      optimizer: { kind: 'adam', learning_rate: 1e-4 },
      steps: 100_000,
      stop: {
        window: 1000,
        slope: 3e-7,
        slope_change: 3e-6,
        drift: 1e-3,
        variance: 3e-3,
        spread: 3e-3,
        hits: 4,
        misses: 2,
      },
    });
  });

  it('freezes the blocks that a train names, and those of a definition', async () => {
    expect((await fermions('Grown')).schedule.phases.map(({ freeze }) => freeze)).toEqual([['B']]);
  });

  it('takes the number of particles from outside', async () => {
    const { hamiltonian } = await fermions('Ground', { set: { A: 3 } });
    expect(hamiltonian.space.particles[0]!.count).toBe(3);
    expect(JSON.stringify(hamiltonian.terms)).not.toContain('"count":4');
  });
});

describe('many particles', () => {
  const compiled = async (body: string, parameters = '') =>
    (
      await experimentOf(
        file({
          hamiltonian: `hamiltonian Trap${parameters} { ${body} }`,
          ansatz: 'ansatz Net { B = equivariant { }; psi = det(orbitals(B) * gaussian_envelope(x)) }',
        }),
      )
    ).hamiltonian;

  it('reads the square of a momentum as −∇²', async () => {
    for (const square of ['p[i]^2', 'p[i]²', 'dot(p[i], p[i])', 'p[i] · p[i]']) {
      const { terms } = await compiled(`particles x: 3 fermions in R^3; H = sum(i) ${square} / (2*m)`, '(m = 2)');
      expect(terms).toMatchObject([{ kind: 'kinetic', particles: 'x', coefficient: -0.25 }]);
    }
  });

  it('counts how many particles a potential couples', async () => {
    const { terms } = await compiled(
      'particles x: 4 fermions in R^3; H = sum(i) (-∇²[i] + |x[i]|) + sum(i<j) |x[i] - x[j]| + sum(i<j<k) |x[i] - x[j]| * |x[j] - x[k]| * |x[k] - x[i]|',
    );
    expect(terms.map((term) => (term.kind === 'potential' ? term.bodies : 0))).toEqual([0, 1, 2, 3]);
    expect(terms[3]).toMatchObject({ expression: { kind: 'tuples', indices: ['i', 'j', 'k'], count: 4 } });
  });

  it('sums over all combinations of two kinds', async () => {
    const text = file({
      hamiltonian: `hamiltonian Trap { particles x: 2 fermions in R^1; particles y: 3 bosons in R^1
        H = sum(i in x) -1/2 * ∇²[i] + sum(j in y) -1/4 * ∇²[j] + sum(i in x, j in y) (x[i] - y[j])^2 }`,
      ansatz: 'ansatz Net { B = equivariant { }; psi = det(orbitals(B(x)) * gaussian_envelope(x)) }',
    });
    await expect(experimentOf(text)).rejects.toThrow('particles of several kinds');
  });

  it('puts the arguments and parameters of a named potential in', async () => {
    const { terms } = await compiled(
      `potential V(r; a = 2, b = a) = b * r^2; particles x: 2 fermions in R^1
        H = sum(i) -∇²[i] + sum(i<j) V(|x[i] - x[j]|, a = 3)`,
    );
    expect(terms[1]).toMatchObject({ expression: { body: { kind: 'multiply', left: { kind: 'number', value: 3 } } } });
  });

  it('says which training is not built, and why the file is still right', async () => {
    const ising = file({
      hamiltonian: 'hamiltonian Trap { lattice chain(4) open of spins 1/2; H = -sum(<i,j>) σz[i]*σz[j] }',
      ansatz: 'ansatz Net { psi = rnn { hidden = 5 } }',
    });
    expect((await parseProgram(ising, 'a.qham')).diagnostics).toEqual([]);
    await expect(experimentOf(ising)).rejects.toThrow(
      'train Ground: this kind of training is not available yet: lattice spins',
    );
  });
});

describe('target program', () => {
  const TARGET = `units oscillator                       // ħ = m = ω = 1

/// Isotropic oscillator in D dimensions; exact levels are D/2 + n.
hamiltonian Oscillator(D = 3) {
  particle r in R^D
  H = -1/2 * ∇²[r] + 1/2 * |r|^2
}

ansatz Fourier {
  N   = mlp { hidden = [100, 100, 100]; activation = sin; output = sin; init = normal(std = 0.3162) }
  psi = N(r) * exp(-|r|^2 / 2)
}

schedule Penalty {
  sampler metropolis { walkers = 8192; sweeps = 10; proposal = uniform(1); start = cube(3) }
  phase main {
    objective = residual(1) + normalization(1) + orthogonality(40) + energy(1)
    optimizer adamw { learning_rate = 1e-3; weight_decay = 1e-3 }
    steps = 15000
  }
}

train Spectrum3D = Oscillator(D = 3) with Fourier using Penalty {
  states = 5
  expect energy[0..4] = [1.5, 2.5, 2.5, 2.5, 3.5] within 1%
}
`;

  it('is read as it was first written down', async () => {
    const program = await parseProgram(TARGET, 'target.qham');
    expect(program.diagnostics).toEqual([]);
    const { hamiltonian, expectations } = program.experiment('Spectrum3D');
    expect(hamiltonian.terms.map((term) => term.text)).toEqual(['-1/2 * ∇²[r]', '1/2 * |r|^2']);
    expect(expectations[0]!.target).toEqual({ kind: 'values', values: [1.5, 2.5, 2.5, 2.5, 3.5] });
  });
});

describe('H', () => {
  const terms = async (h: string, parameters = '(D = 3)') =>
    (await experimentOf(withH(`particle r in R^D; ${h}`, parameters))).hamiltonian.terms.map((term) => [
      term.text,
      term.kind === 'kinetic' ? term.coefficient : term.expression,
    ]);
  const norm = { kind: 'norm', of: { kind: 'position', name: 'r' } };
  const number = (value: number) => ({ kind: 'number', value });

  it('keeps the words of every term', async () => {
    expect(await terms('H = -1/2 *   ∇²[r] /* T */ + |r|')).toEqual([
      ['-1/2 * ∇²[r]', -0.5],
      ['|r|', norm],
    ]);
  });

  it('puts parameters into coefficients', async () => {
    expect(await terms('H = -ħ^2/(2*m) * ∇²[r]', '(D = 3, m = 4)')).toEqual([['-ħ^2/(2*m) * ∇²[r]', -0.125]]);
  });

  it('distributes signs and numbers over sums', async () => {
    expect(await terms('H = -(1/2 * ∇²[r] - |r|) + 2')).toEqual([
      ['-1/2 * ∇²[r]', -0.5],
      ['|r|', norm],
      ['2', number(2)],
    ]);
    expect(await terms('H = 1/2 * (-∇²[r] + |r|)')).toEqual([
      ['-1/2 * ∇²[r]', -0.5],
      ['1/2 * |r|', { kind: 'multiply', left: number(0.5), right: norm }],
    ]);
    expect(await terms('H = (-∇²[r] - |r|) / 2')).toEqual([
      ['-∇²[r] / 2', -0.5],
      ['-|r| / 2', { kind: 'multiply', left: number(-0.5), right: norm }],
    ]);
    expect(await terms('H = -∇²[r] - |r|')).toEqual([
      ['-∇²[r]', -1],
      ['-|r|', { kind: 'negate', of: norm }],
    ]);
  });

  it('takes definitions with ∇² apart and leaves potentials their names', async () => {
    expect(await terms('T = -1/2 * ∇²[r]; V = 2 * a; a = |r|; H = T + V')).toEqual([
      ['-1/2 * ∇²[r]', -0.5],
      ['V', { kind: 'multiply', left: number(2), right: norm }],
    ]);
  });

  it('does not distribute where there is nothing to take apart', async () => {
    const [, potential] = await terms('H = -∇²[r] + 2 * (|r| + 1)');
    expect(potential).toEqual([
      '2 * (|r| + 1)',
      { kind: 'multiply', left: number(2), right: { kind: 'add', left: norm, right: number(1) } },
    ]);
  });

  it('lets a sum run over the components it counts', async () => {
    const [, potential] = await terms('H = -∇²[r] + sum(d) d * r[d]^2', '(D = 4)');
    expect(potential![1]).toMatchObject({ kind: 'sum', index: 'd', from: 1, to: 4 });
  });

  it('computes what contains only numbers', async () => {
    const value = async (text: string) => ((await terms(`H = -∇²[r] + ${text}`))[1]![1] as { value: number }).value;
    expect(await value('2^3^0')).toBe(2);
    expect(await value('-2^2')).toBe(-4);
    expect(await value('50% * exp(0) / 4')).toBe(0.125);
    expect(await value('|1 - 3|')).toBe(2);
    expect(await value('sin(π/2)')).toBe(1);
    // erf(1), DLMF table 7.23
    expect(await value('erf(1)')).toBeCloseTo(0.8427007929497149, 15);
    expect(await value('erf(-0.5)')).toBeCloseTo(-0.5204998778130465, 15);
  });
});

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

  it('agree on what an Experiment is', async () => {
    const experiment = await experimentOf(withBody('seed = 4294967295'));
    expect(parseExperiment(experiment)).toEqual(experiment);
  });
});
