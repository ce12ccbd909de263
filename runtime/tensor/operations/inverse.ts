/** `inverse` of small matrices, one for each walker: [… n, n, walkers]. */
import { addUp, alignJacobian, alignLaplacian, constantDual, overCoordinates } from '../dual.ts';
import { eliminateInverse } from '../elimination/elimination.ts';
import { onnxAlgebra } from '../elimination/onnx-algebra.ts';
import { tfjsAlgebra } from '../elimination/tfjs-algebra.ts';
import type { Tensor } from '../graph.ts';
import type { Operation } from '../operation.ts';
import { multiply, negate } from './arithmetic.ts';
import { broadcastTo } from './broadcast-to.ts';
import { constant } from './constant.ts';
import { matrixProduct } from './matrix-product.ts';
import { matrixSize } from './matrix-shape.ts';

export const inverseOperation: Operation = {
  name: 'inverse',
  shape([x]) {
    matrixSize('inverse', x!);
    return x!;
  },
  /** dX = −X dA X */
  pullback: (node, g) => [
    negate(matrixProduct(matrixProduct(node, g, { transposeA: true }), node, { transposeB: true })),
  ],
  /** With P_k = X ∂_kA: ∂_kX = −P_k X and ∇²X = (2 Σ_k P_k P_k − X ∇²A) X */
  laplacian(node, [x]) {
    if (!x!.jacobian) return constantDual(node);
    const rank = node.shape.length;
    const matrices = node.shape.slice(-3);
    const full = (t: Tensor) => broadcastTo(t, [...t.shape.slice(0, -3), ...matrices]);
    const steps = matrixProduct(node, full(alignJacobian(x!.jacobian, rank)));
    const bend = multiply(constant(node.builder, 2), overCoordinates(matrixProduct(steps, steps)));
    const drift = x!.laplacian && negate(matrixProduct(node, full(alignLaplacian(x!.laplacian, rank))));
    return {
      value: node,
      jacobian: negate(matrixProduct(steps, node)),
      laplacian: matrixProduct(addUp(bend, drift)!, node),
    };
  },
  onnx: (emit, node, [x]) => eliminateInverse(onnxAlgebra(emit), x!, node.shape),
  tfjs: (tf, node, [x]) => eliminateInverse(tfjsAlgebra(tf), x!, node.shape),
  cases: [{ inputs: [[1, 1, 3]], domain: [0.5, 2] }, { inputs: [[2, 2, 2]] }, { inputs: [[2, 3, 3, 1]] }],
  notDifferentiable: 'singular matrices: their inverse is taken as 0, and so are its derivatives',
};

/**
 * The inverse of each matrix [… n, n, walkers]; 0 where it is singular, so that a walker there spoils no sum over others.
 * @throws Error where the matrices are not square
 */
export function inverse(x: Tensor): Tensor {
  return x.builder.apply(inverseOperation, [x]);
}
