import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nthSmallest } from '../../../extension/webview/nth-smallest.ts';

test('it is the one that stands there when all are sorted', () => {
  const value = fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -3, max: 3 }));
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 300 }), fc.nat(), (values, at) => {
      const n = (at % values.length) + 1;
      // Adding 0 makes −0, which is as small as 0 is, one of them.
      const sorted = Float64Array.from(values, (one) => one + 0).sort();
      expect(nthSmallest(Float64Array.from(values), n) + 0).toBe(sorted[n - 1]);
    }),
  );
});

test('of none it is below everything', () => {
  expect(nthSmallest(new Float64Array(), 1)).toBe(Number.NEGATIVE_INFINITY);
  expect(nthSmallest(Float64Array.of(3), 0)).toBe(Number.NEGATIVE_INFINITY);
});
