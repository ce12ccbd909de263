/** Arithmetic of shapes. Nothing here knows of tensors. */
import type { Shape } from './graph.ts';

/** Number of elements. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((extent, i) => extent === b[i]);
}

/** For messages: `[8192, 3]`. */
export function showShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/** The shape that NumPy broadcasting gives, or null where the two do not fit. */
export function broadcast(a: Shape, b: Shape): Shape | null {
  const rank = Math.max(a.length, b.length);
  const result: number[] = [];
  for (let i = 0; i < rank; i++) {
    const left = a[a.length - rank + i] ?? 1;
    const right = b[b.length - rank + i] ?? 1;
    if (left !== right && left !== 1 && right !== 1) return null;
    result.push(left === 1 ? right : left);
  }
  return result;
}

/** @throws Error naming both shapes when they do not broadcast against each other. */
export function broadcastShapes(operation: string, a: Shape, b: Shape): Shape {
  const shape = broadcast(a, b);
  if (!shape) throw new Error(`${operation}: shapes ${showShape(a)} and ${showShape(b)} do not fit together`);
  return shape;
}

/** The shape with axes of extent 1 put in front until it has this rank. */
export function padShape(shape: Shape, rank: number): Shape {
  return [...new Array<number>(Math.max(0, rank - shape.length)).fill(1), ...shape];
}

/** An axis counted from the front; negative ones count from the back. @throws Error when there is no such axis. */
export function axisOf(operation: string, shape: Shape, axis: number): number {
  const index = axis < 0 ? axis + shape.length : axis;
  if (!Number.isInteger(axis) || index < 0 || index >= shape.length)
    throw new Error(`${operation}: shape ${showShape(shape)} has no axis ${axis}`);
  return index;
}

/** @throws Error unless every extent is a whole number of at least 1. */
export function checkExtents(operation: string, shape: Shape): void {
  if (!shape.every((extent) => Number.isInteger(extent) && extent >= 1))
    throw new Error(
      `${operation}: ${showShape(shape)} is not a shape; every extent must be a whole number of at least 1`,
    );
}
