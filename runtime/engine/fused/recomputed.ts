/**
 * Between two stages every value that both need has to wait in memory, and the memory of all blocks together is larger than any
 * cache. Products of two values that wait anyway are computed again instead: their factors are loaded at that place already.
 */
import { finishGraph, type Graph, GraphBuilder, type Tensor } from '../../tensor/graph.ts';
import { dependents } from '../../tensor/stages.ts';
import { exchangesPlanesAndRows, layoutOf } from './layout.ts';

/** Marks the second one of two equal operations, which would be one node without it. */
const AGAIN = { again: true };

/** Whether this operation repeats one of the first stage for the second. */
export function isRecomputed({ attributes }: Tensor): boolean {
  return attributes.again === true;
}

/** The same graph with products of the first stage computed again for the second. @param later see `planGraph` */
export function recomputeProducts(graph: Graph, later: ReadonlySet<string>): Graph {
  const late = dependents(graph, later);
  if (late.size === 0) return graph;
  const outputs = new Set(Object.values(graph.outputs));
  const waiting = new Set([...late].flatMap((node) => node.inputs.map(sourceOf)).filter((node) => !isProduct(node)));
  const isCheap = (node: Tensor) =>
    isProduct(node) &&
    !late.has(node) &&
    !outputs.has(node) &&
    node.inputs.map(sourceOf).every((input) => input.inputs.length === 0 || waiting.has(input));

  const builder = new GraphBuilder();
  const copies = new Map<Tensor, Tensor>();
  const again = (node: Tensor): Tensor => {
    if (!isCheap(sourceOf(node))) return copies.get(node)!;
    if (isView(node)) return builder.apply(node.operation, node.inputs.map(again), node.attributes);
    const inputs = node.inputs.map((input) => copies.get(input)!);
    return builder.apply(node.operation, inputs, { ...node.attributes, ...AGAIN });
  };
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((input) => (late.has(node) ? again(input) : copies.get(input)!));
    copies.set(node, builder.apply(node.operation, inputs, node.attributes));
  }
  return finishGraph(
    Object.fromEntries(Object.entries(graph.outputs).map(([name, node]) => [name, copies.get(node)!])),
  );
}

/** What a value in another shape or order is made of. */
function sourceOf(node: Tensor): Tensor {
  return isView(node) ? sourceOf(node.inputs[0]!) : node;
}

function isView(node: Tensor): boolean {
  return node.operation.name === 'reshape' || exchangesPlanesAndRows(node);
}

/** A product with several planes, one for each coordinate: what takes most of the memory. */
function isProduct(node: Tensor): boolean {
  return node.operation.name === 'multiply' && (layoutOf(node.shape)?.planes ?? 1) > 1;
}
