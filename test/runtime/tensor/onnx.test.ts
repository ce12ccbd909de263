/** The ONNX models that graphs become. */
import * as ort from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import {
  constant,
  exp,
  finishGraph,
  GraphBuilder,
  input,
  matmul,
  OPERATIONS,
  reshape,
  sin,
  type Tensor,
} from '../../../runtime/tensor/index.ts';
import { lowerGraph } from '../../../runtime/tensor/onnx/model.ts';
import { decodeModel, encodeModel } from '../../../runtime/tensor/onnx/schema.ts';
import { ansatzGraph } from './ansatz.ts';
import { direct } from './case-graphs.ts';

const graph = ansatzGraph({ walkers: 4, dimension: 3, hidden: [5], states: 2 });

test('what is written can be read back', () => {
  const model = lowerGraph(graph, 'cpu', 'float32');
  expect(plain(decodeModel(encodeModel(model)))).toEqual(plain({ docString: '', ...model }));
});

test('bytes that are no model are refused', () => {
  expect(() => decodeModel(Uint8Array.of(7, 7, 7))).toThrow();
});

test('inputs and outputs keep their names, element types and shapes', async () => {
  const session = await ort.InferenceSession.create(encodeModel(lowerGraph(graph, 'cpu', 'float64')));
  const described = (values: readonly ort.InferenceSession.ValueMetadata[]) =>
    Object.fromEntries(values.map((v) => [v.name, v.isTensor ? [v.type, ...v.shape] : []]));
  const expected = (tensors: Readonly<Record<string, Tensor>>) =>
    Object.fromEntries(Object.entries(tensors).map(([name, t]) => [name, ['float64', ...t.shape]]));
  expect(described(session.inputMetadata)).toEqual(expected(graph.inputs));
  expect(described(session.outputMetadata)).toEqual(expected(graph.outputs));
  await session.release();
});

test('one value may be several outputs, and an input or a constant may be one', async () => {
  const builder = new GraphBuilder();
  const x = input(builder, 'x', [2]);
  const twice = { x2: x, first: sin(x), second: sin(x), three: constant(builder, 3, [100]) };
  const session = await ort.InferenceSession.create(encodeModel(lowerGraph(finishGraph(twice), 'cpu', 'float64')));
  const result = await session.run({ x: new ort.Tensor('float64', [1, 2], [2]) });
  expect([...(result.x2!.data as Float64Array)]).toEqual([1, 2]);
  expect(result.first!.data).toEqual(result.second!.data);
  expect([...(result.three!.data as Float64Array)]).toEqual(new Array(100).fill(3));
  await session.release();
});

test('transposed factors of matrix products are not copied in float32 or float64', () => {
  const builder = new GraphBuilder();
  const a = input(builder, 'a', [3, 4]);
  const b = input(builder, 'b', [4, 3]);
  const y = exp(matmul(a, b, { transposeA: true, transposeB: true }));
  const types = lowerGraph(finishGraph({ y: reshape(y, [16]) }), 'cpu', 'float64').graph.node.map((n) => n.opType);
  expect(types).toEqual(['Gemm', 'Exp', 'Reshape']);
});

describe('ONNX Runtime computes the shapes that the shape rules say', () => {
  for (const operation of OPERATIONS)
    test(operation.name, async () => {
      for (const [i, c] of operation.cases.entries()) {
        const { graph, feed } = direct(operation, c, i);
        const session = await ort.InferenceSession.create(encodeModel(lowerGraph(graph, 'cpu', 'float64')));
        const tensors = Object.entries(feed).map(
          ([name, values]) =>
            [name, new ort.Tensor('float64', values as Float64Array, graph.inputs[name]!.shape)] as const,
        );
        const result = await session.run(Object.fromEntries(tensors));
        for (const [name, t] of Object.entries(graph.outputs)) expect(result[name]!.dims, name).toEqual(t.shape);
        await session.release();
      }
    });
});

/** Bytes as lists of numbers: what is read back is another kind of byte array. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return [...value];
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, plain(v)]));
}
