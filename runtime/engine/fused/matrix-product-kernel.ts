/** Products of small matrices, one for each walker: [… m, k, walkers]·[… k, n, walkers]. */
import type { Shape, Tensor } from '../../tensor/graph.ts';
import type { Transposition } from '../../tensor/operations/matmul.ts';
import { padShape, sizeOf } from '../../tensor/shape.ts';
import type { MatrixPlaces } from './matrix-kernel.ts';
import type { KernelBuilder, Lanes } from './simd.ts';

/** Each element of the product is a sum over k, four walkers at a time. */
export function matrixProductKernel(b: KernelBuilder, node: Tensor, { inputs, output }: MatrixPlaces): void {
  const { transposeA, transposeB } = node.attributes as Transposition;
  const [left, right] = node.inputs as [Tensor, Tensor];
  const [m, n, walkers] = node.shape.slice(-3) as [number, number, number];
  const k = left.shape.at(transposeA ? -3 : -2)!;
  const element = 4 * walkers;
  /** Bytes from one row or column of the result to the next, and from one term of the sum to the next. */
  const strides = {
    row: transposeA ? element : k * element,
    leftTerm: transposeA ? m * element : element,
    column: transposeB ? k * element : element,
    rightTerm: transposeB ? element : n * element,
  };
  const sum = (a: number, c: number): Lanes => {
    let total: Lanes | undefined;
    for (let term = 0; term < k; term++) {
      const x = b.load({ base: a, offset: inputs[0]!.address + term * strides.leftTerm });
      const y = b.load({ base: c, offset: inputs[1]!.address + term * strides.rightTerm });
      total = total === undefined ? b.mul(x, y) : b.multiplyAdd(x, y, total);
    }
    return total!;
  };
  const to = b.pointer(output.region);
  const alongWalkers = (row: number, column: number) => {
    const a = b.shifted(row, 0);
    const c = b.shifted(column, 0);
    const four = (lanes: number) => {
      b.store({ base: to, offset: output.address }, sum(a, c), lanes);
      for (const pointer of [a, c, to]) b.advance(pointer, 4 * lanes);
    };
    if (walkers >= 4) b.loop(Math.floor(walkers / 4), () => four(4));
    if (walkers % 4 > 0) four(walkers % 4);
  };
  const product = (leftAt: number, rightAt: number) => {
    const row = b.shifted(leftAt, 0);
    b.loop(m, () => {
      const column = b.shifted(rightAt, 0);
      b.loop(n, () => {
        alongWalkers(row, column);
        b.advance(column, strides.column);
      });
      b.advance(row, strides.row);
    });
  };
  const lead = node.shape.slice(0, -3);
  const steps = [left, right].map((t) =>
    leadSteps(padShape(t.shape.slice(0, -3), lead.length), sizeOf(t.shape.slice(-3))),
  );
  const overLead = (axis: number, leftAt: number, rightAt: number): void => {
    if (axis === lead.length) {
      product(leftAt, rightAt);
      return;
    }
    const pointers = [b.shifted(leftAt, 0), b.shifted(rightAt, 0)] as const;
    b.loop(lead[axis]!, () => {
      overLead(axis + 1, ...pointers);
      pointers.forEach((pointer, i) => {
        b.advance(pointer, 4 * steps[i]![axis]!);
      });
    });
  };
  overLead(0, b.pointer(inputs[0]!.region), b.pointer(inputs[1]!.region));
}

/** Elements from one matrix to the next along each leading axis; 0 along those that are repeated. */
function leadSteps(lead: Shape, matrix: number): number[] {
  return lead.map((extent, axis) => (extent === 1 ? 0 : sizeOf(lead.slice(axis + 1)) * matrix));
}
