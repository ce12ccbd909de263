/** Graphs that put one operation to the test. */
import type { Feed } from '../../../runtime/engine/engine.ts';
import {
  add,
  constant,
  finishGraph,
  forwardLaplacian,
  type Graph,
  GraphBuilder,
  gradient,
  input,
  matmul,
  multiply,
  reshape,
  type Shape,
  square,
  sum,
  type Tensor,
} from '../../../runtime/tensor/index.ts';
import type { AnyOperation, OperationCase } from '../../../runtime/tensor/operation.ts';
import { sizeOf } from '../../../runtime/tensor/shape.ts';
import { uniform } from './random.ts';

/** The operation on plain inputs, and a weighted sum of its result with its gradient by each of them. */
export function direct(operation: AnyOperation, c: OperationCase, seed: number) {
  const { outputs, variables, sample } = directIn(new GraphBuilder(), '', operation, c, seed);
  const graph = finishGraph(outputs);
  // An input whose gradient is zero whatever it is has dropped out of the graph where nothing else uses it.
  return { graph, feed: sample(graph), variables: variables.filter((name) => name in graph.inputs) };
}

/** The same as part of a larger graph; names of inputs and outputs begin with `prefix`. */
export function directIn(
  builder: GraphBuilder,
  prefix: string,
  operation: AnyOperation,
  c: OperationCase,
  seed: number,
) {
  const inputs = c.inputs.map((shape, i) => input(builder, `${prefix}x${i}`, shape));
  const attributes = operation.name === 'input' ? { ...c.attributes, name: `${prefix}x0` } : c.attributes;
  const y = builder.apply(operation, inputs, attributes);
  const scalar = weightedSum(y, seed + 77);
  const leaves = operation.name === 'input' ? [y] : inputs.filter((_, i) => !isCondition(c, i));
  const named = { y, scalar, ...gradients(scalar, leaves) };
  const ours = operation.name === 'input' ? [y] : inputs;
  return {
    outputs: Object.fromEntries(Object.entries(named).map(([name, t]) => [prefix + name, t])),
    variables: leaves.map(nameOf),
    sample: ({ inputs: reached }: Graph): Feed =>
      Object.fromEntries(
        ours
          .map((t, i) => [nameOf(t), Float64Array.from(sample(c, i, t.shape, seed))] as const)
          .filter(([name]) => name in reached),
      ),
  };
}

export type Motion = 'everywhere' | 'all alike' | 'fixed';

/**
 * How inputs follow the coordinates: every element in its own way (a full Jacobian), all elements alike (a Jacobian that is
 * kept narrow), or not at all.
 */
export function patternsFor(c: OperationCase): Motion[][] {
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
export function moving(operation: AnyOperation, c: OperationCase, seed: number, pattern: readonly Motion[]) {
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
