import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatProgram } from 'qham/compile';
import { describe, expect, it } from 'vitest';

/** The formatted text. @throws where it cannot be read whole */
function format(text: string): string {
  const formatted = formatProgram(text, 'test.qham');
  if ('diagnostics' in formatted) throw new Error(formatted.diagnostics.map(({ message }) => message).join());
  return formatted.text;
}

const EXAMPLES = join(import.meta.dirname, '../../examples');

describe('formatting', () => {
  it.each(readdirSync(EXAMPLES).filter((name) => name.endsWith('.qham')))('leaves %s as it is', (name) => {
    const text = readFileSync(join(EXAMPLES, name), 'utf8');
    expect(format(text)).toBe(text);
  });

  it.each([
    [
      'indents blocks',
      'ansatz A {\nN = mlp {\nhidden = [1]\n}\n}',
      'ansatz A {\n  N = mlp {\n    hidden = [1]\n  }\n}\n',
    ],
    ['keeps a block on one line', 'ansatz A{N=mlp{}}', 'ansatz A { N = mlp { } }\n'],
    [
      'gives braces of a tall block their lines',
      'ansatz A { N = mlp {\n hidden = [1] } }',
      'ansatz A {\n  N = mlp {\n    hidden = [1]\n  }\n}\n',
    ],
    ['indents what goes on', 'ansatz A { \npsi = a\n+ b\n}', 'ansatz A {\n  psi = a\n    + b\n}\n'],
    [
      'has one empty line at most',
      '\n\nunits   oscillator\n\n\n\nunits oscillator\n\n',
      'units oscillator\n\nunits oscillator\n',
    ],
    ['has none at the ends of a block', 'ansatz A {\n\n\na = 1\n\n}', 'ansatz A {\n  a = 1\n}\n'],
    ['joins signs and powers', 'ansatz A { a = - x ^ 2 + r [ 1 ] }', 'ansatz A { a = -x^2 + r[1] }\n'],
    ['makes operators even', 'ansatz A { a = 2*π *r + b-c + d- e }', 'ansatz A { a = 2*π * r + b-c + d - e }\n'],
    ['leaves no blank in brackets', 'ansatz A { a = ( | r | ) * exp( x ) }', 'ansatz A { a = (|r|) * exp(x) }\n'],
    ['separates lists', 'ansatz A { a = [1 ,2,3] ;b = 1 }', 'ansatz A { a = [1, 2, 3]; b = 1 }\n'],
    [
      'joins ranges and percentages',
      'train A = B with C using D { expect energy [0 .. 4] = 1 within 5 % }',
      'train A = B with C using D { expect energy[0..4] = 1 within 5% }\n',
    ],
  ])('%s', (_, before, after) => {
    expect(format(before)).toBe(after);
    expect(format(after)).toBe(after);
  });

  it('aligns signs of equality where the author has begun to', () => {
    const text = 'ansatz A {\n  N  = mlp { }\n  psi = N(r)\n  B = 1\n\n  CC = 1\n  D = 2\n}\n';
    const aligned = 'ansatz A {\n  N   = mlp { }\n  psi = N(r)\n  B   = 1\n\n  CC = 1\n  D = 2\n}\n';
    expect(format(text)).toBe(aligned);
    expect(format(aligned)).toBe(aligned);
  });

  it('keeps columns that belong together, and closes up the others', () => {
    const table = 'train A  = T         with N using S\ntrain BB = T(D = 3)  with N using S\n';
    expect(format(table)).toBe(table);
    expect(format('train A = T         with N using S\n')).toBe('train A = T with N using S\n');
    const sums = 'hamiltonian A {\n  H = sum(i)   (x)\n    + sum(i ) (y)\n}\n';
    expect(format(sums)).toBe('hamiltonian A {\n  H = sum(i) (x)\n    + sum(i) (y)\n}\n');
  });

  it('keeps every comment where it is', () => {
    const text = [
      '// first   ',
      'units oscillator      // aligned',
      'ansatz A { // of A',
      '      // own line',
      '/* a',
      '   b */  N = mlp { } /* c */ ; psi=N(r)     // aligned too',
      '  // last of A',
      '}// end',
      '// very last',
    ].join('\n');
    expect(format(text)).toBe(
      [
        '// first',
        'units oscillator      // aligned',
        'ansatz A { // of A',
        '  // own line',
        '  /* a',
        '   b */ N = mlp { } /* c */; psi = N(r)     // aligned too',
        '  // last of A',
        '} // end',
        '// very last',
        '',
      ].join('\n'),
    );
  });

  it('keeps the line breaks of the file', () => {
    expect(format('ansatz A {\r\na = 1\r\n}')).toBe('ansatz A {\r\n  a = 1\r\n}\r\n');
  });

  it('leaves a file that cannot be read whole alone, and says where it stops', () => {
    const broken = formatProgram('units   oscillator\nansatz { a = 1 }', 'test.qham');
    expect(broken).toMatchObject({ diagnostics: [{ code: 'QH0002', range: { start: { line: 2, column: 8 } } }] });
  });
});
