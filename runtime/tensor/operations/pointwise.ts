/** What functions of one number, applied element by element, have in common. */
import type { TfjsBackend } from '../../engine/tfjs-backend.ts';
import { addUp, constantDual, gradientProduct, scaled } from '../dual.ts';
import type { Shape, Tensor } from '../graph.ts';
import type { OnnxEmitter } from '../onnx/emitter.ts';
import type { AnyOperation, Operation, OperationCase, TfTensor } from '../operation.ts';
import { multiply } from './arithmetic.ts';
import { broadcastTo, broadcastToOperation } from './broadcast-to.ts';
import { constant, uniformValue } from './constant.ts';

export interface PointwiseRules {
  readonly name: string;
  /** f′ from x and y = f(x); null where it is zero everywhere. */
  first(x: Tensor, y: Tensor): Tensor | null;
  /** f″, in the same way. */
  second(x: Tensor, y: Tensor): Tensor | null;
  onnx(emit: OnnxEmitter, x: string, node: Tensor): string;
  tfjs(tf: TfjsBackend, x: TfTensor, node: Tensor): TfTensor;
  readonly cases?: readonly OperationCase[];
  readonly notDifferentiable?: string;
}

/** The operation that applies f to every element. */
export function pointwise(rules: PointwiseRules): Operation {
  const { name, first, second } = rules;
  return {
    name,
    shape: ([x]) => x as Shape,
    pullback(node, g) {
      const slope = first(node.inputs[0]!, node);
      return [slope && multiply(g, slope)];
    },
    /** ∇f(x) = f′ ∇x and ∇²f(x) = f′ ∇²x + f″ |∇x|² */
    laplacian(node, [x]) {
      const slope = x!.jacobian && first(x!.value, node);
      if (!x!.jacobian || !slope) return constantDual(node);
      const curvature = second(x!.value, node);
      return {
        value: node,
        jacobian: multiply(slope, x!.jacobian),
        laplacian: addUp(
          scaled(slope, x!.laplacian),
          curvature && multiply(curvature, gradientProduct(x!.jacobian, x!.jacobian)),
        ),
      };
    },
    onnx: (emit, node, [x]) => rules.onnx(emit, x!, node),
    tfjs: (tf, node, [x]) => rules.tfjs(tf, x!, node),
    cases: rules.cases ?? [{ inputs: [[2, 3]] }, { inputs: [[]] }],
    ...(rules.notDifferentiable && { notDifferentiable: rules.notDifferentiable }),
  };
}

/**
 * Applies a pointwise operation, at build time where x is one number, and before rather than after a repetition.
 * @param evaluate the function itself
 */
export function applyPointwise(
  operation: AnyOperation,
  x: Tensor,
  evaluate: (x: number) => number,
  attributes = {},
): Tensor {
  const value = uniformValue(x);
  if (value !== null && Number.isFinite(evaluate(value))) return constant(x.builder, evaluate(value), x.shape);
  if (x.operation === broadcastToOperation)
    return broadcastTo(applyPointwise(operation, x.inputs[0]!, evaluate, attributes), x.shape);
  return x.builder.apply(operation, [x], attributes);
}

/** A number of the graph of `like`. */
export function number(like: Tensor, value: number): Tensor {
  return constant(like.builder, value);
}
