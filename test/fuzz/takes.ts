import { expect, it } from 'vitest';
import { examineMany, HEADING, rowOf, type Source } from './examine-many.ts';

/** The same texts every time, so that a failure is one for everybody; `npm run fuzz -- --runs N` takes others. */
const SEED = 20261121;
const FEATURES_EVERY = 40;
/** Bytes; bounded caches were seen to fill with 11 MB; 8 kB of every text would be 150. */
const MOST_KEPT = 40e6;

/** A test that the language and the editor take so many texts of a sort; it prints what became of them. */
export function takes(source: Source, count: number): void {
  // So many texts take a minute or two of processor time: this bounds a hang.
  it(`${count} ${source.name}`, { timeout: 3_600_000 }, async () => {
    const outcome = await examineMany(source, { count, seed: SEED, featuresEvery: FEATURES_EVERY });
    console.log(`${HEADING}\n${rowOf(outcome)}`);
    expect(outcome.failures).toEqual([]);
    expect(outcome.kept).toBeLessThan(MOST_KEPT);
  });
}
