/** `matmul`: matrix products, of matrices or of stacks of them, either factor transposed without a copy. */
import { addUp, alignJacobian, alignLaplacian, constantDual, type Dual } from '../dual.ts';
import type { Shape, Tensor } from '../graph.ts';
import type { Operation } from '../operation.ts';
import { broadcast, showShape, sizeOf } from '../shape.ts';
import { multiply, negate, negateOperation } from './arithmetic.ts';
import { broadcastTo } from './broadcast-to.ts';
import { constant, constantOperation, uniformValue, valuesOf } from './constant.ts';
import { reshape } from './reshape.ts';
import { productOfScaledRows } from './scaled-rows.ts';
import { sumTo } from './sum.ts';
import { transpose } from './transpose.ts';

export type Transposition = { transposeA: boolean; transposeB: boolean };

export const matmulOperation: Operation<Transposition> = {
  name: 'matmul',
  shape([a, b], attributes) {
    const left = matrixOf(a!, attributes.transposeA);
    const right = matrixOf(b!, attributes.transposeB);
    const stack = left && right && left.columns === right.rows ? broadcast(left.stack, right.stack) : null;
    if (!stack)
      throw new Error(
        `matmul: ${showShape(a!)}${attributes.transposeA ? 'ᵀ' : ''} and ${showShape(b!)}${attributes.transposeB ? 'ᵀ' : ''} cannot be multiplied`,
      );
    return [...stack, left!.rows, right!.columns];
  },
  pullback(node, g) {
    const [a, b] = node.inputs as [Tensor, Tensor];
    const { transposeA, transposeB } = node.attributes as Transposition;
    const ga = transposeA
      ? matmul(b, g, { transposeA: transposeB, transposeB: true })
      : matmul(g, b, { transposeB: !transposeB });
    return [sumTo(ga, a.shape), cotangentOfB(a, b, g, transposeA, transposeB)];
  },
  follow(node, index, walkers) {
    const rank = node.inputs[index]!.shape.length;
    const { transposeA, transposeB } = node.attributes as Transposition;
    const [kept, target] = index === 0 ? [transposeA ? 1 : 2, 2] : [transposeB ? 2 : 1, 1];
    const fromBack = rank - walkers.axis;
    if (fromBack === 3 - kept) return null;
    return { ...walkers, axis: node.shape.length - (fromBack === kept ? target : fromBack) };
  },
  /** ∇²(AB) = ∇²A B + A ∇²B + 2 Σᵢ ∂ᵢA ∂ᵢB */
  laplacian(node, inputs) {
    const attributes = node.attributes as Transposition;
    const [a, b] = inputs.map((x, i) => {
      // Against one matrix a stack keeps its axes; against a stack the stacks and the coordinate axis must line up.
      const rank = inputs[1 - i]!.value.shape.length === 2 ? x.value.shape.length : node.shape.length;
      return readyToContract(x, rank, i === 0 ? attributes.transposeA : !attributes.transposeB);
    });
    if (!a!.jacobian && !b!.jacobian) return constantDual(node);
    const isPlain = !attributes.transposeA && !attributes.transposeB && node.inputs[1]!.shape.length === 2;
    const product = (x: Tensor | null, y: Tensor | null) =>
      x && y && ((isPlain && y === b!.value && productOfScaledRows(x, y)) || matmul(x, y, attributes));
    const cross =
      a!.jacobian &&
      b!.jacobian &&
      multiply(constant(node.builder, 2), sumOverCoordinates(a!.jacobian, b!.jacobian, attributes));
    return {
      value: node,
      jacobian: addUp(product(a!.jacobian, b!.value), product(a!.value, b!.jacobian)),
      laplacian: addUp(addUp(product(a!.laplacian, b!.value), product(a!.value, b!.laplacian)), cross),
    };
  },
  onnx(emit, node, [a, b]) {
    const { transposeA, transposeB } = node.attributes as Transposition;
    return emit.matmul(
      { name: a!, shape: node.inputs[0]!.shape, transposed: transposeA },
      {
        name: b!,
        shape: node.inputs[1]!.shape,
        transposed: transposeB,
      },
    );
  },
  tfjs(tf, node, [a, b]) {
    const { transposeA, transposeB } = node.attributes as Transposition;
    const stack = node.shape.slice(0, -2);
    // TensorFlow.js repeats a single matrix by itself, but not stacks that are repeated along different axes.
    const stacked = (x: typeof a) => {
      const matrix = x!.shape.slice(-2);
      if (sizeOf(x!.shape) === sizeOf(matrix)) return tf.reshape(x!, [...stack.map(() => 1), ...matrix]);
      return tf.broadcastTo(x!, [...stack, ...matrix]);
    };
    return tf.matMul(stacked(a), stacked(b), transposeA, transposeB);
  },
  cases: [
    {
      inputs: [
        [2, 3],
        [3, 4],
      ],
    },
    {
      inputs: [
        [2, 2, 3],
        [3, 4],
      ],
    },
    {
      inputs: [
        [3, 2],
        [3, 4],
      ],
      transposeA: true,
    },
    {
      inputs: [
        [2, 3],
        [4, 3],
      ],
      transposeB: true,
    },
    {
      inputs: [
        [3, 2],
        [4, 3],
      ],
      transposeA: true,
      transposeB: true,
    },
    {
      inputs: [
        [2, 2, 3],
        [4, 3],
      ],
      transposeB: true,
    },
    {
      inputs: [
        [2, 3, 2],
        [3, 4],
      ],
      transposeA: true,
    },
    {
      inputs: [
        [2, 2, 3],
        [2, 3, 2],
      ],
    },
    {
      inputs: [
        [2, 1, 2, 3],
        [3, 3, 2],
      ],
    },
    {
      inputs: [
        [2, 3, 2],
        [2, 2, 3],
      ],
      transposeA: true,
      transposeB: true,
    },
    {
      inputs: [
        [2, 3],
        [2, 3, 2],
      ],
    },
  ].map(({ inputs, transposeA = false, transposeB = false }) => ({ inputs, attributes: { transposeA, transposeB } })),
};

/**
 * The matrix product of the last two axes, stack by stack; axes before them broadcast.
 * @param options factors that are stored transposed
 * @throws Error when a factor has fewer than two axes or the inner extents differ.
 */
export function matmul(a: Tensor, b: Tensor, options: Partial<Transposition> = {}): Tensor {
  const attributes: Transposition = { transposeA: false, transposeB: false, ...options };
  const shape = matmulOperation.shape([a.shape, b.shape], attributes);
  if (uniformValue(a) === 0 || uniformValue(b) === 0) return constant(a.builder, 0, shape);
  if (a.operation === negateOperation) return negate(matmul(a.inputs[0]!, b, attributes));
  if (b.operation === negateOperation) return negate(matmul(a, b.inputs[0]!, attributes));
  if (b.shape.length === 2 && !attributes.transposeA && isIdentity(a)) {
    const matrix = attributes.transposeB ? transpose(b, [1, 0]) : b;
    return reshape(matrix, shape);
  }
  return a.builder.apply(matmulOperation, [a, b], attributes);
}

/** Fewer columns than this leave most of a vector register empty. */
const NARROW = 16;

/** Σ over stacks is part of the product where b is one matrix: its cotangent is then one large product. */
function cotangentOfB(a: Tensor, b: Tensor, g: Tensor, transposeA: boolean, transposeB: boolean): Tensor {
  let left = a;
  let right = g;
  if (b.shape.length === 2 && !transposeA && a.shape.length > 2) {
    left = reshape(a, rowsOf(a.shape));
    right = reshape(g, rowsOf(g.shape));
  }
  if (transposeB) return sumTo(matmul(right, left, { transposeA: true, transposeB: transposeA }), b.shape);
  // Engines fill their registers with columns: a result of a few columns is computed as its transpose, of a few rows.
  const narrow = b.shape.length === 2 && right.shape.length === 2 && !transposeA && b.shape[1]! < NARROW;
  const gb =
    narrow && b.shape[0]! >= NARROW
      ? transpose(matmul(right, left, { transposeA: true }), [1, 0])
      : matmul(left, right, { transposeA: !transposeA });
  return sumTo(gb, b.shape);
}

function rowsOf(shape: Shape): Shape {
  const columns = shape.at(-1)!;
  return [sizeOf(shape) / columns, columns];
}

function matrixOf(shape: Shape, transposed: boolean): { stack: Shape; rows: number; columns: number } | null {
  if (shape.length < 2) return null;
  const [second, last] = shape.slice(-2) as [number, number];
  return {
    stack: shape.slice(0, -2),
    rows: transposed ? last : second,
    columns: transposed ? second : last,
  };
}

/** Whether the rows of this constant, all leading axes taken together, are those of an identity matrix. */
function isIdentity(t: Tensor): boolean {
  if (t.operation !== constantOperation) return false;
  const columns = t.shape.at(-1)!;
  if (sizeOf(t.shape) !== columns * columns) return false;
  return valuesOf(t).every((value, i) => value === (i % (columns + 1) === 0 ? 1 : 0));
}

/** A factor whose derivatives have their value's axes padded to `rank`, and the axis that is summed over in full. */
function readyToContract(x: Dual, rank: number, innerIsSecondLast: boolean): Dual {
  const inner = innerIsSecondLast ? -2 : -1;
  const full = (t: Tensor) => {
    const axis = t.shape.length + inner;
    return broadcastTo(
      t,
      t.shape.map((extent, i) => (i === axis ? x.value.shape.at(inner)! : extent)),
    );
  };
  return {
    value: x.value,
    jacobian: x.jacobian && full(alignJacobian(x.jacobian, rank)),
    laplacian: x.laplacian && full(alignLaplacian(x.laplacian, rank)),
  };
}

/** Σᵢ ∂ᵢA ∂ᵢB; both have the coordinate in front. */
function sumOverCoordinates(a: Tensor, b: Tensor, attributes: Transposition): Tensor {
  const rank = Math.max(a.shape.length, b.shape.length) - 1;
  const products = matmul(alignJacobian(a, rank), alignJacobian(b, rank), attributes);
  return sumTo(products, products.shape.slice(1));
}
