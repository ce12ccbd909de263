/** Scales that are the same for all walkers move to the weights: the same numbers, by smaller products. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, openEngine } from '../../../runtime/engine/index.ts';
import { finishGraph, GraphBuilder, input, matmul, multiply, negate } from '../../../runtime/tensor/index.ts';
import { productOfScaledRows } from '../../../runtime/tensor/operations/scaled-rows.ts';
import { ansatzGraph, ansatzParameters, walkersInCube } from './ansatz.ts';
import { expectClose } from './closeness.ts';
import { uniform } from './random.ts';

let cpu: Engine;
beforeAll(async () => {
  cpu = await openEngine('cpu', { threads: 1 });
});
afterAll(() => cpu.dispose());

const [N, ROWS, K, COLUMNS] = [3, 8, 4, 5];

test.each([
  ['one scale', [1, K], [ROWS, K]],
  ['a scale for each stack', [N, 1, K], [ROWS, K]],
  ['a scale for each stack, the rest with an axis in front', [N, 1, K], [1, ROWS, K]],
])('%s', async (_, scaleShape, restShape) => {
  const builder = new GraphBuilder();
  const scale = input(builder, 'scale', scaleShape);
  const rest = input(builder, 'rest', restShape);
  const w = input(builder, 'w', [K, COLUMNS]);
  const x = multiply(rest, scale);
  const moved = productOfScaledRows(x, w)!;
  const minus = productOfScaledRows(negate(x), w)!;
  const plain = matmul(x, w);
  expect(moved.shape).toEqual(plain.shape);
  for (const precision of ['float64', 'float32'] as const) {
    const session = await cpu.compile(finishGraph({ moved, minus, plain }), precision);
    const numbers = precision === 'float64' ? Float64Array : Float32Array;
    const feed = Object.fromEntries(
      [scale, rest, w].map(({ attributes, shape }, i) => [
        attributes.name as string,
        numbers.from(
          uniform(
            i + 1,
            shape.reduce((a, b) => a * b, 1),
            -1,
            1,
          ),
        ),
      ]),
    );
    const [result] = await session.run({}, [feed]);
    const tolerance = precision === 'float64' ? 1e-14 : 1e-6;
    expectClose(result!.moved!, result!.plain!, tolerance, 'the product');
    expectClose(
      result!.minus!,
      [...result!.plain!].map((value) => -value),
      tolerance,
      'its negative',
    );
    await session.dispose();
  }
});

test('nothing is moved to weights that would become larger than the rows', () => {
  const builder = new GraphBuilder();
  const x = multiply(input(builder, 'rest', [COLUMNS, K]), input(builder, 'scale', [N, 1, K]));
  expect(productOfScaledRows(x, input(builder, 'w', [K, COLUMNS]))).toBeNull();
  expect(productOfScaledRows(input(builder, 'x', [ROWS, K]), input(builder, 'v', [K, 2]))).toBeNull();
});

test('a wave function has the same derivatives for many walkers at once as for two by two', async () => {
  const shape = { dimension: 3, hidden: [6, 5], states: 2 };
  const [many, two] = [12, 2].map((walkers) => ({ ...shape, walkers }));
  const parameters = ansatzParameters(many!);
  const x = walkersInCube(many!, 4);
  const graph = ansatzGraph(many!);
  // Three Jacobians behind the first layer as one product, of which the two-walker graph has none.
  const widths = (g: typeof graph) =>
    g.nodes.filter(({ operation }) => operation.name === 'matmul').map((n) => n.shape);
  expect(widths(graph)).toContainEqual([12, 15]);
  expect(widths(ansatzGraph(two!)).some(([, columns]) => columns === 15)).toBe(false);

  const wide = (feed: Record<string, ArrayLike<number>>) =>
    Object.fromEntries(Object.entries(feed).map(([name, values]) => [name, Float64Array.from(values)]));
  const run = async (g: typeof graph, blocks: ArrayLike<number>[]) => {
    const session = await cpu.compile(g, 'float64');
    const energies = { energies: [1.5, 2.5] };
    const results = await session.run(
      wide({ ...parameters, ...energies }),
      blocks.map((block) => wide({ x: block })),
    );
    await session.dispose();
    return results;
  };
  const [whole] = await run(graph, [x]);
  const parts = await run(
    ansatzGraph(two!),
    Array.from({ length: 6 }, (_, i) => x.slice(6 * i, 6 * i + 6)),
  );
  for (const name of ['psi', 'laplacian', 'hpsi'])
    expectClose(
      whole![name]!,
      parts.flatMap((part) => [...part[name]!]),
      1e-11,
      name,
    );
  for (const name of Object.keys(whole!).filter((key) => key.startsWith('gradient of'))) {
    const sum = [...whole![name]!].map((_, i) => parts.reduce((total, part) => total + part[name]![i]!, 0));
    expectClose(whole![name]!, sum, 1e-11, name);
  }
});
