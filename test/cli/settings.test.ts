import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../runtime/cli/exit-code.ts';
import { parseNumber, parseSettings, parseWhole } from '../../runtime/cli/settings.ts';

describe('--set', () => {
  it('reads numbers by name', () => {
    expect(parseSettings(['D=4', 'ω₀ = −1.5e-3', 'x=.5'])).toEqual({ D: 4, 'ω₀': -0.0015, x: 0.5 });
  });

  it.each([
    [['D'], '--set D: write name=value, as in --set D=4'],
    [['=4'], '--set =4: write name=value, as in --set D=4'],
    [['D=four'], '--set D=four: ‘four’ is not a number'],
    [['D='], '--set D=: ‘’ is not a number'],
    [['D=0x10'], '--set D=0x10: ‘0x10’ is not a number'],
    [['D=1e999'], '--set D=1e999: ‘1e999’ is not a number'],
    [['D=1', 'D=2'], '--set: D is set twice, to 1 and to 2'],
  ])('%j is refused', (settings, message) => {
    expect(() => parseSettings(settings)).toThrow(new UsageError(message));
  });

  it('takes every finite number that JavaScript writes', () => {
    fc.assert(
      fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
        expect(parseNumber(String(value))).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  it('never throws anything but a usage error, whatever it is given', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (settings) => {
        try {
          for (const value of Object.values(parseSettings(settings))) expect(Number.isFinite(value)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
    );
  });
});

describe('whole numbers', () => {
  it('are read within their bounds', () => {
    expect(parseWhole('--steps', '12', 1, 100)).toBe(12);
    expect(parseWhole('--seed', '0', 0, 0xffffffff)).toBe(0);
    expect(() => parseWhole('--steps', '1.5', 1, 100)).toThrow('--steps 1.5: expected a whole number from 1 to 100');
    expect(() => parseWhole('--steps', '0', 1, Number.MAX_SAFE_INTEGER)).toThrow(
      '--steps 0: expected a whole number from 1 up',
    );
    expect(() => parseWhole('--seed', '', 0, 5)).toThrow(UsageError);
  });
});
