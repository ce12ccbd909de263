import { createQhamServices, type ExpressionSyntax, type File, isDefinition, isHamiltonian } from '@qham/grammar';
import { parseProgram } from 'qham/compile';
import { describe, expect, it } from 'vitest';
import { codesOf, diagnosticsOf, file, withBody, withH, withPsi, withSchedule } from './marked.ts';

const { qham } = createQhamServices();

/** The expression as the parser nests it, all parentheses written. */
function nested(e: ExpressionSyntax): string {
  switch (e.$type) {
    case 'Binary':
      return `(${nested(e.left)} ${e.operator} ${nested(e.right)})`;
    case 'Sign':
      return `(${e.operator}${nested(e.operand)})`;
    case 'Raised':
      return `(${nested(e.base)} ^^ ${e.exponent})`;
    case 'NumberLiteral':
      return e.percent ? `${e.value}%` : `${e.value}`;
    case 'Reference':
      return e.symbol.$refText;
    case 'Group':
      return nested(e.inner);
    case 'Norm':
      return `|${nested(e.of)}|`;
    case 'Component':
      return `${nested(e.of)}[${nested(e.index)}]`;
    case 'Axis':
      return `${nested(e.of)}.${e.axis}`;
    case 'Summation':
      return `sum_${e.bonds ?? ''}${e.indices.map((index, i) => (e.order[i - 1] ?? '') + index.name).join('')}{${nested(e.body)}}`;
    case 'Call':
      return `${nested(e.callee)}(${e.arguments.map((a) => nested(a.value)).join(', ')})`;
    case 'List':
      return `[${e.elements.map(nested).join(', ')}]`;
    case 'Interval':
      return `${nested(e.from)}..${nested(e.to)}`;
    case 'Laplacian':
      return `L[${e.of ? nested(e.of) : ''}]`;
    case 'BlockUse':
      return `${nested(e.kind)}{}`;
    case 'Piecewise':
      return `{${e.branches.map((b) => nested(b.value)).join(', ')}}`;
  }
}

function parse(expression: string): string {
  const text = `hamiltonian A { H = ${expression} }`;
  const result = qham.parser.LangiumParser.parse<File>(text);
  expect(result.lexerErrors.map((e) => e.message)).toEqual([]);
  expect(
    result.parserErrors.map((e) => e.message),
    expression,
  ).toEqual([]);
  const [hamiltonian] = result.value.statements;
  if (!isHamiltonian(hamiltonian)) throw new Error('no Hamiltonian');
  const [definition] = hamiltonian.members;
  if (!isDefinition(definition)) throw new Error('no definition');
  return nested(definition.value);
}

describe('expressions', () => {
  it.each([
    ['-x^2', '(-(x ^ 2))'],
    ['−x²', '(−(x ^^ 2))'],
    ['a^b^c', '(a ^ (b ^ c))'],
    ['2^-3', '(2 ^ (-3))'],
    ['a - b - c', '((a - b) - c)'],
    ['a / b / c', '((a / b) / c)'],
    ['a + b * c', '(a + (b * c))'],
    ['-a * b', '((-a) * b)'],
    ['a * -b', '(a * (-b))'],
    ['-1/2 * ∇²[r]', '(((-1) / 2) * L[r])'],
    ['∇^2[r] + laplacian[r]', '(L[r] + L[r])'],
    ['a · b', '(a · b)'],
    ['x⁻¹²', '(x ^^ -12)'],
    ['|r|^2', '(|r| ^ 2)'],
    ['||r| - 1|', '|(|r| - 1)|'],
    ['|a|*|b|', '(|a| * |b|)'],
    ['r[d]^4/3^4', '((r[d] ^ 4) / (3 ^ 4))'],
    ['r.x * r.y', '(r.x * r.y)'],
    ['sum(d) r[d]^4 / 2 + 1', '(sum_d{((r[d] ^ 4) / 2)} + 1)'],
    ['a * ∑(d) b * c - d', '((a * sum_d{(b * c)}) - d)'],
    ['-sum(d) x[d]', '(-sum_d{x[d]})'],
    ['1e-3 + 2.5E+2', '(0.001 + 250)'],
    ['50%', '50%'],
    ['[1, -2, a]', '[1, (-2), a]'],
    ['0..4', '0..4'],
    ['-5..5', '(-5)..5'],
    ['exp(-(x - 1)^2 / (2*s^2))', 'exp(((-((x - 1) ^ 2)) / (2 * (s ^ 2))))'],
    ['ω₀^2 * ψ′', '((ω₀ ^ 2) * ψ′)'],
    ['ħ + ℏ', '(ħ + ħ)'],
    ['µ', 'μ'],
  ])('%s', (text, tree) => {
    expect(parse(text)).toBe(tree);
  });

  it('goes on over line breaks and comments', () => {
    expect(parse('a // kinetic\n  + b /* potential\n */ - c')).toBe('((a + b) - c)');
  });

  it('gives every sub-expression its own range', async () => {
    const [diagnostic] = await diagnosticsOf(withH('particle r in R^D; H = -1/2 * ∇²[r] + 2 * (|r| + r)'));
    expect(diagnostic).toMatchObject({ code: 'QH0401', range: { start: { column: 70 }, end: { column: 77 } } });
  });
});

describe('spellings', () => {
  const compiled = async (body: string) => (await parseProgram(withH(body), 'a')).experiment('Ground').hamiltonian;

  it.each([
    ['particle r in R^3; H = -1/2 * ∇²[r] + π * |r|²', 'particle r in R^3; H = -1/2 * laplacian[r] + pi * |r|^2'],
    ['particle r in ℝ³; H = −ħ²/2 · ∇²[r] + r · r', 'particle r in R^3; H = -hbar^2/2 * ∇^2[r] + dot(r, r)'],
    ['particle r in R^3; H = -1/2 * ∇²[r] + ∑(d) r[d]⁴', 'particle r in R^3; H = -1/2 * ∇²[r] + sum(d) r[d]^4'],
    ['particle r in R^3; H = -1/2 * ∇²[r] + r.y', 'particle r in R^3; H = -1/2 * ∇²[r] + r[2]'],
    ['particle r in R; H = -1/2 * ∇²[r] + r^4', 'particle r in R^1; H = -1/2 * ∇²[r] + r[1]^4'],
  ])('%s is %s', async (a, b) => {
    const strip = ({ terms, ...rest }: Awaited<ReturnType<typeof compiled>>) => ({
      ...rest,
      terms: terms.map(({ text: _text, ...term }) => term),
    });
    // The D of the template is not used by these bodies.
    expect(strip(await compiled(a))).toEqual(strip(await compiled(b)));
  });
});

describe('words of the language are still free as names', () => {
  const WORDS = [
    ...['units', 'hamiltonian', 'particle', 'in', 'ansatz', 'schedule', 'sampler', 'phase', 'optimizer', 'evaluate'],
    ...['train', 'with', 'using', 'expect', 'matches', 'exact', 'within'],
    ...['mass', 'mu', 'E', 'steps', 'energy', 'states', 'metropolis', 'mlp', 'walkers', 'inner', 'within2', 'sumrule'],
  ];

  it.each(WORDS)('%s as a parameter', async (word) => {
    const text = withH(`particle r in R^D; H = -1/(2*${word}) * ∇²[r] + ${word}^2 * |r|^2`, `(D = 3, ${word} = 1)`);
    expect(await codesOf(text)).toEqual([]);
    expect(
      await codesOf(`${text.replace(/train Ground.*/, '')}train Ground = Trap(${word} = 2) with Net using Plain`),
    ).toEqual([]);
  });

  it.each(WORDS)('%s as a particle, a definition, a network and a sum index', async (word) => {
    const hamiltonian = `hamiltonian Trap { particle ${word} in R^3; H = -1/2 * ∇²[${word}] + |${word}|^2 }`;
    expect(await codesOf(file({ hamiltonian, ansatz: `ansatz Net { N = mlp { }; psi = N(${word}) }` }))).toEqual([]);
    expect(await codesOf(withH(`particle r in R^D; ${word} = |r|^2; H = -1/2 * ∇²[r] + ${word}`))).toEqual([]);
    expect(await codesOf(withPsi(`${word} = mlp { }; psi = ${word}(r)`))).toEqual([]);
    expect(await codesOf(withH(`particle r in R^D; H = -1/2 * ∇²[r] + sum(${word}) r[${word}]^4`))).toEqual([]);
  });

  it.each(WORDS)('%s as a template, a schedule, a phase and a train', async (word) => {
    const text = `units oscillator
      hamiltonian ${word} { particle r in R^3; H = -1/2 * ∇²[r] + |r|^2 }
      ansatz ${word} { N = mlp { }; psi = N(r) }
      schedule ${word} { phase ${word} { steps = 1 } }
      train ${word} = ${word} with ${word} using ${word}`;
    expect(await codesOf(text)).toEqual([]);
  });
});

describe('separators', () => {
  it('takes line breaks and semicolons alike', async () => {
    expect(await codesOf(withSchedule('phase main {\n steps = 1\n\n optimizer adam;;\n }'))).toEqual([]);
    expect(await codesOf(withSchedule('phase main { steps = 1; optimizer adam; }; evaluate { samples = 2 }'))).toEqual(
      [],
    );
    expect(await codesOf(withBody('states = 1 /* one */ ; seed = 2'))).toEqual([]);
    expect(await codesOf(withBody('states = 1 /* a\n comment */ seed = 2'))).toEqual(['QH0003']);
  });
});

describe('syntax errors', () => {
  it('reports one for each statement that has one, and nothing that follows from them', async () => {
    const text = file({
      hamiltonian: 'hamiltonian Trap(D = 3) { particle r R^D; H = -1/2 * ∇²[r] }',
      schedule: 'schedule Plain { phase main { steps 10 } }',
    });
    const found = await diagnosticsOf(text);
    expect(found.map((d) => [d.code, d.range.start.line])).toEqual([
      ['QH0002', 2],
      ['QH0002', 4],
    ]);
  });

  it('never speaks of tokens, rules or the parser', async () => {
    const texts = [
      '{',
      'train',
      'hamiltonian A {',
      'units',
      'ansatz A { psi = }',
      'train A = B with',
      'schedule 1 { }',
    ];
    for (const text of texts)
      for (const { message, hint } of await diagnosticsOf(text))
        expect(`${message} ${hint ?? ''}`).not.toMatch(/token|rule|expecting|EOF|undefined|:KW|\bID\b|NUMBER/i);
  });
});

describe('the grammar itself', () => {
  it('passes the self-checks that production mode leaves out', async () => {
    const { createDefaultCoreModule, createDefaultSharedCoreModule, EmptyFileSystem, inject } = await import('langium');
    const { QhamGeneratedModule, QhamGeneratedSharedModule, QhamModule } = await import('@qham/grammar');
    const shared = inject(createDefaultSharedCoreModule(EmptyFileSystem), QhamGeneratedSharedModule);
    const development = {
      LanguageMetaData: () => ({
        languageId: 'qham',
        fileExtensions: ['.qham'],
        caseInsensitive: false,
        mode: 'development' as const,
      }),
    };
    const services = inject(createDefaultCoreModule({ shared }), QhamGeneratedModule, QhamModule, development);
    expect(services.parser.LangiumParser.parse('units oscillator').parserErrors).toEqual([]);
  });

  it('keeps documents apart: a name of one file means nothing in another', async () => {
    await parseProgram(file(), 'one.qham');
    expect(await codesOf('units oscillator\ntrain A = Trap with Net using Plain')).toEqual([
      'QH0101',
      'QH0101',
      'QH0101',
    ]);
  });
});
