/**
 * The tensor graph: static shapes, single assignment, pure. Every operation is one entry of the operation table
 * (`operations/`), which holds all its rules; this file only knows nodes.
 */
import type { Words } from '@qham/grammar/phrase';
import type { AnyOperation } from './operation.ts';

/** Row-major extents. `[]` is a scalar. Broadcasting aligns trailing axes, as in NumPy. */
export type Shape = readonly number[];

/** Attributes of an operation (axes, exponents, constant values): plain data, part of the node's identity. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A value in a graph: the result of one operation. Nodes are made by a GraphBuilder only. */
export interface Tensor {
  readonly id: number;
  readonly builder: GraphBuilder;
  readonly operation: AnyOperation;
  readonly inputs: readonly Tensor[];
  readonly attributes: Attributes;
  readonly shape: Shape;
  /** What this value is in the user's terms ("layer 2 of N", "term 1/2*|r|^2"); used in messages about faults. */
  label?: Words;
}

/** A finished graph: named inputs and outputs, nodes in an order in which they can be computed. */
export interface Graph {
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly outputs: Readonly<Record<string, Tensor>>;
  readonly nodes: readonly Tensor[];
}

/**
 * Makes nodes. Equal operations on equal inputs give the same node, so common sub-expressions cost nothing.
 */
export class GraphBuilder {
  readonly #nodes = new Map<string, Tensor>();

  /** The result of an operation. @throws Error from the operation's shape rule when the inputs do not fit. */
  apply(operation: AnyOperation, inputs: readonly Tensor[], attributes: Attributes = {}): Tensor {
    for (const input of inputs)
      if (input.builder !== this) throw new Error(`${operation.name}: input belongs to another graph`);
    const key = `${operation.name}(${inputs.map((t) => t.id).join(',')})${JSON.stringify(attributes)}`;
    const known = this.#nodes.get(key);
    if (known) return known;
    const shape = operation.shape(
      inputs.map((t) => t.shape),
      attributes,
    );
    const node: Tensor = { id: this.#nodes.size, builder: this, operation, inputs, attributes, shape };
    this.#nodes.set(key, node);
    return node;
  }
}

/**
 * Collects what the outputs need, in topological order (by id).
 * @throws Error when two inputs have one name, or an output that of another input.
 */
export function finishGraph(outputs: Record<string, Tensor>): Graph {
  const nodes = ancestors(Object.values(outputs));
  const inputs: Record<string, Tensor> = {};
  for (const node of nodes) {
    if (node.operation.name !== 'input') continue;
    const name = node.attributes.name as string;
    if (inputs[name]) throw new Error(`graph: two inputs are called "${name}"`);
    inputs[name] = node;
  }
  for (const [name, node] of Object.entries(outputs))
    if (inputs[name] && inputs[name] !== node) throw new Error(`graph: an input and an output are called "${name}"`);
  return { inputs, outputs: { ...outputs }, nodes };
}

/** Everything these tensors are computed from, themselves included, in an order in which it can be computed. */
export function ancestors(of: readonly Tensor[]): Tensor[] {
  const seen = new Set<Tensor>();
  const stack = [...of];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    stack.push(...node.inputs);
  }
  // Inputs exist before the nodes that use them, so the order of creation is a topological one.
  return [...seen].sort((a, b) => a.id - b.id);
}
