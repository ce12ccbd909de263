/** Small matrices of many walkers: they stand in the last but one axes, [… rows, columns, walkers]. */
import type { Shape, Tensor } from '../graph.ts';
import { showShape } from '../shape.ts';
import { transpose } from './transpose.ts';

/** The extent of square matrices. @throws Error where there are none */
export function matrixSize(operation: string, shape: Shape): number {
  const [rows, columns] = shape.slice(-3);
  if (shape.length < 3 || rows !== columns)
    throw new Error(`${operation}: ${showShape(shape)} does not hold square matrices, [… n, n, walkers]`);
  return rows!;
}

/** Each matrix transposed. */
export function transposed(x: Tensor): Tensor {
  const rank = x.shape.length;
  const lead = x.shape.slice(0, -3).map((_, axis) => axis);
  return transpose(x, [...lead, rank - 2, rank - 3, rank - 1]);
}
