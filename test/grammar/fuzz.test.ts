import { DIAGNOSTICS } from '@qham/grammar';
import fc from 'fast-check';
import { parseProgram } from 'qham/compile';
import { describe, expect, it } from 'vitest';
import { file } from './marked.ts';

const TOKENS = [
  ...['units', 'oscillator', 'hamiltonian', 'ansatz', 'schedule', 'train', 'particle', 'in', 'sampler', 'metropolis'],
  ...['phase', 'optimizer', 'adam', 'evaluate', 'with', 'using', 'expect', 'energy', 'within', 'matches', 'exact'],
  ...[
    'mlp',
    'hidden',
    'steps',
    'states',
    'objective',
    'residual',
    'learning_rate',
    'step',
    'init',
    'normal',
    'walkers',
  ],
  ...[
    'A',
    'r',
    'x',
    'D',
    'H',
    'psi',
    'ψ',
    'N',
    'd',
    'V',
    'R',
    'ℝ',
    'π',
    'exp',
    'sqrt',
    'dot',
    'constructor',
    '__proto__',
  ],
  ...['sum', '∑', 'laplacian', '∇²', '∇^2', '²', '⁻¹', '1', '0', '3', '1e-3', '2.5', '1e999', '%', '+', '-', '−', '*'],
  ...[
    '·',
    '/',
    '^',
    '=',
    '..',
    '.',
    ',',
    ';',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '|',
    '\n',
    '//',
    '/*',
    '*/',
    '///',
    '$',
    '𝜓',
  ],
];
const soup = fc.array(fc.constantFrom(...TOKENS), { maxLength: 60 }).map((tokens) => tokens.join(' '));

/** A sound file with a piece of soup put in, a piece cut out, or both. */
const damaged = fc
  .tuple(fc.nat(), fc.nat({ max: 30 }), fc.array(fc.constantFrom(...TOKENS), { maxLength: 4 }))
  .map(([at, cut, tokens]) => {
    const text = file();
    const start = at % text.length;
    return `${text.slice(0, start)} ${tokens.join(' ')} ${text.slice(start + cut)}`;
  });

const CODES = new Map(DIAGNOSTICS.map((d) => [d.code, d.severity]));

async function checkSound(text: string): Promise<void> {
  const program = await parseProgram(text, 'fuzz.qham');
  const lines = text.split(/\r\n|\r|\n/);
  for (const d of program.diagnostics) {
    expect(CODES.get(d.code)).toBe(d.severity);
    expect(d.message).not.toMatch(/undefined|\[object|NaN/);
    expect(d.hint ?? '').not.toMatch(/undefined|\[object|NaN/);
    for (const { start, end } of [d.range, ...d.related.map((r) => r.range)]) {
      expect(start.line).toBeGreaterThanOrEqual(1);
      expect(end.line).toBeLessThanOrEqual(lines.length);
      expect(end.line * 1e6 + end.column).toBeGreaterThanOrEqual(start.line * 1e6 + start.column);
      expect(start.column).toBeLessThanOrEqual(lines[start.line - 1]!.length + 1);
      expect(end.column).toBeLessThanOrEqual(lines[end.line - 1]!.length + 1);
    }
  }
  if (program.diagnostics.some((d) => d.severity === 'error')) return;
  // What the checker lets pass, the compiler turns into plain data without a hole.
  for (const { name } of program.trains) {
    const experiment = program.experiment(name);
    expect(JSON.parse(JSON.stringify(experiment))).toEqual(experiment);
  }
}

describe('any text', () => {
  it('of tokens is read to its end and never throws', async () => {
    await fc.assert(fc.asyncProperty(soup, checkSound), { numRuns: 200 });
  });

  it('near a sound one is read to its end and never throws', async () => {
    await fc.assert(fc.asyncProperty(damaged, checkSound), { numRuns: 300 });
  });

  it('of characters is read to its end and never throws', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), checkSound), { numRuns: 100 });
  });

  it.each(['(', '[', '{', '|', '-', '2^', 'sum(d) ', '1 + ', 'exp(', 'mlp {', '///\n', '∇²[', 'a = ', 'a.', '..'])(
    'of thousands of %s is read to its end and never throws',
    async (piece) => {
      await checkSound(file().replace('1/2 * |r|', `${piece.repeat(3000)}1/2 * |r|`));
      await checkSound(piece.repeat(3000));
    },
  );
});
