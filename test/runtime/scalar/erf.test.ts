import { describe, expect, test } from 'vitest';
import { FUNCTIONS } from '../../../runtime/experiment.ts';
import { erf } from '../../../runtime/scalar/erf.ts';
import { SCALAR_FUNCTIONS } from '../../../runtime/scalar/functions.ts';

describe('erf', () => {
  // Computed with mpmath at 40 digits.
  test.each([
    [1e-10, 1.1283791670955126e-10],
    [0.1, 0.1124629160182849],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2, 0.9953222650189527],
    [2.49, 0.9995707121322661],
    [2.5, 0.999593047982555],
    [3, 0.9999779095030014],
    [5, 0.9999999999984626],
  ])('of %d', (x, expected) => {
    expect(Math.abs(erf(x) - expected)).toBeLessThanOrEqual(2e-15 * expected);
    expect(erf(-x)).toBe(-erf(x));
  });

  test('at the ends', () => {
    expect([erf(0), erf(Infinity), erf(-Infinity), erf(7), erf(NaN)]).toEqual([0, 1, -1, 1, NaN]);
  });
});

test('every function of the language has its scalar', () => {
  expect(Object.keys(SCALAR_FUNCTIONS).sort()).toEqual([...FUNCTIONS].sort());
});
