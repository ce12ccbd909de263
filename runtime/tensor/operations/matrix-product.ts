/** `matrixProduct`: products of small matrices, one for each walker, [… m, k, walkers]·[… k, n, walkers]. */
import { addUp, alignJacobian, alignLaplacian, constantDual, type Dual, overCoordinates } from '../dual.ts';
import type { Shape, Tensor } from '../graph.ts';
import type { Operation } from '../operation.ts';
import { broadcast, showShape } from '../shape.ts';
import { multiply } from './arithmetic.ts';
import { broadcastTo } from './broadcast-to.ts';
import { constant } from './constant.ts';
import type { Transposition } from './matmul.ts';
import { sumTo } from './sum.ts';

export const matrixProductOperation: Operation<Transposition> = {
  name: 'matrixProduct',
  shape([a, b], { transposeA, transposeB }) {
    const left = matrixOf(a!, transposeA);
    const right = matrixOf(b!, transposeB);
    const fits = left && right && left.columns === right.rows && left.walkers === right.walkers;
    const lead = fits ? broadcast(left.lead, right.lead) : null;
    if (!lead)
      throw new Error(
        `matrixProduct: ${showShape(a!)}${transposeA ? 'ᵀ' : ''} and ${showShape(b!)}${transposeB ? 'ᵀ' : ''} cannot be multiplied`,
      );
    return [...lead, left!.rows, right!.columns, left!.walkers];
  },
  pullback(node, g) {
    const [a, b] = node.inputs as [Tensor, Tensor];
    const { transposeA, transposeB } = node.attributes as Transposition;
    const ga = transposeA
      ? matrixProduct(b, g, { transposeA: transposeB, transposeB: true })
      : matrixProduct(g, b, { transposeB: !transposeB });
    const gb = transposeB
      ? matrixProduct(g, a, { transposeA: true, transposeB: transposeA })
      : matrixProduct(a, g, { transposeA: !transposeA });
    return [sumTo(ga, a.shape), sumTo(gb, b.shape)];
  },
  /** ∇²(AB) = ∇²A B + A ∇²B + 2 Σᵢ ∂ᵢA ∂ᵢB */
  laplacian(node, inputs) {
    const [a, b] = inputs.map((x) => wholeMatrices(x, node.shape.length)) as [Dual, Dual];
    if (!a.jacobian && !b.jacobian) return constantDual(node);
    const attributes = node.attributes as Transposition;
    const product = (x: Tensor | null, y: Tensor | null) => x && y && matrixProduct(x, y, attributes);
    const cross = product(a.jacobian, b.jacobian);
    return {
      value: node,
      jacobian: addUp(product(a.jacobian, b.value), product(a.value, b.jacobian)),
      laplacian: addUp(
        addUp(product(a.laplacian, b.value), product(a.value, b.laplacian)),
        cross && multiply(constant(node.builder, 2), overCoordinates(cross)),
      ),
    };
  },
  onnx(emit, node, inputs) {
    const { transposeA, transposeB } = node.attributes as Transposition;
    const walkersFirst = (i: 0 | 1, flipped: boolean) =>
      emit.node('Transpose', [inputs[i]!], { perm: toFront(node.inputs[i]!.shape.length, flipped) });
    const product = emit.node('MatMul', [walkersFirst(0, transposeA), walkersFirst(1, transposeB)]);
    return emit.node('Transpose', [product], { perm: toBack(node.shape.length) });
  },
  tfjs(tf, node, [a, b]) {
    const { transposeA, transposeB } = node.attributes as Transposition;
    const lead = node.shape.slice(0, -3);
    const walkersFirst = (x: typeof a, flipped: boolean) => {
      const moved = tf.transpose(x!, toFront(x!.shape.length, flipped));
      return tf.broadcastTo(moved, [...lead, ...moved.shape.slice(-3)]);
    };
    const product = tf.matMul(walkersFirst(a, transposeA), walkersFirst(b, transposeB));
    return tf.transpose(product, toBack(node.shape.length));
  },
  cases: [
    { a: [2, 3, 4], b: [3, 2, 4] },
    { a: [3, 2, 2], b: [3, 2, 2], transposeA: true },
    { a: [2, 3, 2], b: [2, 3, 2], transposeB: true },
    { a: [3, 2, 1], b: [2, 3, 1], transposeA: true, transposeB: true },
    { a: [2, 1, 2, 2, 3], b: [3, 2, 2, 3] },
    { a: [2, 2, 5], b: [2, 2, 2, 5] },
  ].map(({ a, b, transposeA = false, transposeB = false }) => ({
    inputs: [a, b],
    attributes: { transposeA, transposeB },
  })),
};

/**
 * The matrix product of the last but one axes, walker by walker; axes before them broadcast.
 * @param options factors that are taken transposed
 * @throws Error when the matrices do not fit each other
 */
export function matrixProduct(a: Tensor, b: Tensor, options: Partial<Transposition> = {}): Tensor {
  return a.builder.apply(matrixProductOperation, [a, b], { transposeA: false, transposeB: false, ...options });
}

function matrixOf(shape: Shape, flipped: boolean) {
  if (shape.length < 3) return null;
  const [second, last, walkers] = shape.slice(-3) as [number, number, number];
  const [rows, columns] = flipped ? [last, second] : [second, last];
  return { lead: shape.slice(0, -3), rows, columns, walkers };
}

/** Derivatives with as many axes as the product's, and the matrices of all walkers in full. */
function wholeMatrices(x: Dual, rank: number): Dual {
  const matrices = x.value.shape.slice(-3);
  const full = (t: Tensor) => broadcastTo(t, [...t.shape.slice(0, -3), ...matrices]);
  return {
    value: x.value,
    jacobian: x.jacobian && full(alignJacobian(x.jacobian, rank)),
    laplacian: x.laplacian && full(alignLaplacian(x.laplacian, rank)),
  };
}

/** [… m, k, walkers] → [… walkers, m, k] */
function toFront(rank: number, flipped: boolean): number[] {
  const lead = Array.from({ length: rank - 3 }, (_, axis) => axis);
  return [...lead, rank - 1, ...(flipped ? [rank - 2, rank - 3] : [rank - 3, rank - 2])];
}

/** [… walkers, m, n] → [… m, n, walkers] */
function toBack(rank: number): number[] {
  const lead = Array.from({ length: rank - 3 }, (_, axis) => axis);
  return [...lead, rank - 2, rank - 1, rank - 3];
}
