/** The TensorFlow.js engine, on a backend in plain JavaScript. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { GraphNotSupported } from '../../../runtime/engine/index.ts';
import { TensorFlowEngine } from '../../../runtime/engine/tensorflow-engine.ts';
import { exp, finishGraph, GraphBuilder, input } from '../../../runtime/tensor/index.ts';
import { ansatzGraph, ansatzParameters, walkersInCube } from '../tensor/ansatz.ts';

beforeAll(() => tf.setBackend('cpu'));

const shape = { walkers: 8, dimension: 3, hidden: [6, 5], states: 2 };
const shared = Object.fromEntries(
  Object.entries(ansatzParameters(shape)).map(([name, v]) => [name, Float32Array.from(v)]),
);
const blocks = [1, 2, 3].map((seed) => ({ x: Float32Array.from(walkersInCube(shape, seed)) }));

test('leaves no tensor behind, whatever the number of blocks', async () => {
  const session = await new TensorFlowEngine(tf).compile(ansatzGraph(shape));
  const before = tf.memory().numTensors;
  const results = await session.run(shared, blocks);
  expect(results).toHaveLength(3);
  expect(tf.memory().numTensors).toBe(before);
});

test('leaves no tensor behind when an operation fails', async () => {
  const builder = new GraphBuilder();
  const x = input(builder, 'x', [2]);
  const y = exp(x);
  const broken = {
    ...y.operation,
    name: 'broken',
    tfjs: () => {
      throw new Error('kernel missing');
    },
  };
  const session = await new TensorFlowEngine(tf).compile(finishGraph({ z: builder.apply(broken, [y]) }));
  const before = tf.memory().numTensors;
  await expect(session.run({}, [{ x: Float32Array.of(1, 2) }])).rejects.toThrow('kernel missing');
  expect(tf.memory().numTensors).toBe(before);
});

test('blocks are independent and in order', async () => {
  const session = await new TensorFlowEngine(tf).compile(ansatzGraph(shape));
  const together = await session.run(shared, blocks);
  for (const [i, block] of blocks.entries()) expect(await session.run(shared, [block])).toEqual([together[i]]);
});

test('one value may be several outputs, and an input may be one', async () => {
  const x = input(new GraphBuilder(), 'x', [2]);
  const session = await new TensorFlowEngine(tf).compile(finishGraph({ x2: x, a: exp(x), b: exp(x) }));
  const [result] = await session.run({}, [{ x: Float32Array.of(0, 0) }]);
  expect(result).toEqual({ x2: Float32Array.of(0, 0), a: Float32Array.of(1, 1), b: Float32Array.of(1, 1) });
});

test('float64 is refused', async () => {
  const compiling = new TensorFlowEngine(tf).compile(ansatzGraph(shape), 'float64');
  await expect(compiling).rejects.toThrow(GraphNotSupported);
});
