import { join } from 'node:path';
import { loadProgram, parseProgram } from 'qham/compile';
import { parseExperiment, walkerDimension } from 'qham/experiment';
import { describe, expect, it } from 'vitest';
import { onlyNetwork } from './experiment-of.ts';

const EXAMPLE = join(import.meta.dirname, '../../../examples/oscillator.qham');

describe('examples/oscillator.qham', () => {
  it.each(['Ground', 'Spectrum3D', 'Spectrum4D'])('%s is this Experiment', async (train) => {
    const program = await loadProgram(EXAMPLE);
    expect(program.diagnostics).toEqual([]);
    const experiment = program.experiment(train);
    expect(parseExperiment(JSON.parse(JSON.stringify(experiment)))).toEqual(experiment);
    const { source, ...rest } = experiment;
    expect(source.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(program.text.split('\n')[source.line - 1]).toContain(`train ${train}`);
    await expect(JSON.stringify(rest, null, 2)).toMatchFileSnapshot(`../snapshots/oscillator-${train}.snap`);
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
    (await loadProgram(join(import.meta.dirname, '../../../examples/fermions.qham'))).experiment(train, options);

  it('Ground is this Experiment', async () => {
    const { source: _, ...rest } = await fermions('Ground');
    await expect(JSON.stringify(rest, null, 2)).toMatchFileSnapshot('../snapshots/fermions-Ground.snap');
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
