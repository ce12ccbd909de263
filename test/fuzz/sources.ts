/** Where the texts come from. */
import fc from 'fast-check';
import { mutations, soup } from './damage.ts';
import { programs } from './derive.ts';

export const SOURCES = {
  programs: { name: 'programs of the grammar', texts: programs },
  examples: { name: 'examples with pieces put in and cut out', texts: mutations },
  soup: { name: 'tokens in any order', texts: soup },
  signs: { name: 'any signs', texts: fc.string({ unit: 'grapheme', maxLength: 80 }) },
} as const;
