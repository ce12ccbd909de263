/** Formulas by cases, where exact answers are known, and where the case that does not hold is no number. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAnsatz } from '../../runtime/ansatz/ansatz.ts';
import { initialParameters, parameterViews } from '../../runtime/ansatz/parameters.ts';
import { type Engine, openEngine } from '../../runtime/engine/index.ts';
import type { EventOf } from '../../runtime/events.ts';
import { symmetriesOf } from '../../runtime/hamiltonian/symmetries.ts';
import { RandomStream } from '../../runtime/random/stream.ts';
import { finishGraph, GraphBuilder, gradientPerWalker, input } from '../../runtime/tensor/index.ts';
import { startTraining } from '../../runtime/train/training.ts';
import { cloud, evaluateAt } from './at-walkers.ts';
import { experimentOf } from './programs.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine('cpu');
});
afterAll(() => engine.dispose());

/**
 * −½ψ″ + Vψ with V = −V₀ for |x| < 1, else 0: the even state has cos(kx) inside and exp(−κ|x|) outside, with k tan k = κ and
 * k² + κ² = 2V₀ (Griffiths, Introduction to Quantum Mechanics, 2.6). For k = κ = π/4 everything is exact: V₀ = π²/16, E = −π²/32.
 */
const WELL = 'H = -1/2 * ∇²[r] + { -π^2/16 if |r| < 1, 0 otherwise }';
/** A network that is 0: psi is the formula beside it. */
const NOTHING = 'N = mlp { hidden = [2]; init = zero; bias_init = zero }';
const BOUND = '{ cos(π/4 * r[1]) if |r| < 1, exp(-π/4 * (|r| - 1)) / sqrt(2) otherwise }';

describe('a finite square well', () => {
  it('has the same local energy inside and outside, in its ground state', async () => {
    const experiment = await experimentOf({
      dimension: 1,
      hamiltonian: WELL,
      ansatz: `${NOTHING}; psi = exp(N(r)) * ${BOUND}`,
    });
    const walkers = cloud(400, 1, 3, 2);
    expect(walkers.filter((x) => Math.abs(x) < 1).length).toBeGreaterThan(50);
    expect(walkers.filter((x) => Math.abs(x) > 1).length).toBeGreaterThan(50);
    const { energy, logPsi } = await evaluateAt(engine, experiment, walkers);
    for (const e of energy) expect(e).toBeCloseTo(-(Math.PI ** 2) / 32, 10);
    const psi = (x: number) =>
      Math.abs(x) < 1 ? Math.cos((Math.PI / 4) * x) : Math.SQRT1_2 * Math.exp((Math.PI / 4) * (1 - Math.abs(x)));
    for (const [i, x] of walkers.entries()) expect(logPsi[i]).toBeCloseTo(Math.log(psi(x)), 10);
  });

  it('keeps its far tail, where the value itself is no float32 any more', async () => {
    const experiment = await experimentOf({
      dimension: 1,
      hamiltonian: WELL,
      ansatz: `${NOTHING}; psi = exp(N(r)) * ${BOUND}`,
    });
    const { energy } = await evaluateAt(engine, experiment, [-300, 250], 'float32');
    for (const e of energy) expect(e).toBeCloseTo(-(Math.PI ** 2) / 32, 4);
  });

  it('is even, and turning it in space changes nothing', async () => {
    const { hamiltonian } = await experimentOf({
      dimension: 3,
      hamiltonian: WELL,
      ansatz: `${NOTHING}; psi = exp(N(r) - |r|^2)`,
    });
    expect(symmetriesOf(hamiltonian)).toEqual(['parity', 'rotations']);
    const wall = 'H = -1/2 * ∇²[r] + { 1 if r.x > 0, 0 otherwise } + |r|^2';
    const walled = await experimentOf({
      dimension: 3,
      hamiltonian: wall,
      ansatz: `${NOTHING}; psi = exp(N(r) - |r|^2)`,
    });
    expect(symmetriesOf(walled.hamiltonian)).toEqual([]);
  });

  it('is trained, and its virial is not asked: the force at the walls is seen by no walker', {
    timeout: 60_000,
  }, async () => {
    const experiment = await experimentOf({
      dimension: 1,
      hamiltonian: WELL,
      ansatz: 'N = mlp { hidden = [16]; activation = silu }; psi = exp(N(r) - sqrt(1 + |r|^2) * π/4)',
      sampler: 'walkers = 512; sweeps = 10',
      optimizer: 'spring { damping = 1e-3 }',
      steps: 150,
      evaluate: 'walkers = 2048; samples = 20; sweeps = 10',
    });
    const training = await startTraining(experiment, engine, { runPath: null });
    let result: EventOf<'result'> | undefined;
    for await (const event of training.events()) if (event.type === 'result') result = event;
    expect(result).toBeDefined();
    expect(Math.abs(result!.energies[0]! + Math.PI ** 2 / 32)).toBeLessThan(4 * result!.errors[0]! + 0.005);
    expect(result!.virial).toBeUndefined();
  });
});

describe('a harmonic trap with a flat bottom and cut off outside', () => {
  it('takes the first case that holds, also inside sums over particles', async () => {
    const experiment = await experimentOf({
      dimension: 1,
      hamiltonian: 'H = -1/2 * ∇²[r] + { 0 if |r| ≤ 1, 1/2 * (|r| - 1)^2 if 1 < |r| < 3, 2 otherwise }',
      ansatz: `${NOTHING}; psi = exp(N(r) - |r|^2/2)`,
    });
    const walkers = [0.5, -0.99, 1.5, -2.9, 3.5, -10];
    const { terms } = await evaluateAt(engine, experiment, walkers);
    expect([...terms[1]!].map((v) => Number(v.toFixed(12)))).toEqual([0, 0, 0.125, 1.805, 2, 2]);
  });
});

describe('a case that is no number where it does not hold', () => {
  it('spoils no derivative', async () => {
    // log, sqrt and 1/x of negative numbers, and exp beyond all numbers, each behind a trained network.
    const psi =
      'exp(-|r|^2/2) * { N(r) * log(r[1]) + N(r) / sqrt(r[1]) if r[1] > 0, N(r) * exp(r[1]^3) / (2 - r[1])^0.5 otherwise }';
    const experiment = await experimentOf({
      dimension: 1,
      ansatz: `N = mlp { hidden = [4]; activation = tanh }; psi = ${psi}`,
    });
    const ansatz = buildAnsatz(experiment);
    const walkers = [-0.5, 0.5, -20, 7, -1, 2.5];
    const values = parameterViews(
      ansatz.parameters,
      initialParameters(ansatz.parameters, RandomStream.fromSeed(experiment.seed)),
    );
    const builder = new GraphBuilder();
    const x = input(builder, 'walkers', [walkers.length, 1]);
    const { log } = ansatz.logPsi(builder, x);
    const parameters = ansatz.parameters.map(({ name, shape }) => input(builder, name, shape));
    const scores = gradientPerWalker(log, x, parameters);
    const session = await engine.compile(
      finishGraph({ log, ...Object.fromEntries(scores.map((score, i) => [`score${i}`, score])) }),
      'float64',
    );
    const feeds = Object.fromEntries(
      Object.entries({ ...values, walkers }).map(([name, of]) => [name, Float64Array.from(of)]),
    );
    const [outputs] = await session.run({}, [feeds]);
    await session.dispose();
    for (const [name, output] of Object.entries(outputs!))
      expect([...output].every(Number.isFinite), `${name}: ${[...output]}`).toBe(true);
    const { energy } = await evaluateAt(engine, experiment, walkers);
    expect([...energy].every(Number.isFinite), `${[...energy]}`).toBe(true);
  });

  it('spoils no sum over pairs inside of it', async () => {
    const { parseProgram } = await import('../../runtime/compile/index.ts');
    const text = `units oscillator
hamiltonian Pair { particles x: 3 bosons in R^1
  potential hard(s) = { 1/sqrt(s - 1) if s > 1, s otherwise }
  H = sum(i) (-1/2 * ∇²[i] + 1/2 * x[i]^2) + sum(i<j) hard((x[i] - x[j])^2) }
ansatz Net { B = equivariant { hidden = 4 }; psi = product(orbitals(B) * gaussian_envelope(x)) * { sum(i<j) sqrt((x[i] - x[j])^2 - x[1] + 1) if x[1] < 1, 1 otherwise } }
schedule Plain { phase main { steps = 1 } }
train Ground = Pair with Net using Plain`;
    const experiment = (await parseProgram(text, 'a.qham')).experiment('Ground');
    const walkers = [0, 0.5, 2, 5, 0.1, 0.2];
    const { terms, energy } = await evaluateAt(engine, experiment, walkers);
    const hard = (s: number) => (s > 1 ? 1 / Math.sqrt(s - 1) : s);
    const pairs = (x: number[]) => hard((x[0]! - x[1]!) ** 2) + hard((x[0]! - x[2]!) ** 2) + hard((x[1]! - x[2]!) ** 2);
    expect(terms[2]![0]).toBeCloseTo(pairs([0, 0.5, 2]), 10);
    expect(terms[2]![1]).toBeCloseTo(pairs([5, 0.1, 0.2]), 10);
    expect([...energy].every(Number.isFinite)).toBe(true);
  });
});
