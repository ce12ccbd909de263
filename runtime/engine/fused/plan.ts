/**
 * Divides a graph between fused kernels and ONNX Runtime: which operations run together, in which order, and where their
 * results lie in one linear memory.
 *
 * Matrix products are fastest in ONNX Runtime; elementwise operations and sums are fastest fused, since each value is loaded
 * once and its elementary functions run four lanes at a time. An operation without a `simd` rule runs in ONNX Runtime by itself.
 */
import type { Graph, Tensor } from '../../tensor/graph.ts';
import { dependents } from '../../tensor/stages.ts';
import { isThinProduct } from './kernel.ts';
import { isReduction } from './kernel-sums.ts';
import {
  broadcasts,
  contiguousView,
  exchangesPlanesAndRows,
  isContiguous,
  type Layout,
  layoutOf,
  MOST_PLANES,
  type View,
  withPlanesAsRows,
} from './layout.ts';
import { isMatrixOperation } from './matrix-kernel.ts';
import { type Placement, placeBuffers, type Region, waiting } from './placement.ts';
import { isRecomputed } from './recomputed.ts';
import { rematerialize } from './rematerialize.ts';
import { hasSimdRule } from './rules.ts';
import { findStacks, sizeOf } from './stacks.ts';
import { nodesOf, type Step } from './step.ts';

export interface Plan extends Placement {
  readonly steps: readonly Step[];
  /** How many of the steps come before the first that needs an input given later. */
  readonly early: number;
  view(node: Tensor): View;
}

type Role = 'leaf' | 'simd' | 'reduction' | 'view' | 'matrices' | 'node';

/** Those that read and write whole buffers. */
const WHOLE: ReadonlySet<Role> = new Set(['matrices', 'node']);

/** @param later names of inputs that are given only when everything that does not depend on them is done */
export function planGraph(graph: Graph, later: ReadonlySet<string> = new Set()): Plan {
  const roles = new Map(graph.nodes.map((node) => [node, roleOf(node)]));
  const role = (node: Tensor) => roles.get(node)!;
  const views = new Map<Tensor, View>();
  const interleaved = interleavedBuffers(graph, role);
  for (const node of graph.nodes) {
    const buffer = () => (interleaved.has(node) ? interleavedView(node) : bufferOf(node));
    const view = role(node) === 'view' ? viewOf(node, (input) => views.get(input)!) : buffer();
    if (view) views.set(node, view);
    else makeNode(node);
  }
  // ONNX Runtime, kernels for matrices and the outside read whole buffers: a view with gaps that they need becomes an operation that copies.
  const mustBeWhole = (node: Tensor) => {
    if (role(node) === 'view' && !isContiguous(views.get(node)!)) makeNode(node);
  };
  Object.values(graph.outputs).forEach(mustBeWhole);
  for (const node of graph.nodes.toReversed()) if (WHOLE.has(role(node))) node.inputs.forEach(mustBeWhole);
  function makeNode(node: Tensor): void {
    roles.set(node, 'node');
    views.set(node, bufferOf(node));
  }
  const view = (node: Tensor) => views.get(node)!;
  const late = dependents(graph, later);
  for (const node of graph.nodes) if (isRecomputed(node)) late.add(node);
  const levels = levelsOf(graph, late, role, view);
  const firstLate = (steps: readonly Step[]) => {
    const index = steps.findIndex((step) => nodesOf(step).some((node) => late.has(node)));
    return index < 0 ? steps.length : index;
  };
  const isLeaf = (root: Tensor) => role(root) === 'leaf';
  const all = stepsOf(graph, role, levels, view);
  const fewer = rematerialize(all, view, firstLate(all), Object.values(graph.outputs));
  const early = firstLate(fewer);
  const waits = waiting(fewer, early, view);
  const region = (root: Tensor): Region => (waits.has(root) ? 'block' : 'thread');
  const steps = withStacks(fewer, view, region, isLeaf);
  return { steps, early, view, ...placeBuffers(graph, steps, isLeaf, view, region) };
}

/** The whole of a tensor that has a buffer of its own; as one row where it has too many axes for a kernel to read it. */
function bufferOf(node: Tensor): View {
  return contiguousView(node, 0, flatLayout(node));
}

/**
 * Values that a kernel makes and nobody but kernels reads as they are: others read them with planes and rows exchanged. They
 * are stored in that order, so that nothing has to be copied.
 */
function interleavedBuffers(graph: Graph, role: (node: Tensor) => Role): Set<Tensor> {
  const others = new Set(Object.values(graph.outputs));
  const exchanged = new Set<Tensor>();
  for (const node of graph.nodes)
    for (const input of node.inputs)
      if (exchangesPlanesAndRows(node)) exchanged.add(input);
      else if (!isFused(role(node)) || isThinProduct(node)) others.add(input);
  return new Set([...exchanged].filter((node) => role(node) === 'simd' && !others.has(node)));
}

function interleavedView(node: Tensor): View {
  const { planes, rows, columns } = layoutOf(node.shape)!;
  return withPlanesAsRows(contiguousView(node, 0, { planes: rows, rows: planes, columns }));
}

function flatLayout(node: Tensor): Layout {
  return layoutOf(node.shape) ?? { planes: 1, rows: 1, columns: sizeOf(node) };
}

function roleOf(node: Tensor): Role {
  const { name } = node.operation;
  if (name === 'input' || name === 'constant') return 'leaf';
  if (isMatrixOperation(node)) return 'matrices';
  const layout = layoutOf(node.shape);
  const inputs = node.inputs.map((input) => layoutOf(input.shape));
  if (name === 'reshape' || exchangesPlanesAndRows(node)) return 'view';
  if (layout === null || inputs.some((input) => input === null)) return 'node';
  if (name === 'slice') return 'view';
  if ([layout, ...inputs].some((one) => one!.planes > MOST_PLANES)) return 'node';
  if (isReduction(node)) return 'reduction';
  if (name === 'sum' || isThinProduct(node)) return 'simd';
  if (!hasSimdRule(node)) return 'node';
  return inputs.every((input) => broadcasts(input!, layout)) ? 'simd' : 'node';
}

/** A part, another shape or another order of what already lies in memory; null where it would need a copy. */
function viewOf(node: Tensor, of: (input: Tensor) => View): View | null {
  const source = of(node.inputs[0]!);
  if (node.operation.name === 'reshape')
    return isContiguous(source) ? contiguousView(source.root, source.offset, flatLayout(node)) : null;
  if (exchangesPlanesAndRows(node)) return withPlanesAsRows(source);
  const layout = layoutOf(node.shape)!;
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
 * The earliest level of each operation. Within a level all kernels come before those for small matrices, and these before all
 * single operations; a kernel can use what was in memory before its level, or what it computes itself. What is late comes
 * after all that is not, and what is recomputed where it is first needed.
 */
function levelsOf(
  graph: Graph,
  late: ReadonlySet<Tensor>,
  role: (node: Tensor) => Role,
  view: (node: Tensor) => View,
): Map<Tensor, number> {
  const levels = new Map<Tensor, number>();
  /** Level at which kernels find the value in memory. */
  const available = (node: Tensor): number => {
    const root = view(node).root;
    return role(root) === 'leaf' ? 0 : levels.get(root)! + 1;
  };
  let firstLate = 0;
  const isLate = (node: Tensor) => late.has(node);
  for (const node of [...graph.nodes.filter((node) => !isLate(node)), ...graph.nodes.filter(isLate)]) {
    const r = role(node);
    if (r === 'leaf' || r === 'view' || isRecomputed(node)) continue;
    const space = isFused(r) ? spaceOf(node) : null;
    const needs = node.inputs.map((input) => {
      if (role(input) === 'leaf' || isRecomputed(view(input).root)) return 0;
      if (r === 'matrices') return role(view(input).root) === 'node' ? available(input) : available(input) - 1;
      // Operations done together hand each other whole results; a part of one is read from memory, by a later step.
      if (!space)
        return role(input) === 'view' && role(view(input).root) === 'node' ? available(input) : available(input) - 1;
      const together = !isThinProduct(node) && role(input) === 'simd' && sameSpace(spaceOf(input), space);
      return together ? levels.get(input)! : available(input);
    });
    const level = Math.max(isLate(node) ? firstLate : 0, ...needs);
    levels.set(node, level);
    if (!isLate(node)) firstLate = Math.max(firstLate, level + 1);
    for (const { root } of node.inputs.map(view))
      if (isRecomputed(root)) levels.set(root, Math.min(level, levels.get(root) ?? level));
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
  const matrices = new Map<number, Tensor[]>();
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
    } else append(role(node) === 'matrices' ? matrices : singles, level, node);
  }
  const stored = new Set<Tensor>(Object.values(graph.outputs).map((node) => view(node).root));
  for (const node of graph.nodes)
    for (const input of node.inputs)
      if (role(node) === 'view') stored.add(view(input).root);
      else if (groupOf.get(view(input).root) !== groupOf.get(node) || groupOf.get(node) === undefined)
        stored.add(view(input).root);
  const last = Math.max(0, ...levels.values());
  const steps: Step[] = [];
  for (let level = 0; level <= last; level++) {
    for (const [key, nodes] of groups)
      if (key.startsWith(`${level}/`)) {
        const { rows, columns } = spaceOf(nodes[0]!);
        const outside = new Set(nodes.filter((node) => isReduction(node) || stored.has(node)));
        steps.push({ kind: 'kernel', group: { rows, columns, nodes, stored: outside } });
      }
    for (const node of matrices.get(level) ?? []) steps.push({ kind: 'matrices', node });
    const nodes = singles.get(level);
    if (nodes) steps.push({ kind: 'nodes', nodes, stacks: [] });
  }
  return steps;
}

/** The same steps, with matrix products by one factor done as one. */
function withStacks(
  steps: readonly Step[],
  view: (node: Tensor) => View,
  region: (root: Tensor) => Region,
  isLeaf: (root: Tensor) => boolean,
): Step[] {
  const stacked = new Set<Tensor>();
  return steps.map((step) =>
    step.kind === 'nodes' ? { ...step, stacks: findStacks(step.nodes, view, region, isLeaf, stacked) } : step,
  );
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
