/**
 * What the forward Laplacian carries for every value, and how Jacobians are put together.
 *
 * A Jacobian has the coordinate as its leading axis, then the axes of its value. Any of those may have extent 1 where the
 * value has more: the derivative is then the same all along that axis. A Laplacian has the axes of its value, with the
 * same freedom. This keeps the Jacobian of a first dense layer at [n, 1, h] for any number of walkers.
 */
import type { Shape, Tensor } from './graph.ts';
import { add, multiply } from './operations/arithmetic.ts';
import { broadcastTo } from './operations/broadcast-to.ts';
import { square } from './operations/powers.ts';
import { reshape } from './operations/reshape.ts';
import { sum } from './operations/sum.ts';
import { padShape } from './shape.ts';

export interface Dual {
  readonly value: Tensor;
  /** [n, …]; null where the value does not depend on the coordinates. */
  readonly jacobian: Tensor | null;
  /** Null where it is zero everywhere. */
  readonly laplacian: Tensor | null;
}

/** The dual of something that does not depend on the coordinates. */
export function constantDual(value: Tensor): Dual {
  return { value, jacobian: null, laplacian: null };
}

/** A Jacobian with its value's axes padded to `rank` by leading axes of extent 1, ready to broadcast against others. */
export function alignJacobian(jacobian: Tensor, rank: number): Tensor {
  const [n, ...rest] = jacobian.shape;
  return reshape(jacobian, [n!, ...padShape(rest, rank)]);
}

/** A Laplacian padded in the same way. */
export function alignLaplacian(laplacian: Tensor, rank: number): Tensor {
  return reshape(laplacian, padShape(laplacian.shape, rank));
}

/** A Jacobian repeated along the axes where it has extent 1 and its value has more. */
export function fullJacobian(jacobian: Tensor, valueShape: Shape): Tensor {
  return broadcastTo(alignJacobian(jacobian, valueShape.length), [jacobian.shape[0]!, ...valueShape]);
}

/** Σᵢ ∂ᵢa · ∂ᵢb, summed over the coordinates. */
export function gradientProduct(a: Tensor, b: Tensor): Tensor {
  return sum(a === b ? square(a) : multiply(a, b), [0]);
}

/** Σᵢ over what has the coordinate in front. */
export function overCoordinates(products: Tensor): Tensor {
  return sum(products, [0]);
}

/** a + b where null stands for zero. */
export function addUp(a: Tensor | null, b: Tensor | null): Tensor | null {
  if (!a) return b;
  return b ? add(a, b) : a;
}

/** factor · t where null stands for zero. */
export function scaled(factor: Tensor | null, t: Tensor | null): Tensor | null {
  return factor && t ? multiply(factor, t) : null;
}

/**
 * Applies something linear to Jacobian and Laplacian alike.
 * `rule` gets the tensor and how many leading axes stand before the axes of the value (1 for a Jacobian, 0 for a Laplacian).
 */
export function mapDerivatives(value: Tensor, input: Dual, rule: (t: Tensor, leading: 0 | 1) => Tensor): Dual {
  return {
    value,
    jacobian: input.jacobian && rule(input.jacobian, 1),
    laplacian: input.laplacian && rule(input.laplacian, 0),
  };
}
