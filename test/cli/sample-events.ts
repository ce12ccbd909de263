import { EVENTS_VERSION, type EventOf } from '../../runtime/events.ts';

/** Events of an invented run, for tests of what is made of them. */

export function start(change: Partial<EventOf<'start'>> = {}): EventOf<'start'> {
  return {
    type: 'start',
    version: EVENTS_VERSION,
    time: 0,
    train: 'Ground',
    states: 1,
    steps: 100,
    walkers: 400,
    parameters: 30,
    device: 'test',
    threads: 1,
    seed: 0,
    reference: [{ value: 1.5, kind: 'exact' }],
    phases: [{ name: 'main', first: 0, steps: 100 }],
    terms: ['E'],
    run: null,
    ...change,
  };
}

export function step(change: Partial<EventOf<'step'>> = {}): EventOf<'step'> {
  return {
    type: 'step',
    step: 1,
    time: 0.5,
    phase: 'main',
    energies: [1.5032],
    variance: [0.01],
    errors: [0.005],
    acceptance: 0.523,
    loss: 1.5,
    terms: { E: 1.5 },
    learning_rate: 1e-3,
    ...change,
  };
}

export function result(change: Partial<EventOf<'result'>> = {}): EventOf<'result'> {
  return {
    type: 'result',
    time: 60,
    step: 100,
    energies: [1.5003],
    errors: [0.0004],
    variance: [0.001],
    autocorrelation: [1.2],
    acceptance: 0.5,
    training_seconds: 48,
    evaluation_seconds: 12,
    expectations: [{ text: 'energy = 1.5 within 1%', verdict: 'pass', reason: '' }],
    ...change,
  };
}
