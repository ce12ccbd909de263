/** An experiment and its events. */
import type { EventOf, RunEvent } from '../../../runtime/events.ts';
import { type Experiment, parseExperiment } from '../../../runtime/experiment.ts';
import type { RunMeta } from '../../../runtime/store/index.ts';

export const EXPERIMENT: Experiment = parseExperiment({
  format: 2,
  train: 'Ground',
  units: 'oscillator',
  seed: 1,
  states: 2,
  hamiltonian: {
    name: 'Oscillator',
    parameters: { D: 1 },
    space: { kind: 'continuous', particles: [{ name: 'r', count: 1, dimension: 1, statistics: 'distinguishable' }] },
    terms: [{ kind: 'kinetic', particles: 'r', coefficient: -0.5, text: '-1/2*∇²[r]' }],
  },
  ansatz: { name: 'A', blocks: [], psi: { kind: 'number', value: 1 } },
  schedule: {
    name: 'S',
    sampler: {
      kind: 'metropolis',
      walkers: 8,
      sweeps: 1,
      proposal: { kind: 'uniform', width: 1 },
      acceptance: null,
      start: { kind: 'cube', size: 3 },
      burn_in: 0,
      max_age: null,
      reweight: null,
    },
    phases: [
      {
        name: 'main',
        objective: { kind: 'energy', clip: 5 },
        optimizer: { kind: 'sgd', learning_rate: 1e-2, momentum: 0 },
        steps: 1000,
        freeze: [],
        stop: null,
      },
    ],
    evaluation: { walkers: 8, samples: 4, sweeps: 1 },
  },
  start_from: null,
  observables: [],
  expectations: [],
  source: { file: 'oscillator.qham', hash: 'abc', line: 3 },
});

export const META: RunMeta = {
  versions: { qham: '0.1.0', node: '22' },
  device: 'cpu',
  threads: 2,
  program: 'train Ground = …\n',
};

export const start = (run: string | null = null): EventOf<'start'> => ({
  type: 'start',
  version: 1,
  time: 0,
  train: 'Ground',
  states: 2,
  steps: 1000,
  walkers: 8,
  parameters: 3,
  device: META.device,
  threads: 2,
  seed: 1,
  reference: [{ value: null, kind: 'expected' }],
  phases: [{ name: 'main', first: 0, steps: 1000 }],
  terms: ['energy', 'norm, squared'],
  run,
});

export const step = (n: number, more: Partial<EventOf<'step'>> = {}): EventOf<'step'> => ({
  type: 'step',
  step: n,
  time: n / 10,
  phase: 'main',
  energies: [1.5 + 1 / n, null],
  variance: [0.25, 0.5],
  acceptance: 0.5,
  loss: 2,
  terms: { energy: 1 / n, 'norm, squared': 1e-9 },
  learning_rate: 1e-2,
  ...more,
});

export const checkpoint = (n: number): RunEvent => ({ type: 'checkpoint', step: n, time: n / 10 });

export const result = (n: number): EventOf<'result'> => ({
  type: 'result',
  time: n / 10,
  step: n,
  energies: [1.5, 2.5],
  errors: [0.01, 0.02],
  variance: [0.1, 0.2],
  autocorrelation: [1, 2],
  acceptance: 0.5,
  training_seconds: 1,
  evaluation_seconds: 2,
  expectations: [{ text: 'expect energy = 1.5', verdict: 'pass', reason: 'it lies within 0.003' }],
});
