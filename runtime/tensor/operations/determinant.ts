/**
 * Determinants of small matrices, one for each walker, as sign and logarithm: [… n, n, walkers] → [… walkers].
 */
import { addUp, alignJacobian, alignLaplacian, constantDual } from '../dual.ts';
import { eliminateLog, eliminateSign } from '../elimination/elimination.ts';
import { onnxAlgebra } from '../elimination/onnx-algebra.ts';
import { tfjsAlgebra } from '../elimination/tfjs-algebra.ts';
import type { Shape, Tensor } from '../graph.ts';
import type { Operation, OperationCase } from '../operation.ts';
import { multiply, negate } from './arithmetic.ts';
import { broadcastTo } from './broadcast-to.ts';
import { inverse } from './inverse.ts';
import { matrixProduct } from './matrix-product.ts';
import { matrixSize, transposed } from './matrix-shape.ts';
import { reshape } from './reshape.ts';
import { sum } from './sum.ts';

const cases: readonly OperationCase[] = [
  { inputs: [[1, 1, 3]], domain: [-2, -0.5] },
  { inputs: [[2, 2, 4]] },
  { inputs: [[3, 3, 1]] },
  { inputs: [[2, 2, 2, 1]], domain: [-6, 6] },
];

export const logAbsDeterminantOperation: Operation = {
  name: 'logAbsDeterminant',
  shape: ([x]) => withoutMatrix('logAbsDeterminant', x!),
  /** d ln|det A| = tr(A⁻¹ dA) */
  pullback(node, g) {
    const x = node.inputs[0]!;
    const each = reshape(g, [...node.shape.slice(0, -1), 1, 1, node.shape.at(-1)!]);
    return [multiply(each, transposed(inverse(x)))];
  },
  /** ∂_k = tr(A⁻¹ ∂_kA) and ∇² = tr(A⁻¹ ∇²A) − Σ_k tr(A⁻¹ ∂_kA A⁻¹ ∂_kA) */
  laplacian(node, [x]) {
    if (!x!.jacobian) return constantDual(node);
    const shape = x!.value.shape;
    const rank = shape.length;
    const full = (t: Tensor) => broadcastTo(t, [...t.shape.slice(0, -3), ...shape.slice(-3)]);
    const jacobian = full(alignJacobian(x!.jacobian, rank));
    const inverted = inverse(x!.value);
    const flipped = transposed(inverted);
    const trace = (t: Tensor) => sum(multiply(flipped, t), [-3, -2]);
    const steps = matrixProduct(inverted, jacobian);
    const bend = sum(multiply(steps, transposed(steps)), [0, -3, -2]);
    const drift = x!.laplacian && trace(full(alignLaplacian(x!.laplacian, rank)));
    return { value: node, jacobian: trace(jacobian), laplacian: addUp(drift, negate(bend)) };
  },
  onnx: (emit, node, [x]) => eliminateLog(onnxAlgebra(emit), x!, node.inputs[0]!.shape),
  tfjs: (tf, node, [x]) => eliminateLog(tfjsAlgebra(tf), x!, node.inputs[0]!.shape),
  cases,
  notDifferentiable: 'singular matrices, where the logarithm is −∞: its derivatives are taken as 0 there',
};

export const determinantSignOperation: Operation = {
  name: 'determinantSign',
  shape: ([x]) => withoutMatrix('determinantSign', x!),
  pullback: () => [null],
  laplacian: (node) => constantDual(node),
  onnx: (emit, node, [x]) => eliminateSign(onnxAlgebra(emit), x!, node.inputs[0]!.shape),
  tfjs: (tf, node, [x]) => eliminateSign(tfjsAlgebra(tf), x!, node.inputs[0]!.shape),
  cases,
  notDifferentiable: 'the jump where the matrix is singular is not seen by derivatives',
};

/** ln|det| of each matrix [… n, n, walkers]; −∞ where it is singular. @throws Error where the matrices are not square */
export function logAbsDeterminant(x: Tensor): Tensor {
  return x.builder.apply(logAbsDeterminantOperation, [x]);
}

/** The sign of each determinant: −1, 1, or 0 where the matrix is singular. */
export function determinantSign(x: Tensor): Tensor {
  return x.builder.apply(determinantSignOperation, [x]);
}

function withoutMatrix(operation: string, shape: Shape): Shape {
  matrixSize(operation, shape);
  return [...shape.slice(0, -3), shape.at(-1)!];
}
