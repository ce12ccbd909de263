/**
 * Forward Laplacian, graph to graph: value, Jacobian and Laplacian with respect to the coordinates go through the graph
 * together in one pass (Li et al., "A computational framework for neural network-based variational Monte Carlo with
 * Forward Laplacian", Nature Machine Intelligence 6, 2024).
 */
import { constantDual, type Dual, fullJacobian } from './dual.ts';
import { ancestors, type Tensor } from './graph.ts';
import { broadcastTo } from './operations/broadcast-to.ts';
import { constant } from './operations/constant.ts';
import { showShape } from './shape.ts';

export interface WithDerivatives {
  readonly value: Tensor;
  /** [n, …value]: ∂/∂xᵢ */
  readonly jacobian: Tensor;
  /** […value]: Σᵢ ∂²/∂xᵢ² */
  readonly laplacian: Tensor;
}

/**
 * First derivatives and Laplacian of `output` with respect to each walker's own coordinates.
 *
 * Exactly: the derivatives at t = 0 of the output when every walker's coordinates x become x + t, t in Rⁿ. Where each
 * row of the output belongs to one walker, as in any wave function, these are the derivatives by that walker's position.
 * Jumps and kinks are not seen: see `notDifferentiable` of the operations.
 * @param coordinates [walkers, n]; may be any tensor of the graph, and what it is computed from is then held fixed
 * @throws Error when the coordinates do not have two axes.
 */
export function forwardLaplacian(output: Tensor, coordinates: Tensor): WithDerivatives {
  const [n, rest] = [coordinates.shape[1], coordinates.shape.length];
  if (n === undefined || rest !== 2)
    throw new Error(`laplacian: coordinates must be [walkers, n], these are ${showShape(coordinates.shape)}`);
  const duals = new Map<Tensor, Dual>();
  for (const node of ancestors([output])) {
    const inputs = node.inputs.map((input) => duals.get(input)!);
    const dual =
      node === coordinates
        ? { value: node, jacobian: identity(coordinates, n), laplacian: null }
        : inputs.some((x) => x.jacobian)
          ? node.operation.laplacian(node, inputs)
          : constantDual(node);
    duals.set(node, dual);
  }
  const { jacobian, laplacian } = duals.get(output)!;
  const zero = constant(output.builder, 0);
  return {
    value: output,
    jacobian: jacobian ? fullJacobian(jacobian, output.shape) : broadcastTo(zero, [n, ...output.shape]),
    laplacian: broadcastTo(laplacian ?? zero, output.shape),
  };
}

/** ∂xⱼ/∂xᵢ as [n, 1, n]: the same for every walker. */
function identity(coordinates: Tensor, n: number): Tensor {
  const values = Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
  return constant(coordinates.builder, values, [n, 1, n]);
}
