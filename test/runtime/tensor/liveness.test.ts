/** The estimate of a graph's memory, by which blocks of walkers are chosen. */
import { expect, test } from 'vitest';
import {
  add,
  constant,
  exp,
  finishGraph,
  GraphBuilder,
  input,
  multiply,
  peakBytes,
  reshape,
  sin,
} from '../../../runtime/tensor/index.ts';
import { ansatzGraph } from './ansatz.ts';

test('counts what is alive at once: input, operand, result', () => {
  const builder = new GraphBuilder();
  const x = input(builder, 'x', [100]);
  // x · exp(sin x): at most x, sin x and exp(sin x), or x, exp(sin x) and the product.
  const graph = finishGraph({ y: multiply(x, exp(sin(x))) });
  expect(peakBytes(graph)).toBe(3 * 400);
  expect(peakBytes(graph, 'float64')).toBe(3 * 800);
});

test('reshapes and repeated numbers take no room, outputs stay to the end', () => {
  const builder = new GraphBuilder();
  const x = input(builder, 'x', [100]);
  const first = add(reshape(x, [10, 10]), constant(builder, 2));
  expect(peakBytes(finishGraph({ first }))).toBe(2 * 400);
  expect(peakBytes(finishGraph({ first, second: exp(exp(exp(first))) }))).toBe(4 * 400);
});

test('grows with the number of walkers by the same for each', () => {
  const at = (walkers: number) => peakBytes(ansatzGraph({ walkers, dimension: 3, hidden: [40, 40], states: 4 }));
  expect(at(512) - at(256)).toBeGreaterThan(0);
  expect(at(768) - at(512)).toBe(at(512) - at(256));
});
