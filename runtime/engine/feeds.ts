/** Checks what a graph is fed before it reaches an engine, so that a mistake is named where it is made. */
import type { Graph } from '../tensor/graph.ts';
import { showShape, sizeOf } from '../tensor/shape.ts';
import type { Feed, Precision } from './engine.ts';

/**
 * @throws Error naming the input that is missing, fed twice, unknown, of the wrong length or the wrong precision.
 */
export function checkFeeds(graph: Graph, precision: Precision, shared: Feed, blocks: readonly Feed[]): void {
  checkFeed(graph, precision, shared);
  for (const block of blocks) {
    checkFeed(graph, precision, block);
    for (const name of Object.keys(graph.inputs)) {
      const [inShared, inBlock] = [name in shared, name in block];
      if (!inShared && !inBlock) throw new Error(`run: input "${name}" is missing`);
      if (inShared && inBlock) throw new Error(`run: input "${name}" is both shared and in a block`);
    }
  }
}

function checkFeed(graph: Graph, precision: Precision, feed: Feed): void {
  for (const [name, values] of Object.entries(feed)) {
    const input = graph.inputs[name];
    if (!input) throw new Error(`run: the graph has no input "${name}"`);
    if (values.length !== sizeOf(input.shape))
      throw new Error(
        `run: input "${name}" has shape ${showShape(input.shape)}, but ${values.length} numbers were given`,
      );
    const given = values instanceof Float64Array ? 'float64' : 'float32';
    if (given !== precision)
      throw new Error(`run: input "${name}" is ${given}, but the graph computes in ${precision}`);
  }
}
