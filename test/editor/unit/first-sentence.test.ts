import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { firstSentence } from '../../../extension/language/first-sentence.ts';

const examples = join(import.meta.dirname, '../../../examples');

test('is what a comment says up to its first full stop, over lines', () => {
  expect(firstSentence('// A trap in 1.5\n// dimensions. More.\n\n// Later.')).toBe('A trap in 1.5 dimensions.');
  expect(firstSentence('units oscillator')).toBe('');
  expect(firstSentence('// no stop')).toBe('no stop');
});

test.each(readdirSync(examples).filter((name) => name.endsWith('.qham')))('%s says what it is', (name) => {
  expect(firstSentence(readFileSync(join(examples, name), 'utf8'))).toMatch(/^\S.{10,200}[.?!]$/);
});
