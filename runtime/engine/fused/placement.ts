/** Where values lie in the one linear memory of a program. */
import type { Graph, Tensor } from '../../tensor/graph.ts';
import { isUniform } from './kernel.ts';
import type { View } from './layout.ts';
import { scratchBytes } from './matrix-kernel.ts';
import { sizeOf } from './stacks.ts';
import { madeBy, nodesOf, type Step } from './step.ts';

/** Room for loads that run past the end of a row. */
const MARGIN = 64;

/** Gives every stored value a place that is free while it is needed. */
export function placeBuffers(
  graph: Graph,
  steps: readonly Step[],
  isLeaf: (node: Tensor) => boolean,
  view: (node: Tensor) => View,
): { addresses: Map<Tensor, number>; bytes: number; scratch: number } {
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
  for (const node of graph.nodes) if (isLeaf(node) && !isUniform(node)) addresses.set(node, reserve(roomOf(node)));
  // A constant that a single operation reads lies in memory too.
  for (const step of steps)
    if (step.kind !== 'kernel')
      for (const input of nodesOf(step).flatMap((node) => node.inputs))
        if (isUniform(input) && !addresses.has(input)) addresses.set(input, reserve(roomOf(input)));
  for (const node of Object.values(graph.outputs))
    if (isUniform(view(node).root) && !addresses.has(view(node).root))
      addresses.set(view(node).root, reserve(roomOf(node)));

  const scratch = reserve(
    Math.max(0, ...steps.map((step) => (step.kind === 'matrices' ? scratchBytes(step.node) : 0))),
  );
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
      // What lies side by side gets its place when the first of it is made.
      const together = neighbours.get(node) ?? [node];
      const size = Math.ceil((4 * together.reduce((total, one) => total + sizeOf(one), 0)) / 64) * 64 + MARGIN;
      const at = takeHole(free, size) ?? reserve(size);
      let next = at;
      for (const [place, one] of together.entries()) {
        addresses.set(one, next);
        const last = place === together.length - 1;
        const end = last ? at + size : next + 4 * sizeOf(one);
        live.push({ until: Math.max(lastUse.get(one) ?? -1, madeAt.get(one)!), at: next, size: end - next });
        next = end;
      }
    }
  });
  return { addresses, bytes, scratch };
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
