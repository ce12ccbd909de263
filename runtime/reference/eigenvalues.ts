/**
 * Eigenvalues and eigenvectors of a real symmetric matrix by cyclic Jacobi rotations.
 * Source: Golub & Van Loan, Matrix Computations, 4th edition, section 8.5.
 * @param matrix rows; not changed
 * @returns values, and the components along the eigenvectors of the coordinate axes: `vectors[axis][k]`
 */
export function symmetricEigenvalues(matrix: readonly (readonly number[])[]): {
  values: number[];
  vectors: number[][];
} {
  const n = matrix.length;
  const a = matrix.map((row) => [...row]);
  const vectors = matrix.map((_, i) => matrix.map((_, j) => (i === j ? 1 : 0)));
  const size = Math.hypot(...a.flat());
  for (let sweep = 0; sweep < 50; sweep++) {
    let rotated = false;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(a[p]![q]!) <= Number.EPSILON * 1e-2 * size) continue;
        rotated = true;
        const { c, s } = rotation(a[p]![p]!, a[p]![q]!, a[q]![q]!);
        for (let k = 0; k < n; k++) rotate(a[k]!, p, q, c, s);
        for (let k = 0; k < n; k++) {
          const [x, y] = [a[p]![k]!, a[q]![k]!];
          a[p]![k] = c * x - s * y;
          a[q]![k] = s * x + c * y;
        }
        for (let k = 0; k < n; k++) rotate(vectors[k]!, p, q, c, s);
      }
    if (!rotated) break;
  }
  return { values: a.map((row, i) => row[i]!), vectors };
}

/** Cosine and sine of the smaller angle that makes the element (p, q) zero. */
function rotation(pp: number, pq: number, qq: number): { c: number; s: number } {
  const theta = (qq - pp) / (2 * pq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  return { c, s: t * c };
}

function rotate(row: number[], p: number, q: number, c: number, s: number): void {
  const [x, y] = [row[p]!, row[q]!];
  row[p] = c * x - s * y;
  row[q] = s * x + c * y;
}
