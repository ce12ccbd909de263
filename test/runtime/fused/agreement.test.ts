import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../../runtime/engine/engine.ts';
import { planGraph } from '../../../runtime/engine/fused/plan.ts';
import { madeBy, nodesOf } from '../../../runtime/engine/fused/step.ts';
import { type Engine, openEngine } from '../../../runtime/engine/index.ts';
import { RandomStream } from '../../../runtime/random/stream.ts';
import {
  add,
  concat,
  constant,
  cos,
  divide,
  exp,
  finishGraph,
  type Graph,
  GraphBuilder,
  input,
  lessEqual,
  log,
  matmul,
  maximum,
  multiply,
  OPERATIONS,
  power,
  reshape,
  sigmoid,
  sin,
  slice,
  square,
  subtract,
  sum,
  type Tensor,
  tanh,
  transpose,
  where,
} from '../../../runtime/tensor/index.ts';
import { broadcast, sizeOf } from '../../../runtime/tensor/shape.ts';
import { splitOutputs } from '../../../runtime/tensor/stages.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine('cpu', { threads: 1 });
});
afterAll(() => engine.dispose());

/** float32 goes through fused kernels; float64 is ONNX Runtime's own session of the whole graph. */
async function compare(graph: Graph, random: RandomStream, low = -2, high = 2): Promise<void> {
  const [single, double] = [await engine.compile(graph), await engine.compile(graph, 'float64')];
  const rounded = randomFeed(graph, random, low, high);
  const exact = Object.fromEntries(Object.entries(rounded).map(([name, values]) => [name, Float64Array.from(values)]));
  // Twice, so that what the first run leaves in memory shows.
  await single.run({}, [rounded]);
  const [fused] = await single.run({}, [rounded]);
  const [plain] = await double.run({}, [exact]);
  await Promise.all([single.dispose(), double.dispose()]);
  expectAlike(fused!, plain!, Object.keys(plain!));
}

/** Compares results by these names to what float32 can hold; where one is not a number the other need not be. */
function expectAlike(results: Results, correct: Results, names: readonly string[]): void {
  for (const name of names) {
    const expected = correct[name]!;
    const scale = Array.from<number>(expected).reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
    const got = results[name]!;
    expect(got.length).toBe(expected.length);
    expected.forEach((value, i) => {
      if (Number.isFinite(value)) expect(Math.abs(got[i]! - value) / scale, `${name}[${i}]`).toBeLessThan(5e-5);
    });
  }
}

function randomFeed(graph: Graph, random: RandomStream, low = -2, high = 2): Record<string, Float32Array> {
  const numbers = ({ shape }: Tensor) => {
    const values = new Float32Array(sizeOf(shape));
    random.fillUniform(values, low, high);
    return values;
  };
  return Object.fromEntries(Object.entries(graph.inputs).map(([name, node]) => [name, numbers(node)]));
}

describe('fused programs agree with ONNX Runtime', () => {
  it.each(OPERATIONS.map((operation) => [operation.name, operation] as const))('on %s', async (name, operation) => {
    if (name === 'input') return;
    const random = RandomStream.fromSeed(7);
    for (const { inputs, attributes, domain } of operation.cases) {
      const builder = new GraphBuilder();
      const tensors = inputs.map((shape, i) => input(builder, `x${i}`, shape));
      const y = builder.apply(operation, tensors, attributes ?? {});
      await compare(finishGraph({ y }), random, ...(domain ?? [-2, 2]));
    }
  });

  it('on parts of a result that no kernel made', async () => {
    const builder = new GraphBuilder();
    const moved = transpose(input(builder, 'x', [3, 4]), [1, 0]);
    const row = (i: number) => slice(moved, 0, i, 1);
    const y = concat([row(0), row(0), row(2)], 0);
    await compare(finishGraph({ y, z: concat([row(3), row(1)], 0) }), RandomStream.fromSeed(3));
  });

  it.each(Array.from({ length: 200 }, (_, i) => i + 1))('on random graph %i', async (seed) => {
    const random = RandomStream.fromSeed(seed);
    await compare(randomGraph(random), random);
  });
});

describe('a program in two stages gives what it gives in one, but for the order of sums', () => {
  it.each(Array.from({ length: 60 }, (_, i) => i + 1))('on random graph %i', async (seed) => {
    const random = RandomStream.fromSeed(seed);
    const graph = randomGraph(random);
    const later = new Set(Object.keys(graph.inputs).filter(() => random.integer(3) === 0));
    const feeds = Array.from({ length: 2 }, () => randomFeed(graph, random));
    const [whole, stages] = [await engine.compile(graph), await engine.compileStages!(graph, later)];
    const only = (feed: Record<string, Float32Array>, wanted: boolean) =>
      Object.fromEntries(Object.entries(feed).filter(([name]) => later.has(name) === wanted));
    const { early, late } = splitOutputs(graph, later);
    // Both blocks have the later inputs of the first.
    const common = only(feeds[0]!, true);
    const expected = await whole.run(
      common,
      feeds.map((feed) => only(feed, false)),
    );
    const first = await stages.first(
      {},
      feeds.map((feed) => only(feed, false)),
    );
    first.forEach((result, i) => {
      expectAlike(result, expected[i]!, early);
    });
    const second = await stages.second(common);
    second.forEach((result, i) => {
      expectAlike(result, expected[i]!, late);
    });
    await Promise.all([whole.dispose(), stages.dispose()]);
  });
});

describe('the plan of a graph', () => {
  it('computes a product again where its factors are loaded anyway, and stores it nowhere', () => {
    const builder = new GraphBuilder();
    const [x, y, w] = [
      [40, 16],
      [40, 16],
      [16, 16],
    ].map((shape, i) => input(builder, `x${i}`, shape)) as [Tensor, Tensor, Tensor];
    const xy = multiply(x, y);
    const plan = planGraph(finishGraph({ z: add(multiply(xy, matmul(x, w)), x) }));
    expect(plan.steps.map((step) => step.kind)).toEqual(['nodes', 'kernel']);
    expect(nodesOf(plan.steps[1]!)).toContain(xy);
    expect(plan.steps.flatMap(madeBy)).not.toContain(xy);
  });

  it('stores a sine for later kernels, which would take longer to compute', () => {
    const builder = new GraphBuilder();
    const [x, w] = [
      [40, 16],
      [16, 16],
    ].map((shape, i) => input(builder, `x${i}`, shape)) as [Tensor, Tensor];
    const wave = sin(x);
    const plan = planGraph(finishGraph({ z: add(multiply(wave, matmul(x, w)), x) }));
    expect(plan.steps.flatMap(madeBy)).toContain(wave);
  });

  it('stacks products by the same right factor', () => {
    const stacks = Array.from(
      { length: 200 },
      (_, seed) => planGraph(randomGraph(RandomStream.fromSeed(seed + 1))).steps,
    )
      .flat()
      .flatMap((step) => (step.kind === 'nodes' ? step.stacks : []));
    expect(stacks.length).toBeGreaterThan(5);
  });

  it.each([[], ['x4'], ['x2', 'x5']])(
    'keeps values that are alive at the same time apart, with %s later',
    (...later) => {
      for (let seed = 1; seed <= 60; seed++) {
        const graph = randomGraph(RandomStream.fromSeed(seed));
        const plan = planGraph(graph, new Set(later));
        const made = plan.steps.map(madeBy);
        const uses = plan.steps.map((step) =>
          nodesOf(step).flatMap((node) => node.inputs.map((x) => plan.view(x).root)),
        );
        const outputs = new Set(Object.values(graph.outputs).map((node) => plan.view(node).root));
        const lifetime = (node: Tensor) => {
          const from = made.findIndex((nodes) => nodes.includes(node));
          const to = outputs.has(node) ? plan.steps.length : uses.findLastIndex((nodes) => nodes.includes(node));
          return [from, Math.max(from, to)] as const;
        };
        const placed = made.flat();
        for (const a of placed)
          for (const b of placed) {
            if (a.id >= b.id) continue;
            const [[fromA, toA], [fromB, toB]] = [lifetime(a), lifetime(b)];
            if (toA < fromB || toB < fromA) continue;
            const places = [a, b].map((node) => ({ ...plan.places.get(node)!, size: sizeOf(node.shape) }));
            if (places[0]!.region !== places[1]!.region) continue;
            const [low, high] = places.sort((x, y) => x.address - y.address);
            expect(low!.address + 4 * low!.size).toBeLessThanOrEqual(high!.address);
          }
      }
    },
  );
});

/** Twenty random operations over a few shapes that broadcast with each other, and everything unused as an output. */
function randomGraph(random: RandomStream): Graph {
  const builder = new GraphBuilder();
  const rows = 1 + random.integer(9);
  const columns = 1 + random.integer(11);
  const planes = 1 + random.integer(3);
  const shapes = [
    [],
    [columns],
    [rows, columns],
    [rows, 1],
    [planes, rows, columns],
    [1, columns],
    [planes, 1, columns],
  ];
  const pool: Tensor[] = shapes.map((shape, i) => input(builder, `x${i}`, shape));
  const pick = () => pool[random.integer(pool.length)]!;
  const unary = [
    sin,
    cos,
    tanh,
    sigmoid,
    square,
    (x: Tensor) => exp(tanh(x)),
    (x: Tensor) => log(add(square(x), constant(builder, 1))),
  ];
  const binary = [
    add,
    subtract,
    multiply,
    maximum,
    (x: Tensor, y: Tensor) => divide(x, add(square(y), constant(builder, 0.5))),
    (x: Tensor, y: Tensor) => where(lessEqual(x, y), x, multiply(y, constant(builder, 3))),
  ];
  const bounded = (x: Tensor) => tanh(x);
  const rights: Tensor[] = [];
  for (let i = 0; i < 20; i++) {
    const x = pick();
    const kind = random.integer(8);
    if (kind < 2) pool.push(unary[random.integer(unary.length)]!(x));
    else if (kind < 4) {
      const fitting = pool.filter((y) => broadcast(x.shape, y.shape));
      pool.push(bounded(binary[random.integer(binary.length)]!(x, fitting[random.integer(fitting.length)]!)));
    } else if (kind === 4 && x.shape.length > 0) {
      const axes = x.shape.map((_, axis) => axis).filter(() => random.integer(2) === 0);
      if (axes.length > 0) pool.push(bounded(sum(x, axes, random.integer(2) === 0)));
    } else if (kind === 5 && x.shape.length >= 2) {
      const inner = x.shape.at(-1)!;
      const weights = constant(
        builder,
        Array.from({ length: inner * 3 }, () => 2 * random.uniform() - 1),
        [inner, 3],
      );
      pool.push(bounded(matmul(x, weights)));
      // Often the same right factor again, as in a layer and its derivatives.
      const known = rights.filter((right) => right.shape[0] === inner);
      const right = known[random.integer(known.length + 1)] ?? input(builder, `w${i}`, [inner, columns]);
      rights.push(right);
      pool.push(bounded(matmul(x, right)));
      pool.push(bounded(matmul(bounded(square(x)), right)));
    } else if (kind === 6 && x.shape.length > 0) {
      const axis = random.integer(x.shape.length);
      const start = random.integer(x.shape[axis]!);
      pool.push(slice(x, axis, start, 1 + random.integer(x.shape[axis]! - start)));
    } else if (x.shape.length === 3) {
      // Planes as rows, as they are or joined into rows of a matrix that is multiplied, and what comes of it turned back.
      const [planes, rows, columns] = x.shape as [number, number, number];
      const turned = transpose(bounded(x), [1, 0, 2]);
      const matrix = reshape(turned, [rows, planes * columns]);
      const weights = input(builder, `v${i}`, [planes * columns, 2 * planes]);
      const back = transpose(reshape(matmul(matrix, weights), [rows, planes, 2]), [1, 0, 2]);
      pool.push(random.integer(2) === 0 ? turned : bounded(back), bounded(add(back, slice(x, 2, 0, 1))));
    } else if (x.shape.length === 2) {
      const choice = random.integer(4);
      if (choice === 0) pool.push(transpose(x, [1, 0]));
      else if (choice === 1) pool.push(reshape(x, [x.shape[1]!, x.shape[0]!]));
      else if (choice === 2) pool.push(concat([x, x], random.integer(2)));
      else pool.push(power(x, 1 + random.integer(5)));
    }
    pool.splice(0, Math.max(0, pool.length - 14));
  }
  const graph = finishGraph(Object.fromEntries(pool.map((node, i) => [`y${i}`, node])));
  return graph;
}
