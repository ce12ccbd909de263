/** A system so small that every machine trains it in about a second, and whose energy is known. */
import type { Engine } from '../engine/engine.ts';
import type { EventOf } from '../events.ts';
import { EXPERIMENT_FORMAT, type Experiment, type Expression } from '../experiment.ts';
import { startTraining } from '../train/training.ts';

const r: Expression = { kind: 'position', name: 'r' };
const number = (value: number): Expression => ({ kind: 'number', value });
const multiply = (left: Expression, right: Expression): Expression => ({ kind: 'multiply', left, right });
const rSquared: Expression = { kind: 'power', left: { kind: 'norm', of: r }, right: number(2) };

/** The oscillator on a line, E = 1/2, with a network before a gaussian that is too wide. */
export const SELF_TEST: Experiment = {
  format: EXPERIMENT_FORMAT,
  train: 'SelfTest',
  units: 'oscillator',
  seed: 1,
  states: 1,
  hamiltonian: {
    name: 'Oscillator',
    parameters: {},
    space: { kind: 'continuous', particles: [{ name: 'r', count: 1, dimension: 1, statistics: 'distinguishable' }] },
    terms: [
      { kind: 'kinetic', particles: 'r', coefficient: -0.5, text: '-1/2 * ∇²[r]' },
      { kind: 'potential', expression: multiply(number(0.5), rSquared), bodies: 1, text: '1/2 * |r|^2' },
    ],
  },
  ansatz: {
    name: 'Network',
    blocks: [
      {
        kind: 'mlp',
        name: 'N',
        hidden: [8],
        activation: 'tanh',
        output: 'none',
        weights: { kind: 'glorot' },
        biases: { kind: 'zero' },
      },
    ],
    psi: {
      kind: 'call',
      function: 'exp',
      argument: {
        kind: 'subtract',
        left: { kind: 'block', block: 'N', arguments: [rSquared] },
        right: multiply(number(0.4), rSquared),
      },
    },
  },
  schedule: {
    name: 'Short',
    sampler: {
      kind: 'metropolis',
      walkers: 512,
      sweeps: 5,
      proposal: { kind: 'uniform', width: 2 },
      acceptance: null,
      start: { kind: 'cloud', size: 1 },
      burn_in: 50,
      max_age: null,
      reweight: null,
    },
    phases: [
      {
        name: 'main',
        objective: { kind: 'energy', clip: 5 },
        optimizer: { kind: 'adam', learning_rate: 0.02, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weight_decay: 0 },
        steps: 60,
        freeze: [],
        stop: null,
      },
    ],
    evaluation: { walkers: 512, samples: 60, sweeps: 3 },
  },
  start_from: null,
  observables: [],
  expectations: [],
  source: { file: '', hash: '', line: 0 },
};

/** D/2 for D = 1. */
const EXACT = 0.5;

/** Farther below the exact energy than this many error bars, the engine computes wrongly. */
const FARTHEST = 6;
/** Relative; what an untrained wave function of this system misses by far. */
const TRAINED_WITHIN = 0.02;

export interface SelfTestResult {
  /** Null where the training came to none. */
  energy: number | null;
  /** One standard error. */
  error: number | null;
  exact: number;
  seconds: number;
  /** What is wrong; null where the energy is right. */
  fault: string | null;
}

/**
 * Trains the system on an engine.
 * @returns the energy beside the exact one, and what is wrong with it
 * @throws GraphNotSupported and whatever else the engine throws
 */
export async function runSelfTest(engine: Engine): Promise<SelfTestResult> {
  const began = performance.now();
  const training = await startTraining(SELF_TEST, engine, { runPath: null });
  let result: EventOf<'result'> | null = null;
  let failure: string | null = null;
  for await (const event of training.events()) {
    if (event.type === 'result') result = event;
    if (event.type === 'failure') failure = event.message;
  }
  const seconds = (performance.now() - began) / 1000;
  if (!result)
    return { energy: null, error: null, exact: EXACT, seconds, fault: failure ?? 'the training has no result' };
  const energy = result.energies[0]!;
  const error = result.errors[0] ?? null;
  return { energy, error, exact: EXACT, seconds, fault: judgeSelfTest(energy, error) };
}

/** The result where the engine could not even run. */
export function brokenSelfTest(error: unknown): SelfTestResult {
  const fault = error instanceof Error ? error.message : String(error);
  return { energy: null, error: null, exact: EXACT, seconds: 0, fault };
}

/** What is wrong with an energy of the self-test; null where nothing is. A variational energy may lie above the exact one. */
export function judgeSelfTest(energy: number, error: number | null): string | null {
  const off = energy - EXACT;
  if (!Number.isFinite(energy)) return 'the energy is not finite';
  if (error !== null && off < -FARTHEST * error)
    return `the energy is ${(-off / error).toFixed(0)} error bars below the exact one`;
  if (Math.abs(off) > TRAINED_WITHIN * EXACT) return 'the training did not find the ground state';
  return null;
}
