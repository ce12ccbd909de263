/** What of a graph can be computed before some of its inputs are known. */
import { finishGraph, type Graph, type Tensor } from './graph.ts';

/** All nodes of the graph that depend on one of these inputs, the inputs themselves included. */
export function dependents(graph: Graph, inputs: ReadonlySet<string>): Set<Tensor> {
  const found = new Set<Tensor>();
  for (const node of graph.nodes) {
    const named = node.operation.name === 'input' && inputs.has(node.attributes.name as string);
    if (named || node.inputs.some((input) => found.has(input))) found.add(node);
  }
  return found;
}

/** The part of a graph that computes these of its outputs. */
export function withOutputs(graph: Graph, names: Iterable<string>): Graph {
  return finishGraph(Object.fromEntries(Array.from(names, (name) => [name, graph.outputs[name]!])));
}

/** Names of the outputs that depend on none of these inputs, and of the others. */
export function splitOutputs(graph: Graph, inputs: ReadonlySet<string>): { early: string[]; late: string[] } {
  const late = dependents(graph, inputs);
  const names = Object.keys(graph.outputs);
  const isLate = (name: string) => late.has(graph.outputs[name]!);
  return { early: names.filter((name) => !isLate(name)), late: names.filter(isLate) };
}
