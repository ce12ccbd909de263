/** Numbers and vectors at a point. */
import { applyArithmetic } from '../../../semantics/operators.ts';

/** A formula cannot be evaluated at a point. */
export class NoValue extends Error {
  override name = 'NoValue';
}

export type Value = number | readonly number[];

export function scalar(value: Value): number {
  if (typeof value === 'number') return value;
  if (value.length === 1) return value[0]!;
  throw new NoValue('a vector');
}

const asVector = (value: Value): readonly number[] => (typeof value === 'number' ? [value] : value);

export const length = (value: Value): number => Math.hypot(...asVector(value));

export const scaled = (value: Value, factor: number): Value =>
  typeof value === 'number' ? value * factor : value.map((x) => x * factor);

export function raised(base: Value, exponent: number): number {
  if (typeof base === 'number') return base ** exponent;
  return exponent === 2 ? dot(base, base) : scalar(base) ** exponent;
}

export function dot(a: Value, b: Value): number {
  const [left, right] = [asVector(a), asVector(b)];
  if (left.length !== right.length) throw new NoValue('vectors of different lengths');
  return left.reduce((sum, x, d) => sum + x * right[d]!, 0);
}

export function arithmetic(operation: 'add' | 'subtract' | 'multiply' | 'divide', a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return applyArithmetic(operation, a, b);
  if (operation === 'add' || operation === 'subtract') {
    const [left, right] = [asVector(a), asVector(b)];
    if (left.length !== right.length) throw new NoValue('vectors of different lengths');
    return left.map((x, d) => applyArithmetic(operation, x, right[d]!));
  }
  if (operation === 'multiply' && typeof a !== 'number' && typeof b !== 'number') return dot(a, b);
  if (typeof b === 'number') return asVector(a).map((x) => applyArithmetic(operation, x, b));
  if (operation === 'multiply') return scaled(b, scalar(a));
  throw new NoValue('division by a vector');
}

export function pick(value: Value, index: number): number {
  const found = asVector(value)[index - 1];
  if (found === undefined) throw new NoValue('no such component');
  return found;
}
