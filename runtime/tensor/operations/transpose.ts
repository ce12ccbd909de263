/** `transpose`: reorders axes. */
import { alignJacobian, alignLaplacian, constantDual } from '../dual.ts';
import type { Tensor } from '../graph.ts';
import type { Operation } from '../operation.ts';
import { showShape } from '../shape.ts';
import { constantLike, uniformValue } from './constant.ts';
import { reshape } from './reshape.ts';

type TransposeAttributes = { permutation: readonly number[] };

export const transposeOperation: Operation<TransposeAttributes> = {
  name: 'transpose',
  shape([x], { permutation }) {
    const seen = [...permutation].sort((a, b) => a - b);
    if (permutation.length !== x!.length || seen.some((axis, i) => axis !== i))
      throw new Error(`transpose: ${showShape(permutation)} does not reorder the axes of ${showShape(x!)}`);
    return permutation.map((axis) => x![axis]!);
  },
  pullback(node, g) {
    const permutation = permutationOf(node);
    return [
      transpose(
        g,
        permutation.map((_, i) => permutation.indexOf(i)),
      ),
    ];
  },
  follow: (node, _, walkers) => ({ ...walkers, axis: permutationOf(node).indexOf(walkers.axis) }),
  lifted: ({ permutation }) => ({ permutation: [0, ...permutation.map((axis) => axis + 1)] }),
  laplacian(node, [x]) {
    if (!x!.jacobian) return constantDual(node);
    const permutation = permutationOf(node);
    const rank = permutation.length;
    return {
      value: node,
      jacobian: transpose(alignJacobian(x!.jacobian, rank), [0, ...permutation.map((axis) => axis + 1)]),
      laplacian: x!.laplacian && transpose(alignLaplacian(x!.laplacian, rank), permutation),
    };
  },
  onnx: (emit, node, [x]) => emit.node('Transpose', [x!], { perm: [...permutationOf(node)] }),
  tfjs: (tf, node, [x]) => tf.transpose(x!, [...permutationOf(node)]),
  cases: [
    { inputs: [[2, 3]], attributes: { permutation: [1, 0] } },
    { inputs: [[2, 3, 4]], attributes: { permutation: [2, 0, 1] } },
  ],
};

/** x with its axes reordered: axis i of the result is axis permutation[i] of x. */
export function transpose(x: Tensor, permutation: readonly number[]): Tensor {
  if (permutation.length === x.shape.length && permutation.every((axis, i) => axis === i)) return x;
  const shape = transposeOperation.shape([x.shape], { permutation });
  // Moving only axes of extent 1 moves no numbers.
  const moved = permutation.filter((axis) => x.shape[axis] !== 1);
  if (moved.every((axis, i) => i === 0 || axis > moved[i - 1]!)) return reshape(x, shape);
  if (uniformValue(x) !== null) return constantLike(x, shape);
  if (x.operation === transposeOperation) {
    const first = permutationOf(x);
    return transpose(
      x.inputs[0]!,
      permutation.map((axis) => first[axis]!),
    );
  }
  return x.builder.apply(transposeOperation, [x], { permutation: [...permutation] });
}

function permutationOf(node: Tensor): readonly number[] {
  return (node.attributes as TransposeAttributes).permutation;
}
