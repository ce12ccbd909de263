/**
 * Divides a graph between fused kernels and ONNX Runtime: which operations run together, in which order, and where their
 * results lie in one linear memory.
 *
 * Matrix products are fastest in ONNX Runtime; elementwise operations and sums are fastest fused, since each value is loaded
 * once and its elementary functions run four lanes at a time. An operation without a `simd` rule runs in ONNX Runtime by itself.
 */
import type { Graph, Tensor } from '../../tensor/graph.ts';
import { type Group, isReduction, isThinProduct, isUniform } from './kernel.ts';
import { broadcasts, contiguousView, isContiguous, layoutOf, type View, wholeView } from './layout.ts';
import { hasSimdRule } from './rules.ts';
import { findStacks, type Stack, sizeOf } from './stacks.ts';

/** A kernel, or operations that ONNX Runtime does in one call. */
export type Step =
  | { kind: 'kernel'; group: Group }
  | { kind: 'nodes'; nodes: readonly Tensor[]; stacks: readonly Stack[] };

export interface Plan {
  readonly steps: readonly Step[];
  /** Where each value that lies in memory begins, in bytes. */
  readonly addresses: ReadonlyMap<Tensor, number>;
  readonly bytes: number;
  view(node: Tensor): View;
}

type Role = 'leaf' | 'simd' | 'reduction' | 'view' | 'node';

/** A kernel's code grows with the planes, which it goes through without a loop. */
const MOST_PLANES = 64;

/** Room for loads that run past the end of a row. */
const MARGIN = 64;

export function planGraph(graph: Graph): Plan {
  const roles = new Map(graph.nodes.map((node) => [node, roleOf(node)]));
  const role = (node: Tensor) => roles.get(node)!;
  const views = new Map<Tensor, View>();
  for (const node of graph.nodes) {
    const view = role(node) === 'view' ? viewOf(node, (input) => views.get(input)!) : bufferOf(node);
    if (view) views.set(node, view);
    else makeNode(node);
  }
  // ONNX Runtime and the outside read whole buffers: a view with gaps that they need becomes an operation that copies.
  const mustBeWhole = (node: Tensor) => {
    if (role(node) === 'view' && !isContiguous(views.get(node)!)) makeNode(node);
  };
  Object.values(graph.outputs).forEach(mustBeWhole);
  for (const node of graph.nodes.toReversed()) if (role(node) === 'node') node.inputs.forEach(mustBeWhole);
  function makeNode(node: Tensor): void {
    roles.set(node, 'node');
    views.set(node, bufferOf(node));
  }
  const view = (node: Tensor) => views.get(node)!;
  const levels = levelsOf(graph, role, view);
  const steps = stepsOf(graph, role, levels, view);
  return { steps, view, ...place(graph, steps, role, view) };
}

/** The whole of a tensor that has a buffer of its own; as one row where it has too many axes for a kernel to read it. */
function bufferOf(node: Tensor): View {
  return wholeView(node) ?? contiguousView(node, 0, { planes: 1, rows: 1, columns: sizeOf(node) });
}

function roleOf(node: Tensor): Role {
  const { name } = node.operation;
  if (name === 'input' || name === 'constant') return 'leaf';
  const layout = layoutOf(node.shape);
  const inputs = node.inputs.map((input) => layoutOf(input.shape));
  if (layout === null || inputs.some((input) => input === null)) return 'node';
  if (name === 'slice' || name === 'reshape') return 'view';
  if ([layout, ...inputs].some((one) => one!.planes > MOST_PLANES)) return 'node';
  if (isReduction(node)) return 'reduction';
  if (name === 'sum' || isThinProduct(node)) return 'simd';
  if (!hasSimdRule(node)) return 'node';
  return inputs.every((input) => broadcasts(input!, layout)) ? 'simd' : 'node';
}

/** A slice or a reshape of what already lies in memory; null where it would need a copy. */
function viewOf(node: Tensor, of: (input: Tensor) => View): View | null {
  const source = of(node.inputs[0]!);
  const layout = layoutOf(node.shape)!;
  if (node.operation.name === 'reshape')
    return isContiguous(source) ? contiguousView(source.root, source.offset, layout) : null;
  const { axis, start } = node.attributes as { axis: number; start: number };
  const direction = axis - node.shape.length + 3;
  const stride = [source.planeStride, source.rowStride, 1][direction]!;
  return { ...source, layout, offset: source.offset + start * stride };
}

/** Rows and columns over which a fused operation runs: its own, or those of what it sums. */
function spaceOf(node: Tensor): { rows: number; columns: number } {
  const whole = layoutOf(isReduction(node) ? node.inputs[0]!.shape : node.shape)!;
  return { rows: whole.rows, columns: whole.columns };
}

const isFused = (role: Role) => role === 'simd' || role === 'reduction';

/**
 * The earliest level of each operation. Within a level all kernels come before all single operations; a kernel can use what
 * was in memory before its level, or what it computes itself.
 */
function levelsOf(graph: Graph, role: (node: Tensor) => Role, view: (node: Tensor) => View): Map<Tensor, number> {
  const levels = new Map<Tensor, number>();
  /** Level at which kernels find the value in memory. */
  const available = (node: Tensor): number => {
    const root = view(node).root;
    return role(root) === 'leaf' ? 0 : levels.get(root)! + 1;
  };
  for (const node of graph.nodes) {
    const r = role(node);
    if (r === 'leaf' || r === 'view') continue;
    const space = isFused(r) ? spaceOf(node) : null;
    const needs = node.inputs.map((input) => {
      if (role(input) === 'leaf') return 0;
      // Operations done together hand each other whole results; a part of one is read from memory, by a later step.
      if (!space)
        return role(input) === 'view' && role(view(input).root) === 'node' ? available(input) : available(input) - 1;
      const together = !isThinProduct(node) && role(input) === 'simd' && sameSpace(spaceOf(input), space);
      return together ? levels.get(input)! : available(input);
    });
    levels.set(node, Math.max(0, ...needs));
  }
  return levels;
}

const sameSpace = (a: { rows: number; columns: number }, b: { rows: number; columns: number }) =>
  a.rows === b.rows && a.columns === b.columns;

function stepsOf(
  graph: Graph,
  role: (node: Tensor) => Role,
  levels: ReadonlyMap<Tensor, number>,
  view: (node: Tensor) => View,
): Step[] {
  const groups = new Map<string, Tensor[]>();
  const singles = new Map<number, Tensor[]>();
  const groupOf = new Map<Tensor, string>();
  for (const node of graph.nodes) {
    const level = levels.get(node);
    if (level === undefined) continue;
    if (isFused(role(node))) {
      const { rows, columns } = spaceOf(node);
      const key = `${level}/${rows}/${columns}`;
      groupOf.set(node, key);
      append(groups, key, node);
    } else append(singles, level, node);
  }
  const stored = new Set<Tensor>(Object.values(graph.outputs).map((node) => view(node).root));
  for (const node of graph.nodes)
    for (const input of node.inputs)
      if (role(node) === 'view') stored.add(view(input).root);
      else if (groupOf.get(view(input).root) !== groupOf.get(node) || groupOf.get(node) === undefined)
        stored.add(view(input).root);
  const last = Math.max(0, ...levels.values());
  const isLeaf = (root: Tensor) => role(root) === 'leaf';
  const stacked = new Set<Tensor>();
  const steps: Step[] = [];
  for (let level = 0; level <= last; level++) {
    for (const [key, nodes] of groups)
      if (key.startsWith(`${level}/`)) {
        const { rows, columns } = spaceOf(nodes[0]!);
        const outside = new Set(nodes.filter((node) => isReduction(node) || stored.has(node)));
        steps.push({ kind: 'kernel', group: { rows, columns, nodes, stored: outside } });
      }
    const nodes = singles.get(level);
    if (nodes) steps.push({ kind: 'nodes', nodes, stacks: findStacks(nodes, view, isLeaf, stacked) });
  }
  return steps;
}

function nodesOf(step: Step): readonly Tensor[] {
  return step.kind === 'nodes' ? step.nodes : step.group.nodes;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Gives every stored value a place that is free while it is needed. */
function place(
  graph: Graph,
  steps: readonly Step[],
  role: (node: Tensor) => Role,
  view: (node: Tensor) => View,
): { addresses: Map<Tensor, number>; bytes: number } {
  const lastUse = new Map<Tensor, number>();
  steps.forEach((step, index) => {
    for (const node of nodesOf(step)) for (const input of node.inputs) lastUse.set(view(input).root, index);
  });
  for (const node of Object.values(graph.outputs)) lastUse.set(view(node).root, steps.length);
  const addresses = new Map<Tensor, number>();
  let bytes = 0;
  const reserve = (size: number) => {
    const at = bytes;
    bytes += size;
    return at;
  };
  for (const node of graph.nodes)
    if (role(node) === 'leaf' && !isUniform(node)) addresses.set(node, reserve(roomOf(node)));
  // A constant that a single operation reads lies in memory too.
  for (const step of steps)
    if (step.kind === 'nodes')
      for (const input of step.nodes.flatMap((node) => node.inputs))
        if (isUniform(input) && !addresses.has(input)) addresses.set(input, reserve(roomOf(input)));
  for (const node of Object.values(graph.outputs))
    if (isUniform(view(node).root) && !addresses.has(view(node).root))
      addresses.set(view(node).root, reserve(roomOf(node)));

  const free: { at: number; size: number }[] = [];
  const live: { until: number; at: number; size: number }[] = [];
  const neighbours = neighboursOf(steps, view);
  const madeAt = new Map(steps.flatMap((step, index) => madeBy(step).map((node) => [node, index] as const)));
  steps.forEach((step, index) => {
    for (let i = live.length - 1; i >= 0; i--) {
      const { until, at, size } = live[i]!;
      if (until >= index) continue;
      live.splice(i, 1);
      release(free, at, size);
    }
    for (const node of madeBy(step)) {
      if (addresses.has(node)) continue;
      // What lies side by side gets its place when the first of it is made, and keeps it until the last is used.
      const together = neighbours.get(node) ?? [node];
      const size = Math.ceil((4 * together.reduce((total, one) => total + sizeOf(one), 0)) / 64) * 64 + MARGIN;
      const at = takeHole(free, size) ?? reserve(size);
      let next = at;
      for (const one of together) {
        addresses.set(one, next);
        next += 4 * sizeOf(one);
      }
      const until = Math.max(...together.map((one) => Math.max(lastUse.get(one) ?? -1, madeAt.get(one)!)));
      live.push({ until, at, size });
    }
  });
  return { addresses, bytes };
}

/** Buffers that a step fills. */
function madeBy(step: Step): readonly Tensor[] {
  return step.kind === 'nodes' ? step.nodes : [...step.group.stored];
}

/** For each buffer of a stack, all that lie beside it, in order. */
function neighboursOf(steps: readonly Step[], view: (node: Tensor) => View): Map<Tensor, readonly Tensor[]> {
  const neighbours = new Map<Tensor, readonly Tensor[]>();
  for (const step of steps)
    if (step.kind === 'nodes')
      for (const stack of step.stacks) {
        const lefts = stack.map((node) => view(node.inputs[0]!).root);
        for (const node of stack) neighbours.set(node, stack);
        for (const left of lefts) neighbours.set(left, lefts);
      }
  return neighbours;
}

/** The address of the smallest hole that is large enough; null where there is none. */
function takeHole(free: { at: number; size: number }[], size: number): number | null {
  const fit = free.filter((hole) => hole.size >= size).sort((a, b) => a.size - b.size)[0];
  if (!fit) return null;
  const { at } = fit;
  fit.at += size;
  fit.size -= size;
  if (fit.size === 0) free.splice(free.indexOf(fit), 1);
  return at;
}

/** Returns a hole, joined with its neighbours. */
function release(free: { at: number; size: number }[], at: number, size: number): void {
  let start = at;
  let length = size;
  for (let i = free.length - 1; i >= 0; i--) {
    const hole = free[i]!;
    if (hole.at + hole.size === start) {
      start = hole.at;
      length += hole.size;
      free.splice(i, 1);
    } else if (start + length === hole.at) {
      length += hole.size;
      free.splice(i, 1);
    }
  }
  free.push({ at: start, size: length });
}

function roomOf(node: Tensor): number {
  return Math.ceil((4 * sizeOf(node)) / 64) * 64 + MARGIN;
}
