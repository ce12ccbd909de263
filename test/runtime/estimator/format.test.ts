import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatUncertain } from '../../../runtime/estimator/format.ts';

describe('by hand', () => {
  test.each([
    [-0.49972, 0.0003, '-0.4997(3)'],
    [10.89211, 0.00142, '10.8921(14)'],
    [1.5, 0.02, '1.50(2)'],
    [1.5, 0.0196, '1.50(2)'],
    [1.5, 0.0194, '1.500(19)'],
    [1.5, 0.2, '1.5(2)'],
    [1.46, 0.96, '1.5(10)'],
    [1.5, 0.0999, '1.50(10)'],
    [2.4, 2, '2(2)'],
    [12.34, 1.4, '12.3(14)'],
    [1234, 23, '1230(20)'],
    [1234, 140, '1230(140)'],
    [0.99996, 0.0003, '1.0000(3)'],
    [99.96, 0.3, '100.0(3)'],
    [0.3, 40, '0(40)'],
    [-0.3, 40, '0(40)'],
    [-6, 9, '-6(9)'],
    [0, 0.02, '0.00(2)'],
    [0.00123, 0.00004, '0.00123(4)'],
    [123456.7, 0.4, '123456.7(4)'],
  ])('%d ± %d is %s', (value, error, text) => {
    expect(formatUncertain(value, error)).toBe(text);
  });

  test.each([
    [1.2344e-7, 5e-10, '1.234(5)e-7'],
    [-1.23456e-12, 3e-14, '-1.23(3)e-12'],
    [123456789, 12, '1.23456789(12)e8'],
    [99999996, 30, '1.0000000(3)e8'],
    [3e20, 4e18, '3.00(4)e20'],
    [0, 1e-9, '0.0(10)e-9'],
    [1e-9, 2e-5, '0(2)e-5'],
    [1, 2e9, '0(2)e9'],
    [5e-324, 5e-324, '5(5)e-324'],
    [1.7e308, 3e306, '1.70(3)e308'],
  ])('%d ± %d is %s', (value, error, text) => {
    expect(formatUncertain(value, error)).toBe(text);
  });

  test.each([
    [1.5, 0, '1.5(0)'],
    [0.1 + 0.2, 0, '0.3(0)'],
    [1e-12, 0, '1(0)e-12'],
    [1.4999, NaN, '1.4999(?)'],
    [1 / 3, Infinity, '0.333333(?)'],
    [1, -0.1, '1(?)'],
    [NaN, 0.1, 'NaN'],
    [-Infinity, 0.1, '-Infinity'],
    [1 / 3, 1e-20, '0.333333333333333(1)'],
  ])('%d with the error %d is %s', (value, error, text) => {
    expect(formatUncertain(value, error)).toBe(text);
  });
});

/** Value and error read back from the notation, and the digits in the parentheses. */
function read(text: string): { value: number; error: number; digits: string } {
  const match = /^(-?\d+(?:\.\d+)?)\((\d+)\)(?:e(-?\d+))?$/.exec(text);
  if (!match) throw new Error(`not the notation: ${text}`);
  const [, value = '', digits = '', exponent = '0'] = match;
  const decimals = value.split('.')[1]?.length ?? 0;
  return {
    value: Number(`${value}e${exponent}`),
    error: Number(`${digits}e${Number(exponent) - decimals}`),
    digits,
  };
}

const ordinary = fc
  .tuple(fc.double({ min: 1, max: 9.999, noNaN: true }), fc.integer({ min: -30, max: 30 }), fc.boolean())
  .map(([mantissa, exponent, negative]) => (negative ? -1 : 1) * mantissa * 10 ** exponent);

describe('for every value with an error that it can resolve', () => {
  const resolved = fc
    .tuple(ordinary, fc.double({ min: 1e-12, max: 1e6, noNaN: true }))
    .map(([value, relative]) => [value, Math.abs(value) * relative] as const);

  test('value and error come back to half a unit of the last digit that the error deserves', () => {
    fc.assert(
      fc.property(resolved, ([value, error]) => {
        const back = read(formatUncertain(value, error));
        const [first, exponent] = error.toExponential(1).split('e') as [string, string];
        const half = 0.5 * 10 ** (Number(exponent) - (first.startsWith('1') ? 1 : 0)) * (1 + 1e-9);
        expect(Math.abs(back.error - error)).toBeLessThanOrEqual(half);
        expect(Math.abs(back.value - value)).toBeLessThanOrEqual(half + 4e-16 * Math.abs(value));
      }),
      { numRuns: 5000 },
    );
  });

  test('the error has one digit, or two that begin with 1', () => {
    fc.assert(
      fc.property(resolved, ([value, error]) => {
        const { digits } = read(formatUncertain(value, error));
        expect(digits).toMatch(/^(1\d|[2-9])0*$/);
      }),
      { numRuns: 5000 },
    );
  });

  test('there is no minus before a zero, and a power of ten outside the ordinary range only', () => {
    fc.assert(
      fc.property(resolved, ([value, error]) => {
        const text = formatUncertain(value, error);
        if (read(text).value === 0) expect(text.startsWith('-')).toBe(false);
        const largest = Math.max(Math.abs(value), error);
        if (largest > 1e-4 && largest < 9e6) expect(text).not.toContain('e');
        if (largest < 0.9e-4 || largest > 1.1e7) expect(text).toContain('e');
      }),
      { numRuns: 5000 },
    );
  });
});

test('any two numbers give some text and no exception', () => {
  fc.assert(
    fc.property(fc.double(), fc.double(), (value, error) => {
      const text = formatUncertain(value, error);
      expect(text.length).toBeGreaterThan(0);
      expect(text).not.toMatch(/undefined|e\+/);
    }),
    { numRuns: 3000 },
  );
});
