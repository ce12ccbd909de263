/** Reverse-mode differentiation, graph to graph. */
import { ancestors, type Tensor } from './graph.ts';
import { add } from './operations/arithmetic.ts';
import { constant, zerosLike } from './operations/constant.ts';
import { showShape, sizeOf } from './shape.ts';

/**
 * The gradient of a scalar with respect to each of these tensors, of their shapes; zeros where it does not depend on one.
 * The scalar may itself contain gradients and Laplacians.
 * @throws Error when `of` is not a scalar.
 */
export function gradient(of: Tensor, withRespectTo: readonly Tensor[]): Tensor[] {
  if (sizeOf(of.shape) !== 1)
    throw new Error(`gradient: only a scalar has a gradient, this has shape ${showShape(of.shape)}`);
  return vectorJacobianProduct(of, constant(of.builder, 1, of.shape), withRespectTo);
}

/**
 * Σ over the elements of `of`, each times its weight in `cotangent`, differentiated: the transposed Jacobian applied to
 * `cotangent`. The results have the shapes of `withRespectTo`; zeros where `of` does not depend on one.
 */
export function vectorJacobianProduct(of: Tensor, cotangent: Tensor, withRespectTo: readonly Tensor[]): Tensor[] {
  const nodes = ancestors([of]);
  const active = dependentOn(nodes, withRespectTo);
  const cotangents = new Map<Tensor, Tensor>([[of, cotangent]]);
  for (const node of nodes.reverse()) {
    const g = cotangents.get(node);
    if (!g || !node.inputs.some((input) => active.has(input))) continue;
    node.operation.pullback(node, g).forEach((share, i) => {
      const input = node.inputs[i]!;
      if (!share || !active.has(input)) return;
      const known = cotangents.get(input);
      cotangents.set(input, known ? add(known, share) : share);
    });
  }
  return withRespectTo.map((t) => cotangents.get(t) ?? zerosLike(t));
}

/** Those of the nodes (in topological order) that are or depend on one of the variables. */
export function dependentOn(nodes: readonly Tensor[], variables: readonly Tensor[]): Set<Tensor> {
  const active = new Set(variables);
  for (const node of nodes) if (node.inputs.some((input) => active.has(input))) active.add(node);
  return active;
}
