/** How much memory a graph needs while it runs, so that a block of walkers can be chosen that fits the cache. */
import type { Precision } from '../engine/engine.ts';
import type { Graph, Tensor } from './graph.ts';
import { sizeOf } from './shape.ts';

/** Operations whose result is another view of their input's numbers. */
const VIEWS = new Set(['reshape', 'stopGradient']);

/**
 * The largest number of bytes alive at one moment when the nodes run one after the other in the graph's order, each value
 * dropped after its last use. Inputs and outputs count from first to last; constants that are one repeated number do not.
 */
export function peakBytes(graph: Graph, precision: Precision = 'float32'): number {
  const bytesEach = precision === 'float64' ? 8 : 4;
  const storage = (t: Tensor): Tensor => (VIEWS.has(t.operation.name) ? storage(t.inputs[0]!) : t);
  const lastUse = new Map<Tensor, number>();
  graph.nodes.forEach((node, i) => {
    for (const input of node.inputs) lastUse.set(storage(input), i);
  });
  for (const t of [...Object.values(graph.outputs), ...Object.values(graph.inputs)])
    lastUse.set(storage(t), Number.POSITIVE_INFINITY);

  const bytes = (t: Tensor) => (isRepeatedNumber(t) ? 0 : sizeOf(t.shape) * bytesEach);
  let alive = Object.values(graph.inputs).reduce((total, t) => total + bytes(t), 0);
  let peak = alive;
  graph.nodes.forEach((node, i) => {
    if (node.operation.name === 'input') return;
    if (storage(node) === node) alive += bytes(node);
    peak = Math.max(peak, alive);
    for (const dead of new Set(node.inputs.map(storage))) if (lastUse.get(dead) === i) alive -= bytes(dead);
  });
  return peak;
}

function isRepeatedNumber(t: Tensor): boolean {
  return t.operation.name === 'constant' && (t.attributes.values as number[]).length === 1;
}
