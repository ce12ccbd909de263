import type { RunEvent } from 'qham/events';
import { expect, test } from 'vitest';
import { explain } from '../../../extension/energies/explain.ts';
import {
  afterEnding,
  afterEvent,
  afterLine,
  afterStop,
  isOver,
  newRun,
  type RunState,
} from '../../../extension/training/run-state.ts';
import { plainEnglish } from '../fixtures/plain-english.ts';

const start: RunEvent = {
  type: 'start',
  version: 1,
  time: 0,
  train: 'Ground',
  states: 1,
  steps: 100,
  walkers: 64,
  parameters: 7,
  device: 'cpu',
  threads: 2,
  seed: 1,
  reference: [{ value: 1.5, kind: 'exact' }],
  phases: [{ name: 'main', first: 0, steps: 100 }],
  terms: [],
  run: '.qham/runs/x',
};
const step = (n: number, time: number): RunEvent => ({
  type: 'step',
  step: n,
  time,
  phase: 'main',
  energies: [2 - n / 1000],
  variance: [0.1],
  acceptance: 0.5,
  loss: 1,
  terms: {},
  learning_rate: 0.01,
});
const result: RunEvent = {
  type: 'result',
  time: 60,
  step: 100,
  energies: [1.5003],
  errors: [0.0004],
  variance: [0.01],
  autocorrelation: [1],
  acceptance: 0.51,
  training_seconds: 50,
  evaluation_seconds: 10,
  expectations: [{ text: 'energy = 1.5', verdict: 'pass', reason: '' }],
};
const after = (...events: RunEvent[]): RunState => events.reduce(afterEvent, newRun('Ground'));
const ended = (code: number | null, signal: string | null = null, errorOutput = '') =>
  ({ kind: 'ended', code, signal, errorOutput }) as const;

test('a run goes from starting through training and evaluation to its result', () => {
  expect(newRun('Ground').status).toBe('starting');
  expect(after(start)).toMatchObject({ status: 'training', steps: 100, device: 'cpu', references: [{ value: 1.5 }] });
  expect(after(start, step(1, 0.5))).toMatchObject({ status: 'training', step: 1, energies: [1.999], errors: null });
  const evaluation: RunEvent = { type: 'evaluation', time: 51, sample: 3, samples: 10, energies: [1.5] };
  expect(after(start, step(100, 50), evaluation)).toMatchObject({ status: 'evaluating', evaluated: 0.3 });
  expect(after(start, step(100, 50), result)).toMatchObject({
    status: 'finished',
    energies: [1.5003],
    errors: [0.0004],
    expectations: [{ verdict: 'pass' }],
    secondsLeft: null,
  });
});

test('the time left follows from the recent pace', () => {
  const steady = after(start, ...Array.from({ length: 50 }, (_, i) => step(i + 1, (i + 1) * 0.2)));
  expect(steady.secondsLeft).toBeCloseTo(10, 9);
  const slower = [...Array(50).keys()].reduce((state, i) => afterEvent(state, step(51 + i, 10 + i)), steady);
  expect(slower.secondsLeft).toBe(0);
  expect(after(start).secondsLeft).toBeNull();
});

test('the time left of an evaluation is not measured in training steps', () => {
  const evaluation = (sample: number): RunEvent => ({
    type: 'evaluation',
    time: 50 + 2 * sample,
    sample,
    samples: 10,
    energies: [1.5],
  });
  const state = after(start, step(99, 49), step(100, 50), evaluation(1), evaluation(2));
  expect(state.secondsLeft).toBeCloseTo(16, 9);
});

test('whatever way the process ends, the run is over', () => {
  const endings = [
    ended(0),
    ended(1),
    ended(130),
    ended(null, 'SIGKILL'),
    { kind: 'unstartable', message: 'ENOENT' },
    { kind: 'silent', seconds: 60 },
  ] as const;
  const states = [
    newRun('Ground'),
    after(start),
    after(start, step(1, 1)),
    afterStop(after(start)),
    after(start, result),
  ];
  for (const state of states) for (const ending of endings) expect(isOver(afterEnding(state, ending))).toBe(true);
});

test('an end that was asked for is a stop, and a result stays a result', () => {
  expect(afterEnding(afterStop(after(start)), ended(130)).status).toBe('stopped');
  expect(afterEnding(afterStop(after(start)), ended(null, 'SIGKILL')).status).toBe('stopped');
  expect(afterEnding(after(start, result), ended(1))).toMatchObject({ status: 'finished', trouble: null });
  expect(afterEvent(afterStop(after(start)), step(5, 5)).status).toBe('stopping');
  expect(afterEvent(after(start, result), step(5, 5)).step).toBe(100);
});

test('a line that is not an event is kept, and explains a run that said nothing else', () => {
  const { state, event } = afterLine(newRun('Ground'), 'hello');
  expect(event).toBeNull();
  expect(afterEnding(state, ended(0)).trouble).toEqual({ kind: 'garbage', line: 'hello' });
  expect(afterEnding(state, { kind: 'silent', seconds: 60 }).trouble?.kind).toBe('garbage');
  const going = afterLine(after(start), 'hello').state;
  expect(going).toMatchObject({ status: 'training', garbage: 'hello' });
  expect(afterEnding(going, ended(70)).trouble?.kind).toBe('ended');
});

test('a number that was not finite ends the run with the place of it', () => {
  const failure: RunEvent = {
    type: 'failure',
    step: 7,
    time: 3,
    message: 'ψ is not finite',
    where: 'layer 2 of N',
    walker: [0, null],
  };
  const state = after(start, failure);
  expect(state.status).toBe('failed');
  const problem = explain(state.trouble!, plainEnglish);
  expect(problem.message).toBe('ψ is not finite');
  expect(problem.detail).toContain('step 7');
  expect(problem.detail).toContain('layer 2 of N');
});

test('a disk that refuses is not a device that is missing', () => {
  expect(explain(ended(4, null, 'the disk is full'), plainEnglish, true).message).toMatch(/could not be written/);
  expect(explain(ended(4, null, 'no CUDA device'), plainEnglish, false).message).toMatch(/device/);
});

test.each([
  [ended(2, null, 'oscillator.qham:3:5 …'), /errors/, 'problems'],
  [ended(4, null, 'no CUDA device'), /device/, 'settings'],
  [ended(null, 'SIGKILL'), /SIGKILL/, 'again'],
  [ended(70, null, 'stack'), /70/, 'again'],
  [{ kind: 'unstartable', message: 'ENOENT' } as const, /could not be started/, 'again'],
  [{ kind: 'silent', seconds: 60 } as const, /60 s/, 'again'],
  [{ kind: 'garbage', line: 'hello' } as const, /not an event/, 'again'],
])('%o says what happened and a way out', (trouble, message, action) => {
  const problem = explain(trouble, plainEnglish);
  expect(problem.message).toMatch(message);
  expect(problem.wayOut).not.toBe('');
  expect(problem.actions).toContain(action);
  if (trouble.kind === 'ended') expect(problem.detail).toBe(trouble.errorOutput);
});

test('a train that is trained first, because this one starts from it, is not mistaken for it', () => {
  const first: RunEvent = { ...start, train: 'Weak', run: '.qham/runs/weak' };
  const during = after(first, step(5, 1), result);
  expect(during).toMatchObject({ status: 'training', before: 'Weak', step: 0, energies: [], folder: null });
  expect(isOver(during)).toBe(false);
  const own = [start, step(3, 0.5)].reduce(afterEvent, during);
  expect(own).toMatchObject({ status: 'training', before: null, step: 3, folder: '.qham/runs/x' });
  expect(isOver(afterEvent(own, result))).toBe(true);
});
