/**
 * Matrix products whose left factor has the same scale for one column in every row: (p ∘ r)·W = p·(rᵀ ∘ W). Behind the first
 * layer of a network the Jacobian of each coordinate is f′(z) times that coordinate's weights, so all of them together are one
 * product of f′(z), and nothing of the size of a Jacobian has to be written before it.
 */
import type { Tensor } from '../graph.ts';
import { sizeOf } from '../shape.ts';
import { multiply, multiplyOperation, negate, negateOperation } from './arithmetic.ts';
import { matmul } from './matmul.ts';
import { reshape } from './reshape.ts';
import { transpose } from './transpose.ts';

/**
 * x·w with what scales the columns of x moved to w; null where x is no such product, or where w would become larger than x.
 * @param x [rows, k] or [n, rows, k]
 * @param w [k, columns]
 */
export function productOfScaledRows(x: Tensor, w: Tensor): Tensor | null {
  if (x.operation === negateOperation) {
    const product = productOfScaledRows(x.inputs[0]!, w);
    return product && negate(product);
  }
  const parts = x.operation === multiplyOperation && x.shape.length <= 3 ? partsOf(x) : null;
  if (!parts) return null;
  const [rows, k] = x.shape.slice(-2) as [number, number];
  const columns = w.shape[1]!;
  if (columns >= rows) return null;
  const n = sizeOf(parts.scale.shape) / k;
  const left = reshape(parts.rest, [rows, k]);
  const scaled = multiply(reshape(parts.scale, [n, k, 1]), reshape(w, [1, k, columns]));
  if (n === 1) return reshape(matmul(left, reshape(scaled, [k, columns])), [...x.shape.slice(0, -1), columns]);
  const side = reshape(transpose(scaled, [1, 0, 2]), [k, n * columns]);
  return transpose(reshape(matmul(left, side), [rows, n, columns]), [1, 0, 2]);
}

/** What is the same in all rows, and what is the same in all stacks. */
function partsOf({ shape, inputs }: Tensor): { scale: Tensor; rest: Tensor } | null {
  const [rows, k] = shape.slice(-2) as [number, number];
  const isScale = (t: Tensor) => (t.shape.length < 2 || t.shape.at(-2) === 1) && t.shape.at(-1) === k;
  const isRest = (t: Tensor) => sizeOf(t.shape) === rows * k && t.shape.at(-1) === k && t.shape.at(-2) === rows;
  const [a, b] = inputs as [Tensor, Tensor];
  if (isScale(a) && isRest(b)) return { scale: a, rest: b };
  return isScale(b) && isRest(a) ? { scale: b, rest: a } : null;
}
