import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, padEnd, padStart, printable, truncate } from '../../runtime/cli/display-width.ts';

describe('display width', () => {
  it.each([
    ['abc', 3],
    ['∇²ψ', 3],
    ['ψ̃', 1],
    ['ハミルトニアン', 14],
    ['👩‍🔬', 2],
    ['', 0],
  ])('%s takes %i columns', (text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });

  it('pads by columns, not by code units', () => {
    expect(padEnd('量子', 6)).toBe('量子  ');
    expect(padStart('ψ̃', 3)).toBe('  ψ̃');
    expect(padEnd('longer', 3)).toBe('longer');
  });

  it('never cuts through a character and never exceeds the width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, width) => {
        const cut = truncate(text, width);
        expect(displayWidth(cut)).toBeLessThanOrEqual(Math.max(width, 1));
        expect(cut === text || text.startsWith(cut.slice(0, -1))).toBe(true);
      }),
    );
    expect(truncate('量子力学', 4)).toBe('量…');
  });

  it('shows control characters instead of obeying them', () => {
    expect(printable('a\u001b[31mb\u0007')).toBe('a␛[31mb␇');
    expect(printable('x\u202ey')).toBe('x�y');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(/\p{Cc}/u.test(printable(text))).toBe(false);
      }),
    );
  });
});
