/** A graph in two stages gives what it gives in one, whoever keeps what. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Feed, StagedSession } from '../../../runtime/engine/engine.ts';
import { inFloat64 } from '../../../runtime/engine/float64-engine.ts';
import { OnnxBinder } from '../../../runtime/engine/fused/bind-onnx.ts';
import { KeptBlocks } from '../../../runtime/engine/fused/kept-blocks.ts';
import { buildProgram } from '../../../runtime/engine/fused/program.ts';
import { isRecomputed, recomputeProducts } from '../../../runtime/engine/fused/recomputed.ts';
import { hasRelaxedSimd } from '../../../runtime/engine/fused/relaxed-simd.ts';
import { type Engine, openEngine } from '../../../runtime/engine/index.ts';
import { compileStages } from '../../../runtime/engine/stages.ts';
import { TensorFlowEngine } from '../../../runtime/engine/tensorflow-engine.ts';
import {
  add,
  cos,
  finishGraph,
  type Graph,
  GraphBuilder,
  gradient,
  input,
  matmul,
  multiply,
  sin,
  square,
  sum,
} from '../../../runtime/tensor/index.ts';
import { lowerGraph } from '../../../runtime/tensor/onnx/model.ts';
import { encodeModel } from '../../../runtime/tensor/onnx/schema.ts';

const [ROWS, WIDTH, BLOCKS] = [64, 12, 7];
const LATER = new Set(['slope']);

/** Σ h² and Σ (∂h)² of two layers first, then the derivative of slope times their sum: the same layers in both. */
function layerGraph(): Graph {
  const builder = new GraphBuilder();
  const x = input(builder, 'x', [ROWS, WIDTH]);
  const weights = input(builder, 'W', [WIDTH, WIDTH]);
  const slope = input(builder, 'slope', [1]);
  const z = matmul(x, weights);
  const h = sin(matmul(sin(z), weights));
  const directions = input(builder, 'directions', [3, 1, WIDTH]);
  const slant = matmul(multiply(directions, cos(z)), weights);
  const total = add(sum(square(h), [0, 1]), sum(square(slant), [0, 1, 2]));
  const [slopes] = gradient(multiply(slope, total), [weights]);
  return finishGraph({ total, slopes: add(slopes!, multiply(slope, weights)) });
}

const numbers = (length: number, seed: number) => Float32Array.from({ length }, (_, i) => Math.sin(seed + 1.7 * i));
const shared = { W: numbers(WIDTH * WIDTH, 0.3), directions: numbers(3 * WIDTH, 0.7) };
const blocks = Array.from({ length: BLOCKS }, (_, i) => ({ x: numbers(ROWS * WIDTH, i) }));
const later = { slope: Float32Array.of(0.25) };

let engines: { one: Engine; three: Engine };
beforeAll(async () => {
  await tf.setBackend('cpu');
  engines = { one: await openEngine('cpu', { threads: 1 }), three: await openEngine('cpu', { threads: 3 }) };
});
afterAll(() => Promise.all([engines.one.dispose(), engines.three.dispose()]));

/** Both stages' outputs of every block. */
async function staged(session: StagedSession, fed: readonly Feed[] = blocks): Promise<object[]> {
  const first = (await session.first(shared, fed)).map((result) => structuredClone(result));
  const second = await session.second(later);
  return first.map((result, i) => structuredClone({ ...result, ...second[i] }));
}

async function whole(engine: Engine): Promise<object[]> {
  const session = await engine.compile(layerGraph());
  const results = await session.run({ ...shared, ...later }, blocks);
  return results.map((result) => structuredClone({ ...result }));
}

describe('two stages', () => {
  test('give bit for bit what one gives, on any number of threads', async () => {
    const expected = await whole(engines.one);
    for (const engine of Object.values(engines)) {
      const session = await compileStages(engine, layerGraph(), LATER);
      // Twice, so that what the first pass leaves behind shows.
      await staged(session, blocks.toReversed());
      expect(await staged(session)).toEqual(expected);
      await session.dispose();
    }
  });

  test('give the same where an engine can keep nothing', async () => {
    for (const engine of [new TensorFlowEngine(tf), inFloat64(engines.one)]) {
      const expected = await whole(engine);
      expect(await staged(await compileStages(engine, layerGraph(), LATER))).toEqual(expected);
    }
  });

  test('refuse the second before the first', async () => {
    for (const engine of [engines.one, new TensorFlowEngine(tf)]) {
      const session = await compileStages(engine, layerGraph(), LATER);
      await expect(session.second(later)).rejects.toThrow('the first stage comes before the second');
      await staged(session);
      await expect(session.second(later)).rejects.toThrow('the first stage comes before the second');
    }
  });

  test('are not run twice at once', async () => {
    const session = await compileStages(engines.three, layerGraph(), LATER);
    const first = session.first(shared, blocks);
    await expect(session.first(shared, blocks)).rejects.toThrow('this session is still running');
    await expect(session.second(later)).rejects.toThrow('this session is still running');
    await first;
    await session.second(later);
  });

  test('name a later input that is missing', async () => {
    const session = await compileStages(engines.one, layerGraph(), LATER);
    await session.first(shared, blocks);
    await expect(session.second({})).rejects.toThrow('run: input "slope" has no numbers, not 1');
  });
});

test('products of values that wait are computed again', () => {
  expect(
    recomputeProducts(layerGraph(), LATER)
      .nodes.filter(isRecomputed)
      .map(({ shape }) => shape),
  ).toEqual([[3, ROWS, WIDTH]]);
  expect(recomputeProducts(layerGraph(), new Set()).nodes.some(isRecomputed)).toBe(false);
});

describe('kept blocks', () => {
  const graph = layerGraph();
  const program = buildProgram(
    graph,
    (part) => encodeModel(lowerGraph(part, 'cpu', 'float32')),
    hasRelaxedSimd(),
    LATER,
  );

  /** Arrays for one pass over all blocks. */
  function arraysForAll() {
    const room = (name: string) =>
      blocks.map(() => ({ [name]: new Float32Array(graph.outputs[name]!.shape.reduce((a, b) => a * b, 1)) }));
    const integers = (length: number) => new Int32Array(new SharedArrayBuffer(4 * length));
    const arrays = { shared, later, blocks, early: room('total'), late: room('slopes') };
    return { ...arrays, next: integers(1), states: integers(BLOCKS) };
  }
  const results = ({ early, late }: ReturnType<typeof arraysForAll>) =>
    early.map((result, i) => ({ ...result, ...late[i] }));
  const nothing = () => {};

  test.each([0, 1, 3, BLOCKS])('with room for %i are computed alike', async (count) => {
    const binder = new OnnxBinder();
    const kept = new KeptBlocks(program, binder.bind, count * program.bytes.block);
    const arrays = arraysForAll();
    kept.first(arrays, nothing);
    kept.second(arrays, nothing);
    expect(results(arrays)).toEqual(await whole(engines.one));
    binder.release();
  });

  test('of a thread that is late are computed by another, all but the last', async () => {
    const binder = new OnnxBinder();
    const [late, idle] = [0, 1].map(() => new KeptBlocks(program, binder.bind, BLOCKS * program.bytes.block));
    const arrays = arraysForAll();
    late!.first(arrays, nothing);
    idle!.first(arrays, nothing);
    idle!.second(arrays, nothing);
    const empty = results(arrays).filter(({ slopes }) => slopes!.every((value) => value === 0));
    expect(empty).toHaveLength(1);
    late!.second(arrays, nothing);
    expect(results(arrays)).toEqual(await whole(engines.one));
    binder.release();
  });

  test('are not begun when the process is ending', () => {
    const binder = new OnnxBinder();
    const kept = new KeptBlocks(program, binder.bind, 0);
    const arrays = arraysForAll();
    const ending = () => {
      throw new Error('the process is ending');
    };
    expect(() => kept.first(arrays, ending)).toThrow('the process is ending');
    expect(results(arrays).every(({ total }) => total![0] === 0)).toBe(true);
    binder.release();
  });
});
