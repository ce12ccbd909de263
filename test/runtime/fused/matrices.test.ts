/** Kernels for small matrices against elimination in float64 written out again, for every size that they are made for. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planGraph } from '../../../runtime/engine/fused/plan.ts';
import { type Engine, openEngine } from '../../../runtime/engine/index.ts';
import { RandomStream } from '../../../runtime/random/stream.ts';
import {
  determinantSign,
  finishGraph,
  GraphBuilder,
  input,
  inverse,
  logAbsDeterminant,
  matrixProduct,
} from '../../../runtime/tensor/index.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine('cpu', { threads: 1 });
});
afterAll(() => engine.dispose());

/** ln|det|, sign and inverse of row-major matrices, by Gauss–Jordan elimination with complete rows in plain numbers. */
function reference(matrix: number[][]): { log: number; sign: number; inverse: number[][] } {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  let log = 0;
  let sign = 1;
  for (let c = 0; c < n; c++) {
    let best = c;
    for (let r = c; r < n; r++) if (Math.abs(rows[r]![c]!) > Math.abs(rows[best]![c]!)) best = r;
    if (best !== c) {
      [rows[c], rows[best]] = [rows[best]!, rows[c]!];
      sign = -sign;
    }
    const pivot = rows[c]![c]!;
    log += Math.log(Math.abs(pivot));
    sign *= Math.sign(pivot);
    rows[c] = rows[c]!.map((x) => x / pivot);
    for (let r = 0; r < n; r++) {
      if (r === c) continue;
      const factor = rows[r]![c]!;
      rows[r] = rows[r]!.map((x, j) => x - factor * rows[c]![j]!);
    }
  }
  return { log, sign, inverse: rows.map((row) => row.slice(n)) };
}

/** Everything of matrices [n, n, walkers], row-major. */
async function all(values: readonly number[], n: number, walkers: number, precision: 'float32' | 'float64') {
  const a = input(new GraphBuilder(), 'a', [n, n, walkers]);
  const x = inverse(a);
  const graph = finishGraph({ log: logAbsDeterminant(a), sign: determinantSign(a), x, unit: matrixProduct(a, x) });
  const session = await engine.compile(graph, precision);
  const kind = precision === 'float32' ? Float32Array : Float64Array;
  const [result] = await session.run({}, [{ a: kind.from(values) }]);
  await session.dispose();
  return result!;
}

const at = (values: ArrayLike<number>, n: number, walkers: number, walker: number) =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => values[(i * n + j) * walkers + walker]!));

describe('determinants and inverses', () => {
  it.each(Array.from({ length: 30 }, (_, i) => i + 1))('of %i rows', async (n) => {
    // Not a multiple of four: the last lanes are no walkers.
    const walkers = 6;
    const values = new Float32Array(n * n * walkers);
    RandomStream.fromSeed(n).fillNormal(values, 1);
    const results = [{ rounding: 2e-7, result: await all([...values], n, walkers, 'float32') }];
    // Outside of the kernels each step of the elimination is a node of its own, which takes long to load.
    if (n <= 8 || n === 30) results.push({ rounding: 1e-15, result: await all([...values], n, walkers, 'float64') });
    for (let walker = 0; walker < walkers; walker++) {
      const expected = reference(at(values, n, walkers, walker));
      const size = Math.max(1, ...expected.inverse.flat().map(Math.abs));
      const magnitude = Math.max(1, ...at(values, n, walkers, walker).flat().map(Math.abs));
      // Rounding is multiplied by the condition number.
      const condition = n * size * magnitude;
      for (const { result, rounding } of results) {
        expect(result.sign![walker]).toBe(expected.sign);
        expect(Math.abs(result.log![walker]! - expected.log)).toBeLessThan(n * rounding * condition);
        at(result.x!, n, walkers, walker).forEach((row, i) => {
          row.forEach((value, j) => {
            expect(Math.abs(value - expected.inverse[i]![j]!) / size).toBeLessThan(n * rounding * condition);
          });
        });
        at(result.unit!, n, walkers, walker).forEach((row, i) => {
          row.forEach((value, j) => {
            expect(Math.abs(value - (i === j ? 1 : 0))).toBeLessThan(n * rounding * condition);
          });
        });
      }
    }
  });

  it.each(['float32', 'float64'] as const)(
    'of singular matrices are −∞, 0 and 0 in %s, and spoil no other',
    async (precision) => {
      const matrices = [
        [1, 2, 2, 4],
        [0, 0, 0, 0],
        [0, 1, 1, 0],
        [3, 0, 0, 0],
        [2, 0, 0, -2],
      ];
      const values = [0, 1, 2, 3].flatMap((entry) => matrices.map((matrix) => matrix[entry]!));
      const { log, sign, x } = await all(values, 2, 5, precision);
      const minus = Number.NEGATIVE_INFINITY;
      expect(Array.from(log!, (value) => Math.round(value * 1e6) / 1e6 + 0)).toEqual([
        minus,
        minus,
        0,
        minus,
        1.386294,
      ]);
      expect(Array.from(sign!, (value) => value + 0)).toEqual([0, 0, -1, 0, -1]);
      expect(Array.from(x!, (value) => value + 0)).toEqual([
        ...[0, 0, 0, 0, 0.5],
        ...[0, 0, 1, 0, 0],
        ...[0, 0, 1, 0, 0],
        ...[0, 0, 0, 0, -0.5],
      ]);
    },
  );

  it('stay right where rows differ by many orders of magnitude', async () => {
    const { log, sign } = await all([1e-12, 2e-12, 3e12, -1e12], 2, 1, 'float32');
    expect(log![0]!).toBeCloseTo(Math.log(7), 5);
    expect(sign![0]).toBe(-1);
  });

  it('are computed by kernels, not by ONNX Runtime', () => {
    const a = input(new GraphBuilder(), 'a', [2, 4, 4, 64]);
    const graph = finishGraph({ log: logAbsDeterminant(a), unit: matrixProduct(a, inverse(a)) });
    expect(planGraph(graph).steps.map((step) => step.kind)).toEqual(['matrices', 'matrices', 'matrices']);
  });
});
