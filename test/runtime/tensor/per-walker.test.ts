/** Gradients walker by walker against ordinary reverse mode for one walker after the other. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, openEngine } from '../../../runtime/engine/index.ts';
import {
  add,
  broadcastTo,
  concat,
  exp,
  finishGraph,
  GraphBuilder,
  gradient,
  gradientPerWalker,
  input,
  matmul,
  mean,
  multiply,
  negate,
  OPERATIONS,
  reshape,
  type Shape,
  slice,
  square,
  sum,
  type Tensor,
  tanh,
  transpose,
} from '../../../runtime/tensor/index.ts';
import { padShape, sizeOf } from '../../../runtime/tensor/shape.ts';
import { expectClose } from './closeness.ts';
import { uniform } from './random.ts';

let cpu: Engine;
beforeAll(async () => {
  cpu = await openEngine('cpu', { threads: 1 });
});
afterAll(() => cpu.dispose());

const WALKERS = 5;
const PARTICLES = 3;

type Network = (walkers: Tensor, parameter: (name: string, shape: Shape) => Tensor) => Tensor;

const NETWORKS: Record<string, Network> = {
  'dense layers on [B, D]'(walkers, parameter) {
    const h = tanh(add(matmul(walkers, parameter('W1', [PARTICLES, 4])), parameter('b1', [4])));
    return add(matmul(h, parameter('W2', [4, 1])), parameter('b2', [1]));
  },

  'particles before walkers, [A·B, H], with halves of a weight for own and mean features'(walkers, parameter) {
    const rows = PARTICLES * WALKERS;
    let h = reshape(transpose(walkers, [1, 0]), [rows, 1]);
    for (let layer = 1; layer <= 2; layer++) {
      const width = h.shape[1]!;
      const weight = parameter(`W${layer}`, [2 * width, 4]);
      const common = reshape(mean(reshape(h, [PARTICLES, WALKERS * width]), [0]), [WALKERS, width]);
      const shared = add(matmul(common, slice(weight, 0, width, width)), parameter(`b${layer}`, [4]));
      const own = reshape(matmul(h, slice(weight, 0, 0, width)), [PARTICLES, WALKERS * 4]);
      h = reshape(tanh(add(own, reshape(shared, [1, WALKERS * 4]))), [rows, 4]);
    }
    const orbitals = transpose(matmul(h, parameter('M', [4, 2])), [1, 0]);
    const widths = reshape(parameter('w', [2]), [2, 1]);
    const envelope = exp(negate(multiply(square(widths), reshape(square(transpose(walkers, [1, 0])), [1, rows]))));
    return reshape(sum(reshape(multiply(orbitals, envelope), [2 * PARTICLES, WALKERS]), [0]), [WALKERS, 1]);
  },

  'particles after walkers, [B, A, H], with a weight made of others'(walkers, parameter) {
    const h = reshape(walkers, [WALKERS, PARTICLES, 1]);
    const made = concat(
      [parameter('u', [1, 2]), transpose(multiply(parameter('v', [2, 1]), parameter('s', [])), [1, 0])],
      1,
    );
    const z = tanh(add(matmul(h, made), parameter('b', [PARTICLES, 1])));
    const total = sum(broadcastTo(parameter('t', [4]), [PARTICLES, 4]), [0]);
    return sum(multiply(sum(z, [1]), total), [1]);
  },
};

describe('gradient per walker', () => {
  for (const [title, network] of Object.entries(NETWORKS))
    test(title, async () => {
      const builder = new GraphBuilder();
      const walkers = input(builder, 'walkers', [WALKERS, PARTICLES]);
      const parameters: Tensor[] = [];
      const of = network(walkers, (name, shape) => {
        const parameter = input(builder, name, shape);
        parameters.push(parameter);
        return parameter;
      });
      const outputs: Record<string, Tensor> = {};
      gradientPerWalker(of, walkers, parameters).forEach((g, i) => {
        outputs[`all ${i}`] = g;
      });
      for (let b = 0; b < WALKERS; b++)
        gradient(slice(reshape(of, [WALKERS]), 0, b, 1), parameters).forEach((g, i) => {
          outputs[`${b} ${i}`] = g;
        });
      const graph = finishGraph(outputs);
      const feed = Object.fromEntries(
        Object.values(graph.inputs).map((t, i) => [
          t.attributes.name as string,
          Float64Array.from(uniform(17 * i + 3, sizeOf(t.shape), -1, 1)),
        ]),
      );
      const session = await cpu.compile(graph, 'float64');
      const [result] = await session.run({}, [feed]);
      await session.dispose();
      parameters.forEach((parameter, i) => {
        const size = sizeOf(parameter.shape);
        expect(graph.outputs[`all ${i}`]!.shape).toEqual([WALKERS, size]);
        for (let b = 0; b < WALKERS; b++) {
          const ours = result![`all ${i}`]!.subarray(b * size, (b + 1) * size);
          const expected = result![`${b} ${i}`]!;
          expect(expected.some((value) => Math.abs(value) > 1e-3)).toBe(true);
          expectClose(ours, expected, 1e-13, `${parameter.attributes.name} of walker ${b}`);
        }
      });
    });

  test('a parameter that nothing depends on has none', () => {
    const builder = new GraphBuilder();
    const walkers = input(builder, 'walkers', [WALKERS, 1]);
    const [g] = gradientPerWalker(square(walkers), walkers, [input(builder, 'p', [2])]);
    expect(g!.shape).toEqual([WALKERS, 2]);
    expect(finishGraph({ g: g! }).inputs).toEqual({});
  });

  test.each([
    ['a sum over walkers', (x: Tensor) => multiply(x, sum(x, [0], true))],
    ['a product of walkers', (x: Tensor) => matmul(matmul(x, x, { transposeB: true }), x)],
    ['a walker taken out', (x: Tensor) => add(x, slice(x, 0, 1, 1))],
  ])('%s is refused', (_, mix) => {
    const builder = new GraphBuilder();
    const walkers = input(builder, 'walkers', [WALKERS, 1]);
    const of = mix(multiply(walkers, input(builder, 'p', [1, 1])));
    expect(() => gradientPerWalker(of, walkers, [])).toThrow(/mixes walkers/);
  });
});

/** Operations whose inputs are no tensors, or that only keep their value. */
const LEAVES = new Set(['input', 'constant']);

describe('operations on inputs with an axis more in front', () => {
  for (const operation of OPERATIONS)
    operation.cases.forEach((c, index) => {
      if (LEAVES.has(operation.name)) return;
      test(`${operation.name} ${JSON.stringify(c.inputs)} ${JSON.stringify(c.attributes ?? {})}`, async () => {
        const builder = new GraphBuilder();
        const attributes = c.attributes ?? {};
        const rank = Math.max(operation.shape(c.inputs, attributes).length, ...c.inputs.map(({ length }) => length));
        const stacks = c.inputs.map((s, i) => input(builder, `x${i}`, [2, ...padShape(s, rank)]));
        const together = builder.apply(operation, stacks, operation.lifted?.(attributes, 2) ?? attributes);
        const each = [0, 1].map((k) =>
          builder.apply(
            operation,
            stacks.map((t, i) => reshape(slice(t, 0, k, 1), c.inputs[i]!)),
            attributes,
          ),
        );
        const graph = finishGraph({ together, first: each[0]!, second: each[1]! });
        const session = await cpu.compile(graph, 'float64');
        const [low, high] = c.domain ?? [-2, 2];
        const [result] = await session.run({}, [
          Object.fromEntries(
            Object.values(graph.inputs).map((t, i) => {
              const values = uniform(index + 31 * i, sizeOf(t.shape), low, high);
              const condition = c.conditions?.includes(i);
              return [t.attributes.name as string, Float64Array.from(values, (v) => (condition ? +(v > 0) : v))];
            }),
          ),
        ]);
        await session.dispose();
        expectClose(result!.together!, [...result!.first!, ...result!.second!], 1e-13, operation.name);
      });
    });
});
