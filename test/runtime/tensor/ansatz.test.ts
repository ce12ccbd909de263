/** A whole wave function through graph, derivatives and engines, against answers known in closed form. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine, Feed, Results } from '../../../runtime/engine/engine.ts';
import { openEngine } from '../../../runtime/engine/index.ts';
import { TensorFlowEngine } from '../../../runtime/engine/tensorflow-engine.ts';
import {
  add,
  constant,
  divide,
  exp,
  finishGraph,
  forwardLaplacian,
  GraphBuilder,
  input,
  multiply,
  square,
  sum,
} from '../../../runtime/tensor/index.ts';
import { ansatzGraph, ansatzParameters, walkersInCube } from './ansatz.ts';
import { expectClose } from './closeness.ts';
import { numericGradient } from './differences.ts';
import { uniform } from './random.ts';

let cpu: Engine;
beforeAll(async () => {
  cpu = await openEngine('cpu', { threads: 2 });
});
afterAll(() => cpu.dispose());

test('an exact eigenstate has the same local energy everywhere', async () => {
  const builder = new GraphBuilder();
  const number = (value: number) => constant(builder, value);
  const x = input(builder, 'x', [500, 3]);
  const r2 = sum(square(x), [1]);
  const psi = exp(multiply(number(-0.5), r2));
  const { laplacian } = forwardLaplacian(psi, x);
  const kinetic = multiply(number(-0.5), divide(laplacian, psi));
  const session = await cpu.compile(finishGraph({ energy: add(kinetic, multiply(number(0.5), r2)) }), 'float64');
  const [result] = await session.run({}, [{ x: Float64Array.from(uniform(3, 1500, -4, 4)) }]);
  expectClose(result!.energy!, new Array(500).fill(1.5), 1e-12, 'local energy of the ground state');
});

test('derivatives of one dense layer times a gaussian follow their closed forms', async () => {
  const shape = { walkers: 7, dimension: 3, hidden: [], states: 4 };
  const parameters = ansatzParameters(shape);
  const x = walkersInCube(shape, 4);
  const session = await cpu.compile(ansatzGraph(shape), 'float64');
  const [result] = await session.run(float64(parameters), [float64({ x })]);

  // ψ = sin(φ) A with φ = w·x + b and A = exp(−r²/2): ∂ᵢψ = (wᵢ cos φ − xᵢ sin φ) A,
  // ∇²ψ = ((r² − D − |w|²) sin φ − 2 (w·x) cos φ) A.
  const [weights, biases] = [parameters['weights 1']!, parameters['biases 1']!];
  const jacobian = new Array<number>(3 * 7 * 4);
  const laplacian = new Array<number>(7 * 4);
  for (let b = 0; b < 7; b++)
    for (let m = 0; m < 4; m++) {
      const r = x.slice(3 * b, 3 * b + 3);
      const w = [0, 1, 2].map((i) => weights[4 * i + m]!);
      const dot = (u: number[], v: number[]) => u.reduce((s, value, i) => s + value * v[i]!, 0);
      const phase = dot(w, r) + biases[m]!;
      const amplitude = Math.exp(-dot(r, r) / 2);
      for (let i = 0; i < 3; i++)
        jacobian[(i * 7 + b) * 4 + m] = (w[i]! * Math.cos(phase) - r[i]! * Math.sin(phase)) * amplitude;
      laplacian[b * 4 + m] =
        ((dot(r, r) - 3 - dot(w, w)) * Math.sin(phase) - 2 * dot(w, r) * Math.cos(phase)) * amplitude;
    }
  expectClose(result!.jacobian!, jacobian, 1e-14, 'Jacobian');
  expectClose(result!.laplacian!, laplacian, 1e-14, 'Laplacian');
});

test('the gradient of a residual loss, which contains a Laplacian, agrees with differences', async () => {
  const shape = { walkers: 3, dimension: 2, hidden: [4, 3], states: 2 };
  const feed = float64({ ...ansatzParameters(shape), x: walkersInCube(shape, 8) });
  const session = await cpu.compile(ansatzGraph(shape), 'float64');
  const [result] = await session.run({}, [feed]);
  for (const name of Object.keys(feed).filter((n) => n.startsWith('weights') || n.startsWith('biases')))
    expectClose(result![`gradient of ${name}`]!, await numericGradient(session, feed, 'loss', name), 1e-9, name);
});

test('all engines agree on a deep network, its Laplacian and the gradient of that', async () => {
  const shape = { walkers: 24, dimension: 3, hidden: [20, 20, 20], states: 5 };
  const graph = ansatzGraph(shape);
  const feed = { ...ansatzParameters(shape), x: walkersInCube(shape, 21) };
  const exact = await once(cpu, graph, 'float64', float64(feed));
  await tf.setBackend('cpu');
  const single = await once(cpu, graph, 'float32', float32(feed));
  const tensorflow = await once(new TensorFlowEngine(tf), graph, 'float32', float32(feed));
  for (const [name, expected] of Object.entries(exact)) {
    expectClose(single[name]!, expected, 1e-6, `${name} in float32`);
    expectClose(tensorflow[name]!, expected, 1e-6, `${name} by TensorFlow.js`);
  }
});

for (const precision of ['float32', 'float64'] as const)
  test(`numbers depend neither on the number of threads nor on the run: ${precision}`, async () => {
    const shape = { walkers: 64, dimension: 3, hidden: [33, 17], states: 3 };
    const graph = ansatzGraph(shape);
    const cast = precision === 'float64' ? float64 : float32;
    const shared = cast(ansatzParameters(shape));
    const blocks = Array.from({ length: 7 }, (_, i) => cast({ x: walkersInCube(shape, 50 + i) }));
    const session = await cpu.compile(graph, precision);
    const first = await session.run(shared, blocks);
    for (const threads of [1, 3]) {
      const other = await openEngine('cpu', { threads });
      expect(await (await other.compile(graph, precision)).run(shared, blocks)).toEqual(first);
      await other.dispose();
    }
    expect(await session.run(shared, blocks)).toEqual(first);
    expect(await session.run(shared, [blocks[3]!])).toEqual([first[3]]);
  });

async function once(
  engine: Engine,
  graph: ReturnType<typeof ansatzGraph>,
  precision: 'float32' | 'float64',
  feed: Feed,
): Promise<Results> {
  const session = await engine.compile(graph, precision);
  const [result] = await session.run({}, [feed]);
  await session.dispose();
  return result!;
}

function float64(values: Record<string, number[]>): Feed {
  return Object.fromEntries(Object.entries(values).map(([name, v]) => [name, Float64Array.from(v)]));
}

function float32(values: Record<string, number[]>): Feed {
  return Object.fromEntries(Object.entries(values).map(([name, v]) => [name, Float32Array.from(v)]));
}
