/** Products of scores in tiles against the same matrix written out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../../runtime/engine/index.ts';
import type { ScorePart } from '../../../runtime/linear-algebra/score-layout.ts';
import { ScoreTiles } from '../../../runtime/linear-algebra/score-tiles.ts';
import { expectClose } from '../tensor/closeness.ts';
import { uniform } from '../tensor/random.ts';

let engines: Engine[];
beforeAll(async () => {
  engines = [await openEngine('cpu', { threads: 1 }), await openEngine('cpu', { threads: 3 })];
});
afterAll(() => Promise.all(engines.map((engine) => engine.dispose())));

/** Plain columns around two outer parts, and columns 5 and 6 that no part has. */
const MIXED: ScorePart[] = [
  { kind: 'plain', at: 0, size: 2 },
  { kind: 'outer', at: 7, terms: 3, rows: 2, columns: 4 },
  { kind: 'plain', at: 2, size: 3 },
  { kind: 'outer', at: 15, terms: 1, rows: 3, columns: 1 },
];
const OUTER: ScorePart[] = [{ kind: 'outer', at: 0, terms: 2, rows: 3, columns: 2 }];
const plainOnly = (size: number): ScorePart[] => [{ kind: 'plain', at: 0, size }];

/** Tiles with random contents, and the matrix that they stand for. */
function filled(engine: Engine, walkers: number, parameters: number, parts: readonly ScorePart[]) {
  const tiles = new ScoreTiles(engine, walkers, parameters, parts);
  const rows = Array.from({ length: walkers }, (_, walker) => {
    const row = new Array<number>(parameters).fill(0);
    let column = 0;
    let index = 0;
    for (const part of parts) {
      if (part.kind === 'plain') {
        const values = uniform(31 * walker + part.at, part.size);
        tiles.plain(walker).set(values, column);
        values.forEach((value, i) => {
          row[part.at + i] = value;
        });
        column += part.size;
        continue;
      }
      for (let m = 0; m < part.terms; m++) {
        const { left, right } = tiles.outer(walker, index, m);
        left.set(uniform(17 * walker + part.at + 100 * m, left.length));
        right.set(uniform(19 * walker + part.at + 100 * m + 50, right.length));
        for (let i = 0; i < part.rows; i++)
          for (let j = 0; j < part.columns; j++) row[part.at + i * part.columns + j]! += left[i]! * right[j]!;
      }
      index++;
    }
    return row;
  });
  return { tiles, rows };
}

/** Rows of a matrix times rows of another. */
const products = (a: number[][], b: number[][]) =>
  a.flatMap((x) => b.map((y) => x.reduce((total, value, k) => total + value * y[k]!, 0)));

describe.each([
  ['plain columns', 1, 4, plainOnly(4)],
  ['plain columns', 128, 3, plainOnly(3)],
  ['plain columns', 300, 17, plainOnly(17)],
  ['outer products', 5, 6, OUTER],
  ['outer products and plain columns', 140, 18, MIXED],
] as const)('scores of %s, %i walkers and %i parameters', (_, walkers, parameters, parts) => {
  it('have the products of their rows and columns', async () => {
    const { tiles, rows } = filled(engines[0]!, walkers, parameters, parts);
    const columns = Array.from({ length: parameters }, (_, k) => rows.map((row) => row[k]!));
    expectClose(await tiles.gram(), products(rows, rows), 1e-14, 'OOᵀ');
    const [v, a] = [uniform(1, parameters), uniform(2, walkers)];
    expectClose(await tiles.times(Float64Array.from(v)), products(rows, [v]), 1e-14, 'Ov');
    expectClose(await tiles.transposeTimes(Float64Array.from(a)), products(columns, [a]), 1e-14, 'Oᵀa');
    if (parts.every(({ kind }) => kind === 'plain'))
      expectClose(
        await tiles.covariance(Float64Array.from(a)),
        products(
          columns,
          columns.map((column) => column.map((value, b) => value * a[b]!)),
        ),
        1e-14,
        'Oᵀ diag(a) O',
      );
    else await expect(tiles.covariance(Float64Array.from(a))).rejects.toThrow(/all of their columns/);
    await tiles.dispose();
  });

  it('give the same numbers with any number of threads', async () => {
    const [one, three] = engines.map((engine) => filled(engine, walkers, parameters, parts).tiles);
    const a = Float64Array.from(uniform(2, walkers));
    expect(await one!.gram()).toEqual(await three!.gram());
    expect(await one!.transposeTimes(a)).toEqual(await three!.transposeTimes(a));
    await Promise.all([one!.dispose(), three!.dispose()]);
  });
});
