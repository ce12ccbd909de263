/**
 * The oracle: every rule of every operation in the table, on each of the operation's cases, against something that knows
 * nothing of the rule. Two engines for the value, finite differences in float64 for all derivatives.
 */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine, Feed } from '../../../runtime/engine/engine.ts';
import { openEngine } from '../../../runtime/engine/index.ts';
import { TensorFlowEngine } from '../../../runtime/engine/tensorflow-engine.ts';
import {
  add,
  constant,
  finishGraph,
  forwardLaplacian,
  GraphBuilder,
  gradient,
  input,
  matmul,
  multiply,
  OPERATIONS,
  reshape,
  type Shape,
  square,
  sum,
  type Tensor,
} from '../../../runtime/tensor/index.ts';
import type { AnyOperation, OperationCase } from '../../../runtime/tensor/operation.ts';
import { sizeOf } from '../../../runtime/tensor/shape.ts';
import { alongDirections, numericGradient } from './differences.ts';
import { expectClose, uniform } from './numbers.ts';

/** Float32 rounds by 6e-8; the longest chains (x⁷, products of four) stay below this. */
const FLOAT32 = 1e-6;
/** What finite differences in float64 leave. */
const DIFFERENCES = 2e-9;
/** Derivatives of these are zero by definition, whatever differences say. */
const BLOCKS_DERIVATIVES = new Set(['stopGradient']);

let cpu: Engine;
let tensorflow: Engine;

beforeAll(async () => {
  cpu = await openEngine('cpu', { threads: 1 });
  await tf.setBackend('cpu');
  tensorflow = new TensorFlowEngine(tf);
});
afterAll(() => cpu.dispose());

test('the table names no operation twice', () => {
  const names = OPERATIONS.map((operation) => operation.name);
  expect(new Set(names).size).toBe(names.length);
});

for (const operation of OPERATIONS)
  describe(operation.name, () => {
    test('has cases', () => expect(operation.cases.length).toBeGreaterThan(0));

    operation.cases.forEach((c, index) => {
      const title = `${JSON.stringify(c.inputs)} ${c.attributes ? JSON.stringify(c.attributes) : ''} ${c.domain ?? ''}`;

      test(`value and shape: ${title}`, async () => {
        const { graph, feed } = direct(operation, c, index);
        const [exact] = await runOn(cpu, graph, 'float64', feed);
        const [single] = await runOn(cpu, graph, 'float32', feed);
        const [other] = await runOn(tensorflow, graph, 'float32', feed);
        const expected = exact!.y!;
        expect(expected.length).toBe(sizeOf(graph.outputs.y!.shape));
        expectClose(other!.y!, expected, FLOAT32, 'TensorFlow.js');
        expectClose(single!.y!, expected, FLOAT32, 'ONNX Runtime in float32');
        expect(tensorflowShape(operation, c, graph.outputs.y!)).toEqual([...graph.outputs.y!.shape]);
      });

      test(`reverse mode: ${title}`, async () => {
        const { graph, feed, variables } = direct(operation, c, index);
        const session = await cpu.compile(graph, 'float64');
        const [result] = await session.run({}, [feed]);
        for (const name of variables) {
          const numeric = await numericGradient(session, feed, 'scalar', name);
          const expected = BLOCKS_DERIVATIVES.has(operation.name) ? numeric.map(() => 0) : numeric;
          expectClose(result![`gradient of ${name}`]!, expected, DIFFERENCES, `gradient by ${name}`);
        }
        await session.dispose();
      });

      for (const pattern of patternsFor(c))
        test(`Laplacian, and the gradient of it: ${title} with inputs ${pattern.join(', ')}`, async () => {
          const { graph, feed, variables } = moving(operation, c, index, pattern);
          const session = await cpu.compile(graph, 'float64');
          const [result] = await session.run({}, [feed]);
          const directions = [0, 1, 2].map((i) => ({ x: [0, 1, 2].map((j) => (i === j ? 1 : 0)) }));
          const derivatives = await alongDirections(session, feed, directions);
          const blocked = BLOCKS_DERIVATIVES.has(operation.name) ? 0 : 1;
          expectClose(
            result!.jacobian!,
            derivatives.flatMap(({ first }) => first.y!.map((v) => blocked * v)),
            DIFFERENCES,
            'Jacobian',
          );
          expectClose(
            result!.laplacian!,
            derivatives[0]!.second.y!.map((_, j) => blocked * derivatives.reduce((s, d) => s + d.second.y![j]!, 0)),
            DIFFERENCES,
            'Laplacian',
          );
          for (const name of variables) {
            const numeric = await numericGradient(session, feed, 'scalar', name);
            expectClose(result![`gradient of ${name}`]!, numeric, DIFFERENCES, `gradient of the Laplacian by ${name}`);
          }
          await session.dispose();
        });
    });
  });

/** The operation on plain inputs, and a weighted sum of its result with its gradient by each of them. */
function direct(operation: AnyOperation, c: OperationCase, seed: number) {
  const builder = new GraphBuilder();
  const inputs = c.inputs.map((shape, i) => input(builder, `x${i}`, shape));
  const y = builder.apply(operation, inputs, c.attributes);
  const scalar = weightedSum(y, seed + 77);
  const leaves = operation.name === 'input' ? [y] : inputs.filter((_, i) => !isCondition(c, i));
  const graph = finishGraph({ y, scalar, ...gradients(scalar, leaves) });
  const feed: Record<string, Float64Array> = {};
  for (const [name, leaf] of Object.entries(graph.inputs)) {
    const i = Number(name.slice(1)) || 0;
    feed[name] = Float64Array.from(sample(c, i, leaf.shape, seed));
  }
  // An input whose gradient is zero whatever it is has dropped out of the graph where nothing else uses it.
  return { graph, feed, variables: leaves.map(nameOf).filter((name) => name in graph.inputs) };
}

type Motion = 'everywhere' | 'all alike' | 'fixed';

/**
 * How inputs follow the coordinates: every element in its own way (a full Jacobian), all elements alike (a Jacobian that is
 * kept narrow), or not at all.
 */
function patternsFor(c: OperationCase): Motion[][] {
  const free = c.inputs.map((_, i) => !isCondition(c, i));
  const count = free.filter((f) => f).length;
  if (count === 0) return [];
  const kinds: Motion[][] =
    count === 1
      ? [['everywhere'], ['all alike']]
      : [
          ['everywhere', 'everywhere'],
          ['all alike', 'all alike'],
          ['everywhere', 'all alike'],
          ['all alike', 'everywhere'],
          ['everywhere', 'fixed'],
          ['fixed', 'all alike'],
        ];
  return kinds.map((kind) => {
    let next = 0;
    return free.map((f) => (f ? (kind[next++ % kind.length] as Motion) : 'fixed'));
  });
}

/** The operation on inputs that move with the coordinates x: value, derivatives, and a scalar made of the derivatives. */
function moving(operation: AnyOperation, c: OperationCase, seed: number, pattern: readonly Motion[]) {
  const builder = new GraphBuilder();
  const x = input(builder, 'x', [1, 3]);
  const feed: Record<string, Float64Array> = { x: Float64Array.from(uniform(seed + 5, 3)) };
  const variables = [x];
  const inputs = c.inputs.map((shape, i) => {
    const start = input(builder, `c${i}`, shape);
    feed[`c${i}`] = Float64Array.from(sample(c, i, shape, seed));
    if (!isCondition(c, i)) variables.push(start);
    const motion = pattern[i]!;
    if (motion === 'fixed') return start;
    const target = motion === 'everywhere' ? shape : shape.map(() => 1);
    const weights = uniform(seed + 31 * i + 9, 3 * sizeOf(target), -0.1, 0.1);
    const linear = reshape(matmul(x, constant(builder, weights, [3, sizeOf(target)])), target);
    return add(start, add(linear, multiply(constant(builder, 0.5), square(linear))));
  });
  const y = builder.apply(operation, inputs, c.attributes);
  const { jacobian, laplacian } = forwardLaplacian(y, x);
  const scalar = add(
    add(weightedSum(square(jacobian), seed + 1), weightedSum(square(laplacian), seed + 2)),
    weightedSum(laplacian, seed + 3),
  );
  const graph = finishGraph({ y, jacobian, laplacian, scalar, ...gradients(scalar, variables) });
  return { graph, feed: only(feed, graph.inputs), variables: variables.map(nameOf).filter((n) => n in graph.inputs) };
}

function gradients(scalar: Tensor, leaves: readonly Tensor[]): Record<string, Tensor> {
  const all = gradient(scalar, leaves);
  return Object.fromEntries(leaves.map((leaf, i) => [`gradient of ${nameOf(leaf)}`, all[i]!]));
}

function weightedSum(y: Tensor, seed: number): Tensor {
  const weights = constant(y.builder, uniform(seed, sizeOf(y.shape)), y.shape);
  return sum(
    multiply(weights, y),
    y.shape.map((_, i) => i),
  );
}

function sample(c: OperationCase, index: number, shape: Shape, seed: number): number[] {
  const [low, high] = c.domain ?? [-2, 2];
  const values = uniform(seed + 1000 * (index + 1), sizeOf(shape), low, high);
  return isCondition(c, index) ? values.map((v) => (v > 0 ? 1 : 0)) : values;
}

function isCondition(c: OperationCase, index: number): boolean {
  return c.conditions?.includes(index) ?? false;
}

function nameOf(t: Tensor): string {
  return t.attributes.name as string;
}

function only(feed: Record<string, Float64Array>, inputs: object): Feed {
  return Object.fromEntries(Object.entries(feed).filter(([name]) => name in inputs));
}

async function runOn(
  engine: Engine,
  graph: Parameters<Engine['compile']>[0],
  precision: 'float32' | 'float64',
  feed: Feed,
) {
  const session = await engine.compile(graph, precision);
  const cast = Object.fromEntries(
    Object.entries(feed).map(([name, v]) => [name, precision === 'float32' ? Float32Array.from(v) : v]),
  );
  const results = await session.run({}, [cast]);
  await session.dispose();
  return results;
}

function tensorflowShape(operation: AnyOperation, c: OperationCase, node: Tensor): number[] {
  if (operation.name === 'input') return [...node.shape];
  return tf.tidy(() =>
    operation.tfjs(
      tf,
      node,
      c.inputs.map((shape) => tf.ones([...shape])),
    ),
  ).shape;
}
