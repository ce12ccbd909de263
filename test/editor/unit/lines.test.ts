import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineSplitter } from '../../../extension/training/lines.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('any way of cutting a text into chunks gives the same lines', () => {
  const lines = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }).filter((line) => !/[\r\n]/.test(line)));
  fc.assert(
    fc.property(lines, fc.array(fc.nat(300)), (expected, cuts) => {
      const all = bytes(expected.map((line) => `${line}\n`).join(''));
      const places = [0, ...cuts.map((cut) => cut % (all.length + 1)).sort((a, b) => a - b), all.length];
      const splitter = new LineSplitter();
      const got = places.slice(1).flatMap((to, i) => splitter.push(all.subarray(places[i], to)));
      expect([...got, ...splitter.end()]).toEqual(expected);
    }),
  );
});

test('a last line without its end is given at the end', () => {
  const splitter = new LineSplitter();
  expect(splitter.push(bytes('one\ntw'))).toEqual(['one']);
  expect(splitter.push(bytes('o'))).toEqual([]);
  expect(splitter.end()).toEqual(['two']);
});

test('Windows line ends and empty lines are left out', () => {
  expect(new LineSplitter().push(bytes('a\r\n\r\n\nb\r\n'))).toEqual(['a', 'b']);
});

test('of a line without end only the beginning is kept', () => {
  const splitter = new LineSplitter();
  const chunk = bytes('x'.repeat(100_000));
  for (let i = 0; i < 30; i++) expect(splitter.push(chunk)).toEqual([]);
  const [line, next] = splitter.push(bytes('\nafter\n'));
  expect(line).toHaveLength(1_000_000);
  expect(next).toBe('after');
});
