/**
 * A planned graph as plain data that a worker can take: one WebAssembly module, small ONNX models, and the order of both.
 */
import { finishGraph, type Graph, GraphBuilder, type Shape, type Tensor } from '../../tensor/graph.ts';
import { input } from '../../tensor/operations/input.ts';
import { compileKernel } from './kernel.ts';
import { withFewAxes } from './low-rank.ts';
import { compileMatrixKernel } from './matrix-kernel.ts';
import type { Place, Region } from './placement.ts';
import { type Plan, planGraph } from './plan.ts';
import { recomputeProducts } from './recomputed.ts';
import { sizeOf } from './stacks.ts';
import type { Step } from './step.ts';
import { encodeModule, type WasmFunction } from './wasm-module.ts';

/** Where a tensor lies, and its extents. */
export interface TensorPlace extends Place {
  readonly shape: Shape;
}

export type ProgramStep =
  | { readonly kind: 'kernel'; readonly index: number }
  | {
      readonly kind: 'model';
      readonly index: number;
      readonly inputs: readonly TensorPlace[];
      readonly outputs: readonly TensorPlace[];
    };

export interface Program {
  /** Bytes of each region, in whole cache lines: one for a thread, and one for each block that it keeps. */
  readonly bytes: Readonly<Record<Region, number>>;
  readonly module: Uint8Array<ArrayBuffer>;
  /** ONNX models with inputs in0, in1, … and outputs out0, out1, … */
  readonly models: readonly Uint8Array[];
  readonly steps: readonly ProgramStep[];
  /** How many of the steps need none of the inputs given later. */
  readonly early: number;
  readonly constants: readonly { address: number; values: readonly number[] }[];
  readonly inputs: Readonly<Record<string, TensorPlace>>;
  readonly outputs: Readonly<Record<string, TensorPlace>>;
}

/** Bytes of a cache line. */
const LINE = 64;
const inLines = (bytes: number) => LINE * Math.ceil(bytes / LINE);

/** Bytes of a page of WebAssembly's memory. */
export const PAGE = 65536;

/**
 * @param lower writes a graph as an ONNX model
 * @param fusedMultiplyAdd whether the engine has relaxed SIMD
 * @param later names of inputs that are given only when everything that does not depend on them is done
 */
export function buildProgram(
  whole: Graph,
  lower: (graph: Graph) => Uint8Array,
  fusedMultiplyAdd: boolean,
  later: ReadonlySet<string> = new Set(),
): Program {
  const graph = recomputeProducts(withFewAxes(whole), later);
  const plan = planGraph(graph, later);
  const place = (root: Tensor) => {
    const at = plan.places.get(root);
    if (at === undefined) throw new Error(`${root.operation.name} #${root.id} has no place in memory`);
    return at;
  };
  const placeOf = (node: Tensor): TensorPlace => {
    const view = plan.view(node);
    const { region, address } = place(view.root);
    return { region, address: address + 4 * view.offset, shape: node.shape };
  };
  const functions: WasmFunction[] = [];
  const models: Uint8Array[] = [];
  const modelIndex = new Map<string, number>();
  const steps = plan.steps.map((step): ProgramStep => {
    if (step.kind === 'kernel') {
      functions.push(compileKernel(step.group, { fused: fusedMultiplyAdd, view: plan.view, place }));
      return { kind: 'kernel', index: functions.length - 1 };
    }
    if (step.kind === 'matrices') {
      const { inputs } = step.node;
      const places = {
        inputs: inputs.map(placeOf),
        output: placeOf(step.node),
        scratch: plan.scratch,
      };
      functions.push(compileMatrixKernel(step.node, places, fusedMultiplyAdd));
      return { kind: 'kernel', index: functions.length - 1 };
    }
    const { graph: part, inputs, outputs, key } = partOf(step, placeOf);
    let index = modelIndex.get(key);
    if (index === undefined) {
      index = models.push(lower(part)) - 1;
      modelIndex.set(key, index);
    }
    return { kind: 'model', index, inputs, outputs };
  });
  return {
    bytes: mapValues(plan.bytes, inLines),
    module: encodeModule(functions, 1),
    models,
    steps,
    early: plan.early,
    constants: constantsOf(graph, plan),
    inputs: mapValues(graph.inputs, placeOf),
    outputs: mapValues(graph.outputs, placeOf),
  };
}

/** The operations of one step as a graph of their own, with stacks as one product each; equal keys mean equal graphs. */
function partOf(
  { nodes, stacks }: Extract<Step, { kind: 'nodes' }>,
  placeOf: (node: Tensor) => TensorPlace,
): { graph: Graph; inputs: TensorPlace[]; outputs: TensorPlace[]; key: string } {
  const builder = new GraphBuilder();
  const inputs: TensorPlace[] = [];
  const outputs: TensorPlace[] = [];
  const results: Tensor[] = [];
  const copies = new Map<Tensor, Tensor>();
  const names: string[] = [];
  const enter = (place: TensorPlace) => {
    inputs.push(place);
    return input(builder, `in${inputs.length - 1}`, place.shape);
  };
  const operandOf = (operand: Tensor) => {
    const copy = copies.get(operand) ?? enter(placeOf(operand));
    copies.set(operand, copy);
    return copy;
  };
  const add = ({ operation, attributes }: Tensor, operands: readonly Tensor[], at: Place) => {
    const result = builder.apply(operation, operands, attributes);
    results.push(result);
    outputs.push({ ...at, shape: result.shape });
    names.push(operation.name, JSON.stringify([attributes, operands.map(({ id, shape }) => [id, shape])]));
    return result;
  };
  for (const stack of stacks) {
    const [first] = stack as [Tensor];
    const [left, right] = first.inputs as [Tensor, Tensor];
    const inner = left.shape.at(-1)!;
    const rows = stack.reduce((total, node) => total + sizeOf(node.inputs[0]!), 0) / inner;
    const lefts = enter({ ...placeOf(left), shape: [rows, inner] });
    add(first, [lefts, operandOf(right)], placeOf(first));
  }
  const stacked = new Set(stacks.flat());
  for (const node of nodes)
    if (!stacked.has(node)) copies.set(node, add(node, node.inputs.map(operandOf), placeOf(node)));
  const graph = finishGraph(Object.fromEntries(results.map((result, i) => [`out${i}`, result])));
  return { graph, inputs, outputs, key: names.join() };
}

function constantsOf(graph: Graph, plan: Plan): Program['constants'] {
  return graph.nodes
    .filter((node) => node.operation.name === 'constant' && plan.places.has(node))
    .map((node) => {
      const values = node.attributes.values as readonly number[];
      const all = values.length === 1 ? new Array<number>(sizeOf(node)).fill(values[0]!) : values;
      return { address: plan.places.get(node)!.address, values: all };
    });
}

function mapValues<K extends string, A, B>(record: Readonly<Record<K, A>>, f: (value: A) => B): Record<K, B> {
  return Object.fromEntries(Object.entries<A>(record).map(([key, value]) => [key, f(value)])) as Record<K, B>;
}
