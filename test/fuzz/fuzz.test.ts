import fc from 'fast-check';
import { describe, it } from 'vitest';
import { mutations, soup } from './damage.ts';
import { programs } from './derive.ts';
import { examine } from './examine.ts';

/** The same texts every time, so that a failure is one for everybody; `npm run fuzz -- --runs N` takes others. */
const seed = 20261121;
const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 2 });
/** Without looking for a smaller text that fails too: that takes minutes, and `npm run fuzz` does it. */
const holds = (texts: fc.Arbitrary<string>, numRuns: number) =>
  fc.assert(fc.asyncProperty(texts, places, examine), { seed, numRuns, endOnFailure: true });

describe('the language and every feature of the editor take', () => {
  it('programs of the grammar', () => holds(programs, 400));
  it('examples with pieces put in and cut out', () => holds(mutations, 200));
  it('tokens in any order', () => holds(soup, 400));
  it('any signs', () => holds(fc.string({ unit: 'grapheme', maxLength: 80 }), 100));
});
