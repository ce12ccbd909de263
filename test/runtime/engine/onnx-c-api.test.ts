/** ONNX Runtime by its C interface: right, without copies, and with its own words when something is wrong. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OnnxBinder } from '../../../runtime/engine/fused/bind-onnx.ts';
import { finishGraph, GraphBuilder, input, matmul } from '../../../runtime/tensor/index.ts';
import { lowerGraph } from '../../../runtime/tensor/onnx/model.ts';
import { encodeModel } from '../../../runtime/tensor/onnx/schema.ts';

const [ROWS, WIDTH] = [64, 32];

function productModel(): Uint8Array {
  const builder = new GraphBuilder();
  const product = matmul(input(builder, 'in0', [ROWS, WIDTH]), input(builder, 'in1', [WIDTH, WIDTH]));
  return encodeModel(lowerGraph(finishGraph({ out0: product }), 'cpu', 'float32'));
}

/** Two factors and room for their product, one after another in one memory, as a program has them. */
function operands() {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
  let next = 0;
  const place = (...shape: number[]) => {
    const length = shape.reduce((a, b) => a * b, 1);
    const data = new Float32Array(memory.buffer, next, length);
    next += data.byteLength;
    return { data, shape };
  };
  const [left, right, product] = [place(ROWS, WIDTH), place(WIDTH, WIDTH), place(ROWS, WIDTH)];
  left.data.forEach((_, i) => {
    left.data[i] = i % 7;
  });
  for (let i = 0; i < WIDTH; i++) right.data[i * WIDTH + i] = 2;
  return { left, right, product };
}

let binder: OnnxBinder;
beforeEach(() => {
  binder = new OnnxBinder();
});
afterEach(() => binder.release());

test('a run writes where its output was bound, and allocates nothing', () => {
  const { left, right, product } = operands();
  const run = binder.bind(productModel(), [left, right], [product]);
  run();
  expect(product.data).toEqual(left.data.map((value) => 2 * value));
  const before = process.memoryUsage().arrayBuffers;
  for (let i = 0; i < 100; i++) run();
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(product.data.byteLength);
});

test('what was bound is read anew in each run', () => {
  const { left, right, product } = operands();
  const run = binder.bind(productModel(), [left, right], [product]);
  run();
  right.data.fill(0);
  run();
  expect(product.data.every((value) => value === 0)).toBe(true);
});

test('a model that is none is refused in words', () => {
  expect(() => binder.bind(Uint8Array.of(1, 2, 3), [], [])).toThrow(/protobuf|parse/i);
});

test('an operand of another shape is refused in words', () => {
  const { left, right, product } = operands();
  const wrong = { data: left.data, shape: [WIDTH, ROWS] };
  const run = () => binder.bind(productModel(), [wrong, right], [product])();
  expect(run).toThrow(/dimension|shape/i);
});
