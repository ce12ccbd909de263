import { expect, test } from 'vitest';
import {
  add,
  finishGraph,
  GraphBuilder,
  gradientParts,
  gradientPerWalker,
  input,
  matmul,
  reshape,
  slice,
  sum,
  tanh,
  transpose,
} from '../../../runtime/tensor/index.ts';

const WALKERS = 6;
const PARTICLES = 2;

test('weights that particles share have outer products, the halves of one each its own, biases plain values', () => {
  const builder = new GraphBuilder();
  const walkers = input(builder, 'walkers', [WALKERS, PARTICLES]);
  const rows = reshape(transpose(walkers, [1, 0]), [PARTICLES * WALKERS, 1]);
  const weight = input(builder, 'weight', [10, 4]);
  const bias = input(builder, 'bias', [4]);
  const first = input(builder, 'first', [1, 5]);
  const h = tanh(matmul(rows, first));
  const common = reshape(sum(reshape(h, [PARTICLES, WALKERS * 5]), [0]), [WALKERS, 5]);
  const own = reshape(matmul(h, slice(weight, 0, 0, 5)), [PARTICLES, WALKERS * 4]);
  const shared = add(matmul(common, slice(weight, 0, 5, 5)), bias);
  const z = tanh(add(own, reshape(shared, [1, WALKERS * 4])));
  const psi = sum(reshape(sum(z, [0]), [WALKERS, 4]), [1]);
  const [ofWeight, ofBias] = gradientPerWalker(psi, walkers, [weight, bias]).map((g) => gradientParts(g, 100));
  expect(ofWeight).toMatchObject([
    { kind: 'outer', at: 100, left: { shape: [WALKERS, PARTICLES, 5] }, right: { shape: [WALKERS, PARTICLES, 4] } },
    { kind: 'outer', at: 120, left: { shape: [WALKERS, 1, 5] }, right: { shape: [WALKERS, 1, 4] } },
  ]);
  expect(ofBias).toMatchObject([{ kind: 'plain', at: 100, values: { shape: [WALKERS, 4] } }]);
});

test('half a weight that nothing uses has no part', () => {
  const builder = new GraphBuilder();
  const walkers = input(builder, 'walkers', [WALKERS, 3]);
  const weight = input(builder, 'weight', [6, 2]);
  const psi = sum(tanh(matmul(walkers, slice(weight, 0, 3, 3))), [1]);
  const [gradient] = gradientPerWalker(psi, walkers, [weight]);
  const parts = gradientParts(gradient!);
  expect(parts).toMatchObject([{ kind: 'outer', at: 6 }]);
  expect(Object.keys(finishGraph({ gradient: gradient! }).inputs).sort()).toEqual(['walkers', 'weight']);
});
