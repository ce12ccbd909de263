import { describe, expect, test } from 'vitest';
import { RandomStream } from '../../../runtime/random/stream.ts';
import { symmetricEigenvalues } from '../../../runtime/reference/eigenvalues.ts';

describe('random symmetric matrices', () => {
  test.each([1, 2, 3, 6, 20])('of size %i: A v = λ v, and the vectors are orthonormal', (size) => {
    const entries = new Float64Array(size * size);
    RandomStream.fromSeed(size).fillNormal(entries);
    const at = (i: number, j: number) => entries[Math.min(i, j) * size + Math.max(i, j)]!;
    const matrix = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => at(i, j)));
    const { values, vectors } = symmetricEigenvalues(matrix);
    for (let k = 0; k < size; k++)
      for (let i = 0; i < size; i++) {
        const image = matrix[i]!.reduce((sum, a, j) => sum + a * vectors[j]![k]!, 0);
        expect(image).toBeCloseTo(values[k]! * vectors[i]![k]!, 11);
        const product = vectors.reduce((sum, row) => sum + row[k]! * row[i]!, 0);
        expect(product).toBeCloseTo(k === i ? 1 : 0, 11);
      }
  });
});

test('a diagonal matrix is left exactly as it is', () => {
  expect(
    symmetricEigenvalues([
      [0.1, 0],
      [0, 0.3],
    ]),
  ).toEqual({
    values: [0.1, 0.3],
    vectors: [
      [1, 0],
      [0, 1],
    ],
  });
});

test('the chain of springs: 2 − 2 cos(kπ/(n+1))', () => {
  const size = 8;
  const chain = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0)),
  );
  const sorted = symmetricEigenvalues(chain).values.sort((a, b) => a - b);
  sorted.forEach((value, k) => {
    expect(value).toBeCloseTo(2 - 2 * Math.cos(((k + 1) * Math.PI) / (size + 1)), 12);
  });
});
