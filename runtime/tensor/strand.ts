/**
 * Where the walkers are in a tensor: along one axis, counted through in steps. Walkers of several particles may lie one after
 * the other along it, and several numbers of one walker side by side.
 */
import type { Shape } from './graph.ts';

/** Element i of `axis` belongs to walker ⌊i / stride⌋ mod count. */
export interface Strand {
  readonly axis: number;
  readonly stride: number;
  readonly count: number;
}

/** Where the walkers are after a reshape; null where their axis is taken apart in between. */
export function reshapeStrand({ axis, stride, count }: Strand, from: Shape, to: Shape): Strand | null {
  // In row-major order: so many elements further lies the next walker.
  const step = from.slice(axis + 1).reduce((product, extent) => product * extent, stride);
  let inside = 1;
  for (let target = to.length - 1; target >= 0; target--) {
    const extent = to[target]!;
    if (step % inside === 0 && (extent * inside) % (step * count) === 0)
      return { axis: target, stride: step / inside, count };
    inside *= extent;
  }
  return null;
}
