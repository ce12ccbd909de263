/**
 * How a tensor lies in memory for a kernel: planes of rows of columns, float32, with strides in elements.
 */
import type { Shape, Tensor } from '../../tensor/graph.ts';

export interface Layout {
  readonly planes: number;
  readonly rows: number;
  readonly columns: number;
}

/** A kernel's code grows with the planes, which it goes through without a loop. */
export const MOST_PLANES = 64;

/** [] → 1·1·1, [c] → 1·1·c, [r, c] → 1·r·c, [p, r, c]; null for more axes, which kernels do not handle. */
export function layoutOf(shape: Shape): Layout | null {
  if (shape.length > 3) return null;
  const [planes, rows, columns] = [1, 1, 1, ...shape].slice(-3) as [number, number, number];
  return { planes, rows, columns };
}

/** Whether a tensor of this layout can take part in an operation over the whole one. */
export function broadcasts(part: Layout, whole: Layout): boolean {
  return (
    (part.planes === 1 || part.planes === whole.planes) &&
    (part.rows === 1 || part.rows === whole.rows) &&
    (part.columns === 1 || part.columns === whole.columns)
  );
}

/** Part of the buffer of `root`, in elements. */
export interface View {
  readonly root: Tensor;
  readonly offset: number;
  readonly planeStride: number;
  readonly rowStride: number;
  readonly layout: Layout;
}

export function contiguousView(root: Tensor, offset: number, layout: Layout): View {
  return { root, offset, planeStride: layout.rows * layout.columns, rowStride: layout.columns, layout };
}

export function isContiguous({ layout, planeStride, rowStride }: View): boolean {
  return (
    (layout.rows === 1 || rowStride === layout.columns) &&
    (layout.planes === 1 || planeStride === layout.rows * layout.columns)
  );
}

/** The same numbers with planes as rows and rows as planes. */
export function withPlanesAsRows({ root, offset, planeStride, rowStride, layout }: View): View {
  const { planes, rows, columns } = layout;
  return {
    root,
    offset,
    planeStride: rowStride,
    rowStride: planeStride,
    layout: { planes: rows, rows: planes, columns },
  };
}

/** Whether this operation makes planes of the rows, and rows of the planes. */
export function exchangesPlanesAndRows({ operation, attributes }: Tensor): boolean {
  return operation.name === 'transpose' && String(attributes.permutation) === '1,0,2';
}
