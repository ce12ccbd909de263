/**
 * Sums over particles, pairs and triples, all tuples at once: inside the sum there are as many times more walkers as there
 * are tuples, those of the first tuple before those of the second.
 */
import { broadcastTo, constant, multiply, reshape, sum, type Tensor } from '../tensor/index.ts';

/** One sum over tuples that is open. */
export interface Frame {
  /** The numbers of each index's particles, tuple by tuple. */
  readonly numbers: ReadonlyMap<string, readonly number[]>;
  readonly size: number;
}

/** i < j < … up to `count`, one list of particle numbers (from 1) for each index. */
export function tuplesOf(indices: readonly string[], count: number): Frame {
  const lists = indices.map((): number[] => []);
  const extend = (chosen: readonly number[]): void => {
    if (chosen.length === indices.length) {
      chosen.forEach((number, i) => {
        lists[i]!.push(number);
      });
      return;
    }
    for (let next = (chosen.at(-1) ?? 0) + 1; next <= count; next++) extend([...chosen, next]);
  };
  extend([]);
  return { numbers: new Map(indices.map((index, i) => [index, lists[i]!])), size: lists[0]?.length ?? 0 };
}

/** How many tuples of all open sums together there are. */
export function tupleCount(frames: readonly Frame[]): number {
  return frames.reduce((product, { size }) => product * size, 1);
}

/**
 * Values of one frame's tuples, or of none, repeated over the tuples of all frames.
 * @param t [frame's size · B, c], or [B, c] without a frame; [] and [1, …] are the same for all and stay
 * @param frames open sums, the outermost first; its tuples change fastest
 */
export function overAllTuples(t: Tensor, own: Frame | null, frames: readonly Frame[], walkers: number): Tensor {
  const others = frames.filter((frame) => frame !== own);
  if (t.shape.length < 2 || t.shape[0] === 1 || tupleCount(others) === 1) return t;
  const columns = t.shape[1]!;
  const leads = (size: (frame: Frame) => number) => frames.map(size).reverse();
  const narrow = reshape(t, [...leads((frame) => (frame === own ? frame.size : 1)), walkers, columns]);
  const wide = broadcastTo(narrow, [...leads((frame) => frame.size), walkers, columns]);
  return reshape(wide, [tupleCount(frames) * walkers, columns]);
}

/**
 * Σ over the tuples of the innermost frame.
 * @param t [size · rows, c], or the same for all tuples
 * @param rows walkers of the frames around it
 */
export function sumOverTuples(t: Tensor, { size }: Frame, rows: number): Tensor {
  if (t.shape.length < 2 || t.shape[0] !== size * rows || size === 1) return multiply(constant(t.builder, size), t);
  const columns = t.shape[1]!;
  return reshape(sum(reshape(t, [size, rows * columns]), [0]), [rows, columns]);
}

/** Values of the walkers as they stand before a sum is opened, repeated over its tuples. */
export function overTuples(t: Tensor, { size }: Frame): Tensor {
  if (t.shape.length < 2 || t.shape[0] === 1) return t;
  const [rows, columns] = [t.shape[0]!, t.shape[1]!];
  const repeated = broadcastTo(reshape(t, [1, rows, columns]), [size, rows, columns]);
  return reshape(repeated, [size * rows, columns]);
}
