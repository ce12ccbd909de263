/**
 * What gradients per walker are made of: where a dense layer is shared by particles, the gradient of its weight is a sum of
 * few outer products, which take far less room than the gradient itself.
 */
import type { Shape, Tensor } from './graph.ts';
import { concatOperation } from './operations/concat.ts';
import { uniformValue } from './operations/constant.ts';
import { matmulOperation, type Transposition } from './operations/matmul.ts';
import { reshape, reshapeOperation } from './operations/reshape.ts';
import { sizeOf } from './shape.ts';

/** Consecutive values of a parameter's gradient, from `at` on, for each of B walkers. */
export type GradientPart =
  /** [B, n]. */
  | { kind: 'plain'; at: number; values: Tensor }
  /** Σ_m left_m ⊗ right_m with left [B, m, k] and right [B, m, n]; `product` [B, k, n] is the sum itself. */
  | { kind: 'outer'; at: number; left: Tensor; right: Tensor; product: Tensor };

/**
 * Takes a gradient per walker apart; values that no part has are zero.
 * @param gradient [B, …], as `gradientPerWalker` returns it
 */
export function gradientParts(gradient: Tensor, at = 0): GradientPart[] {
  const walkers = gradient.shape[0]!;
  const made = beforeReshapes(gradient);
  if (uniformValue(made) === 0) return [];
  if (made.operation === concatOperation && made.attributes.axis === 1 && made.shape[0] === walkers) {
    let next = at;
    return made.inputs.flatMap((part) => {
      const start = next;
      next += sizeOf(part.shape) / walkers;
      return gradientParts(part, start);
    });
  }
  if (isSumOfOuterProducts(made, walkers)) {
    const [left, right] = made.inputs as [Tensor, Tensor];
    return [{ kind: 'outer', at, left, right, product: made }];
  }
  return [{ kind: 'plain', at, values: flat(gradient) }];
}

function beforeReshapes(t: Tensor): Tensor {
  return t.operation === reshapeOperation ? beforeReshapes(t.inputs[0]!) : t;
}

/** [B, m, k]ᵀ · [B, m, n] */
function isSumOfOuterProducts({ operation, attributes, inputs }: Tensor, walkers: number): boolean {
  const stacked = ({ shape }: { shape: Shape }) => shape.length === 3 && shape[0] === walkers;
  const { transposeA, transposeB } = attributes as Transposition;
  return operation === matmulOperation && transposeA && !transposeB && inputs.every(stacked);
}

function flat(t: Tensor): Tensor {
  return reshape(t, [t.shape[0]!, sizeOf(t.shape) / t.shape[0]!]);
}
