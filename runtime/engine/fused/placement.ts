/**
 * Where values lie in the memory of a program. What the second stage of a block needs of its first lies in a region of the
 * block's own; everything else lies in one that a thread uses for one block after the other, and that its cache knows.
 */
import type { Graph, Tensor } from '../../tensor/graph.ts';
import { isUniform } from './kernel.ts';
import type { View } from './layout.ts';
import { scratchBytes } from './matrix-kernel.ts';
import { sizeOf } from './stacks.ts';
import { madeBy, nodesOf, type Step } from './step.ts';

export type Region = 'thread' | 'block';

/** A place in memory, in bytes from where its region begins. */
export interface Place {
  readonly region: Region;
  readonly address: number;
}

/** Room for loads that run past the end of a row. */
const MARGIN = 64;

export interface Placement {
  readonly places: ReadonlyMap<Tensor, Place>;
  /** Bytes of each region. */
  readonly bytes: Readonly<Record<Region, number>>;
  /** Address, in the thread's region, of what kernels for small matrices may overwrite. */
  readonly scratch: number;
}

/** Values that steps before `early` make and others need. */
export function waiting(steps: readonly Step[], early: number, view: (node: Tensor) => View): Set<Tensor> {
  const made = new Set(steps.slice(0, early).flatMap(madeBy));
  const needed = steps.slice(early).flatMap((step) => nodesOf(step).flatMap((node) => node.inputs));
  return new Set(needed.map((input) => view(input).root).filter((root) => made.has(root)));
}

/**
 * Gives every stored value a place that is free while it is needed.
 * @param region of what the steps make; what is given lies in the thread's
 */
export function placeBuffers(
  graph: Graph,
  steps: readonly Step[],
  isLeaf: (node: Tensor) => boolean,
  view: (node: Tensor) => View,
  region: (root: Tensor) => Region,
): Placement {
  const lastUse = new Map<Tensor, number>();
  steps.forEach((step, index) => {
    for (const node of nodesOf(step)) for (const input of node.inputs) lastUse.set(view(input).root, index);
  });
  for (const node of Object.values(graph.outputs)) lastUse.set(view(node).root, steps.length);
  const places = new Map<Tensor, Place>();
  const regions = { thread: new RegionRoom(), block: new RegionRoom() };
  const give = (leaf: Tensor) => {
    if (!places.has(leaf)) places.set(leaf, { region: 'thread', address: regions.thread.reserve(roomOf(leaf)) });
  };
  for (const node of graph.nodes) if (isLeaf(node) && !isUniform(node)) give(node);
  // A constant that a single operation reads lies in memory too.
  for (const step of steps)
    if (step.kind !== 'kernel') for (const node of nodesOf(step)) node.inputs.filter(isUniform).forEach(give);
  for (const node of Object.values(graph.outputs)) if (isUniform(view(node).root)) give(view(node).root);

  const scratch = regions.thread.reserve(
    Math.max(0, ...steps.map((step) => (step.kind === 'matrices' ? scratchBytes(step.node) : 0))),
  );
  const neighbours = neighboursOf(steps, view);
  const madeAt = new Map(steps.flatMap((step, index) => madeBy(step).map((node) => [node, index] as const)));
  steps.forEach((step, index) => {
    for (const room of Object.values(regions)) room.releaseBefore(index);
    for (const node of madeBy(step)) {
      if (places.has(node)) continue;
      // What lies side by side gets its place when the first of it is made.
      const together = neighbours.get(node) ?? [node];
      const where = region(node);
      const size = Math.ceil((4 * together.reduce((total, one) => total + sizeOf(one), 0)) / 64) * 64 + MARGIN;
      const at = regions[where].take(size);
      let next = at;
      for (const [i, one] of together.entries()) {
        places.set(one, { region: where, address: next });
        const end = i === together.length - 1 ? at + size : next + 4 * sizeOf(one);
        regions[where].use(Math.max(lastUse.get(one) ?? -1, madeAt.get(one)!), next, end - next);
        next = end;
      }
    }
  });
  return { places, bytes: { thread: regions.thread.bytes, block: regions.block.bytes }, scratch };
}

/** Takes and gives back room in one region. */
class RegionRoom {
  bytes = 0;
  readonly #free: { at: number; size: number }[] = [];
  readonly #live: { until: number; at: number; size: number }[] = [];

  /** Room at the end, for good. */
  reserve(size: number): number {
    const at = this.bytes;
    this.bytes += size;
    return at;
  }

  /** The smallest hole that is large enough, or room at the end. */
  take(size: number): number {
    const fit = this.#free.filter((hole) => hole.size >= size).sort((a, b) => a.size - b.size)[0];
    if (!fit) return this.reserve(size);
    const { at } = fit;
    fit.at += size;
    fit.size -= size;
    if (fit.size === 0) this.#free.splice(this.#free.indexOf(fit), 1);
    return at;
  }

  /** Notes that this room is needed until a step is done. */
  use(until: number, at: number, size: number): void {
    this.#live.push({ until, at, size });
  }

  /** Gives back what no later step needs. */
  releaseBefore(step: number): void {
    for (let i = this.#live.length - 1; i >= 0; i--) {
      const { until, at, size } = this.#live[i]!;
      if (until >= step) continue;
      this.#live.splice(i, 1);
      this.#release(at, size);
    }
  }

  /** Returns a hole, joined with its neighbours. */
  #release(at: number, size: number): void {
    let start = at;
    let length = size;
    for (let i = this.#free.length - 1; i >= 0; i--) {
      const hole = this.#free[i]!;
      if (hole.at + hole.size === start) {
        start = hole.at;
        length += hole.size;
        this.#free.splice(i, 1);
      } else if (start + length === hole.at) {
        length += hole.size;
        this.#free.splice(i, 1);
      }
    }
    this.#free.push({ at: start, size: length });
  }
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

function roomOf(node: Tensor): number {
  return Math.ceil((4 * sizeOf(node)) / 64) * 64 + MARGIN;
}
