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
import { type Graph, OPERATIONS, type Tensor } from '../../../runtime/tensor/index.ts';
import type { AnyOperation, OperationCase } from '../../../runtime/tensor/operation.ts';
import { sizeOf } from '../../../runtime/tensor/shape.ts';
import { direct, moving, patternsFor } from './case-graphs.ts';
import { expectClose } from './closeness.ts';
import { alongDirections, numericGradient } from './differences.ts';

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

async function runOn(engine: Engine, graph: Graph, precision: 'float32' | 'float64', feed: Feed) {
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
