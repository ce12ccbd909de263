/** Formulas over particles, pairs and triples, bosons, and several kinds of particles, against plain arithmetic. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAnsatz } from '../../runtime/ansatz/ansatz.ts';
import { initialParameters, parameterViews } from '../../runtime/ansatz/parameters.ts';
import { type Engine, openEngine } from '../../runtime/engine/index.ts';
import { TensorFlowEngine } from '../../runtime/engine/tensorflow-engine.ts';
import type { EventOf } from '../../runtime/events.ts';
import { type Block, type Experiment, type Expression, parseExperiment } from '../../runtime/experiment.ts';
import { RandomStream } from '../../runtime/random/stream.ts';
import { finishGraph, GraphBuilder, gradient, gradientPerWalker, input, sum } from '../../runtime/tensor/index.ts';
import { startTraining } from '../../runtime/train/training.ts';
import { expectClose } from '../runtime/tensor/closeness.ts';
import { cloud, evaluateAt } from './at-walkers.ts';
import {
  binary,
  call,
  distance,
  equivariantBlocks,
  equivariantPsi,
  everyone,
  exp,
  multiply,
  number,
  over,
  particle,
  square,
  type TrapParts,
  trap,
} from './fermions.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine('cpu');
  await tf.setBackend('cpu');
});
afterAll(() => engine.dispose());

const build = (parts: TrapParts) => parseExperiment(trap(parts));
const gaussian = (width: number, count: number): Expression =>
  exp({
    kind: 'negate',
    of: over(['i'], count, multiply(number(width / 2), square({ kind: 'norm', of: particle('i') }))),
  });

/** Large weights: orbitals that are far from linear, and so from linearly dependent. */
const strongBlocks = (hidden: number, determinants = 1): Block[] =>
  equivariantBlocks(hidden, 2, determinants).map((block) =>
    block.kind === 'equivariant' ? { ...block, weights: { kind: 'normal', std: 1 } } : block,
  );

describe('sums over tuples of particles', () => {
  /** The value of a potential of 5 particles in two dimensions at 7 walkers, and their coordinates. */
  async function potential(expression: Expression) {
    const experiment = build({ particles: 5, dimension: 2, blocks: [], psi: gaussian(1, 5) });
    experiment.hamiltonian.terms.push({ kind: 'potential', expression, bodies: 3, text: 'W' });
    const walkers = cloud(7, 10, 4);
    const { terms } = await evaluateAt(engine, experiment, walkers);
    const position = (b: number, i: number) => [walkers[10 * b + 2 * i]!, walkers[10 * b + 2 * i + 1]!] as const;
    const apart = (b: number, i: number, j: number) =>
      Math.hypot(position(b, i)[0] - position(b, j)[0], position(b, i)[1] - position(b, j)[1]);
    return { value: terms[3]!, position, apart };
  }

  it('take triples apart', async () => {
    const body = binary('divide', multiply(distance('i', 'j'), distance('j', 'k')), distance('i', 'k'));
    const { value, apart } = await potential(over(['i', 'j', 'k'], 5, body));
    for (let b = 0; b < 7; b++) {
      let expected = 0;
      for (let i = 0; i < 5; i++)
        for (let j = i + 1; j < 5; j++)
          for (let k = j + 1; k < 5; k++) expected += (apart(b, i, j) * apart(b, j, k)) / apart(b, i, k);
      expect(value[b]!).toBeCloseTo(expected, 10);
    }
  });

  it('may stand in each other, and use the numbers of particles', async () => {
    const inner = over(
      ['j', 'k'],
      5,
      multiply(distance('j', 'k'), { kind: 'dot', left: particle('i'), right: particle('j') }),
    );
    const { value, position, apart } = await potential(over(['i'], 5, multiply({ kind: 'bound', index: 'i' }, inner)));
    for (let b = 0; b < 7; b++) {
      let expected = 0;
      for (let i = 0; i < 5; i++)
        for (let j = 0; j < 5; j++)
          for (let k = j + 1; k < 5; k++) {
            const [x, y] = [position(b, i), position(b, j)];
            expected += (i + 1) * apart(b, j, k) * (x[0] * y[0] + x[1] * y[1]);
          }
      expect(value[b]!).toBeCloseTo(expected, 9);
    }
  });

  it('take components, and particles by their number', async () => {
    const component = (of: Expression, index: number): Expression => ({ kind: 'component', of, index });
    const second: Expression = { kind: 'position', name: 'x', particle: 2 };
    const body = multiply(component(particle('i'), 1), component(second, 2));
    const { value, position } = await potential(over(['i'], 5, body));
    for (let b = 0; b < 7; b++) {
      const expected = [0, 1, 2, 3, 4].reduce((total, i) => total + position(b, i)[0] * position(b, 1)[1], 0);
      expect(value[b]!).toBeCloseTo(expected, 10);
    }
  });

  it('are 0 where there are fewer particles than indices', async () => {
    const { value } = await potential(over(['i', 'j'], 1, distance('i', 'j')));
    expect([...value]).toEqual(new Array(7).fill(0));
  });
});

describe('wave functions of many particles', () => {
  it('of two kinds with different masses have their own kinetic energies', async () => {
    const experiment = build({ particles: 2, blocks: [] });
    const y = (index: string): Expression => ({ kind: 'position', name: 'y', particle: { bound: index } });
    const squares = (count: number, of: Expression) => over(['i'], count, square({ kind: 'norm', of }));
    experiment.hamiltonian.space.particles.push({ name: 'y', count: 3, dimension: 2, statistics: 'bosons' });
    // x: mass 1, frequency 1; y: mass 4, frequency 1. ψ = exp(−x²/2 − 4 y²/2), E = 2·1/2 + 3·2/2.
    experiment.hamiltonian.terms = [
      { kind: 'kinetic', particles: 'x', coefficient: -1 / 2, text: 'T[x]' },
      { kind: 'kinetic', particles: 'y', coefficient: -1 / 8, text: 'T[y]' },
      { kind: 'potential', expression: multiply(number(1 / 2), squares(2, particle('i'))), bodies: 1, text: 'V[x]' },
      { kind: 'potential', expression: multiply(number(2), squares(3, y('i'))), bodies: 1, text: 'V[y]' },
    ];
    experiment.ansatz.psi = exp(
      binary('subtract', multiply(number(-1 / 2), squares(2, particle('i'))), multiply(number(2), squares(3, y('i')))),
    );
    const { energy, terms } = await evaluateAt(engine, parseExperiment(experiment), cloud(20, 8, 2, 0.7));
    for (const e of energy) expect(e).toBeCloseTo(4, 10);
    terms[0]!.forEach((kinetic, b) => {
      expect(kinetic + terms[2]![b]!).toBeCloseTo(1, 10);
    });
  });

  const bosons = (count: number, weights: 'zero' | 'normal'): Experiment => {
    const initial = weights === 'zero' ? ({ kind: 'zero' } as const) : ({ kind: 'normal', std: 0.5 } as const);
    const blocks: Block[] = [
      { kind: 'equivariant', name: 'B', layers: 2, hidden: 8, activation: 'tanh', weights: initial, biases: initial },
      {
        kind: 'orbitals',
        name: 'M',
        determinants: 1,
        columns: 1,
        weights: initial,
        biases: { kind: 'normal', std: 1 },
      },
      { kind: 'gaussian_envelope', name: 'E', width: 1 / 2 },
    ];
    const psi: Expression = { kind: 'product', of: multiply(call('M', call('B', everyone)), call('E', everyone)) };
    return build({ particles: count, statistics: 'bosons', blocks, psi });
  };

  it.each([1, 2, 5])('of %i bosons under a gaussian envelope have its local energy', async (count) => {
    const walkers = cloud(20, count, 3, 3);
    const { energy } = await evaluateAt(engine, bosons(count, 'zero'), walkers);
    // exp(−x²/4) in ½x²: 1/4 + 3/8 x² for each particle.
    energy.forEach((e, b) => {
      const squares = walkers.subarray(count * b, count * (b + 1)).reduce((total, x) => total + x * x, 0);
      expect(e).toBeCloseTo(count / 4 + (3 / 8) * squares, 10);
    });
  });

  it('of bosons do not change when two change places', async () => {
    const walkers = cloud(20, 4, 9);
    const exchanged = walkers.map((_, at) => walkers[at % 4 === 0 ? at + 2 : at % 4 === 2 ? at - 2 : at]!);
    const experiment = bosons(4, 'normal');
    const [before, after] = [
      await evaluateAt(engine, experiment, walkers),
      await evaluateAt(engine, experiment, exchanged),
    ];
    expect(after.sign).toEqual(before.sign);
    before.logPsi.forEach((log, b) => {
      expect(after.logPsi[b]!).toBeCloseTo(log, 10);
    });
  });

  const pairs: Block = {
    kind: 'mlp',
    name: 'N',
    hidden: [5],
    activation: 'silu',
    output: 'none',
    weights: { kind: 'normal', std: 1 },
    biases: { kind: 'fan_in' },
  };
  const differing: [string, Partial<TrapParts>][] = [
    ['one determinant', { blocks: strongBlocks(12) }],
    ['three determinants', { blocks: strongBlocks(12, 3) }],
    [
      'a Jastrow factor',
      { blocks: strongBlocks(12), psi: multiply(exp(over(['i', 'j'], 3, distance('i', 'j'))), equivariantPsi) },
    ],
    [
      'a network of pair distances',
      {
        blocks: [...strongBlocks(12), pairs],
        psi: multiply(exp(over(['i', 'j'], 3, call('N', distance('i', 'j')))), equivariantPsi),
      },
    ],
    [
      'a sum of determinants and a factor',
      {
        blocks: [
          ...strongBlocks(12),
          {
            kind: 'orbitals',
            name: 'M2',
            determinants: 1,
            columns: null,
            weights: { kind: 'fan_in' },
            biases: { kind: 'fan_in' },
          },
        ],
        psi: multiply(
          binary('add', number(2), over(['i'], 3, square({ kind: 'norm', of: particle('i') }))),
          binary('subtract', equivariantPsi, {
            kind: 'determinant',
            of: multiply(number(0.5), multiply(call('M2', call('B', everyone)), call('E', everyone))),
          }),
        ),
      },
    ],
    [
      'a symmetric product',
      {
        // Orbitals of one sign: a product has nodes where it likes, and differences need to keep away from them.
        blocks: strongBlocks(12).map((block) =>
          block.kind === 'orbitals' ? { ...block, biases: { kind: 'normal' as const, std: 9 } } : block,
        ),
        psi: { kind: 'product', of: (equivariantPsi as { of: Expression }).of },
      },
    ],
  ];

  it.each(differing)('of %s have the kinetic energy that differences of ln|ψ| give', async (_, parts) => {
    const experiment = build({ particles: 3, ...parts });
    const walkers = cloud(4, 3, 21, 0.8);
    const h = 2e-4;
    const moves = [0, 1, 2].flatMap((k) => [-2, -1, 1, 2].map((s) => ({ k, s })));
    const all = [walkers, ...moves.map(({ k, s }) => walkers.map((x, at) => (at % 3 === k ? x + s * h : x)))];
    const { logPsi, terms } = await evaluateAt(
      engine,
      experiment,
      all.flatMap((w) => [...w]),
    );
    const at = (b: number, move: number) => logPsi[4 * move + b]!;
    for (let b = 0; b < 4; b++) {
      let kinetic = 0;
      for (let k = 0; k < 3; k++) {
        const [a2, a1, b1, b2] = [1, 2, 3, 4].map((s) => at(b, 4 * k + s)) as [number, number, number, number];
        const first = (a2 - 8 * a1 + 8 * b1 - b2) / (12 * h);
        const second = (-a2 + 16 * a1 - 30 * at(b, 0) + 16 * b1 - b2) / (12 * h * h);
        kinetic += -0.5 * (second + first ** 2);
      }
      expect(Math.abs(terms[0]![b]! - kinetic) / Math.max(1, Math.abs(kinetic))).toBeLessThan(1e-6);
    }
  });

  it.each(differing)('of %s agree on every engine', async (_, parts) => {
    const experiment = build({ particles: 3, strength: 5, ...parts });
    // About 1 apart, so that no walker is near a node.
    const walkers = cloud(70, 3, 5, 0.2).map((x, at) => x + (at % 3) - 1);
    const exact = await evaluateAt(engine, experiment, walkers);
    for (const other of [engine, new TensorFlowEngine(tf)]) {
      const { logPsi, energy, sign } = await evaluateAt(other, experiment, walkers, 'float32');
      exact.logPsi.forEach((log, b) => {
        expect(Math.abs(logPsi[b]! - log)).toBeLessThan(1e-4 * Math.max(1, Math.abs(log)));
        expect(sign[b]).toBe(exact.sign[b]);
        expect(Math.abs(energy[b]! - exact.energy[b]!)).toBeLessThan(2e-3 * Math.max(10, Math.abs(exact.energy[b]!)));
      });
    }
  });

  it.each(differing)('of %s have scores that add up to the gradient', async (_, parts) => {
    const ansatz = buildAnsatz(build({ particles: 3, ...parts }));
    const values = initialParameters(ansatz.parameters, RandomStream.fromSeed(2));
    const builder = new GraphBuilder();
    const walkers = input(builder, 'walkers', [6, 3]);
    const { log } = ansatz.logPsi(builder, walkers);
    const parameters = ansatz.parameters.map(({ name, shape }) => input(builder, name, shape));
    const scores = gradientPerWalker(log, walkers, parameters);
    const whole = gradient(sum(log, [0, 1]), parameters);
    const outputs = parameters.flatMap((_, i) => [
      [`sum ${i}`, sum(scores[i]!, [0])] as const,
      [`whole ${i}`, whole[i]!] as const,
    ]);
    const graph = finishGraph(Object.fromEntries(outputs));
    const feed = { ...parameterViews(ansatz.parameters, values), walkers: Float32Array.from(cloud(6, 3, 8)) };
    const widened = Object.entries(feed).flatMap(([name, v]) =>
      name in graph.inputs ? [[name, Float64Array.from(v)]] : [],
    );
    const session = await engine.compile(graph, 'float64');
    const [result] = await session.run({}, [Object.fromEntries(widened)]);
    await session.dispose();
    parameters.forEach((_, i) => {
      expectClose(result![`sum ${i}`]!, result![`whole ${i}`]!, 1e-10, ansatz.parameters[i]!.name);
    });
  });

  it('are 0 where two fermions meet, and no number is undefined there', async () => {
    const experiment = build({ particles: 3, blocks: strongBlocks(12, 2) });
    const walkers = Float64Array.of(0.3, 0.3, -1, 0.2, -0.5, 0.9);
    const { logPsi, sign, energy } = await evaluateAt(engine, experiment, walkers, 'float32');
    expect([logPsi[0], sign[0]! + 0, energy[0]]).toEqual([Number.NEGATIVE_INFINITY, 0, Number.NEGATIVE_INFINITY]);
    for (const value of [logPsi[1]!, energy[1]!]) expect(Number.isFinite(value)).toBe(true);
  });

  it('that are 0 everywhere end the run with a message that says so', async () => {
    const blocks = equivariantBlocks(8).map((block) =>
      block.kind === 'orbitals' ? { ...block, weights: { kind: 'zero' as const } } : block,
    );
    const run = await startTraining(build({ particles: 2, blocks, walkers: 64 }), engine, { runPath: null });
    let last: unknown;
    for await (const event of run.events()) last = event;
    const failure = last as EventOf<'failure'>;
    expect(failure.type).toBe('failure');
    expect(failure.message).toMatch(/^step 1: ψ of Equivariant is 0 at the walker \(.*orbitals are not independent/);
  });

  it.each([
    ['a determinant of more orbitals than particles', { kind: 'orbitals', columns: 3 }, /2 particles in 3 orbitals/],
    ['features where a number belongs', null, /belongs into a determinant or a product/],
  ] as const)('refuse %s', async (_, change, message) => {
    const parts: TrapParts = change
      ? { particles: 2, blocks: equivariantBlocks(4).map((b) => (b.kind === 'orbitals' ? { ...b, columns: 3 } : b)) }
      : { particles: 2, blocks: equivariantBlocks(4).slice(0, 1), psi: call('B', everyone) };
    await expect(evaluateAt(engine, build(parts), cloud(4, 2, 1))).rejects.toThrow(message);
  });
});
