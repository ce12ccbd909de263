import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../../runtime/engine/index.ts';
import { TiledMatrix } from '../../../runtime/linear-algebra/tiled-matrix.ts';
import { expectClose } from '../tensor/closeness.ts';
import { uniform } from '../tensor/random.ts';

let engines: Engine[];
beforeAll(async () => {
  engines = [await openEngine('cpu', { threads: 1 }), await openEngine('cpu', { threads: 3 })];
});
afterAll(() => Promise.all(engines.map((engine) => engine.dispose())));

function filled(engine: Engine, walkers: number, parameters: number): TiledMatrix {
  const matrix = new TiledMatrix(engine, walkers, parameters);
  const values = uniform(7, walkers * parameters);
  for (let b = 0; b < walkers; b++) matrix.row(b).set(values.slice(b * parameters, (b + 1) * parameters));
  return matrix;
}

/** Rows of a matrix times rows of another. */
const products = (a: number[][], b: number[][]) =>
  a.flatMap((x) => b.map((y) => x.reduce((total, value, k) => total + value * y[k]!, 0)));

describe.each([
  [1, 4],
  [128, 3],
  [300, 17],
])('a matrix of %i walkers and %i parameters', (walkers, parameters) => {
  it('has the products of its rows and columns', async () => {
    const matrix = filled(engines[0]!, walkers, parameters);
    const rows = Array.from({ length: walkers }, (_, b) => [...matrix.row(b)]);
    const columns = Array.from({ length: parameters }, (_, k) => rows.map((row) => row[k]!));
    expectClose(await matrix.gram(), products(rows, rows), 1e-14, 'OOᵀ');
    expectClose(await matrix.covariance(), products(columns, columns), 1e-14, 'OᵀO');
    const [v, a] = [uniform(1, parameters), uniform(2, walkers)];
    expectClose(matrix.times(Float64Array.from(v)), products(rows, [v]), 1e-14, 'Ov');
    expectClose(matrix.transposeTimes(Float64Array.from(a)), products(columns, [a]), 1e-14, 'Oᵀa');
    await matrix.dispose();
  });

  it('gives the same numbers with any number of threads', async () => {
    const [one, three] = engines.map((engine) => filled(engine, walkers, parameters));
    expect(await one!.gram()).toEqual(await three!.gram());
    expect(await one!.covariance()).toEqual(await three!.covariance());
    await Promise.all([one!.dispose(), three!.dispose()]);
  });
});
