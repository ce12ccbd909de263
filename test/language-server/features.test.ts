import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  CodeLens,
  CompletionItem,
  DocumentSymbol,
  Hover,
  Location,
  MarkupContent,
} from 'vscode-languageserver-protocol';
import { type Client, connect, type Opened } from './client.ts';

const TEXT = `units oscillator

/// The isotropic oscillator.
/// Levels are D/2 + n.
hamiltonian Trap(D = 3) {
  particle r in R^D
  H = -1/2 * ∇²[r] + V
  V = 1/2 * |r|^2
}

ansatz Net(n = 8) {
  N = mlp {
    hidden = [n]
  }
  psi = N(r) * exp(-|r|^2 / 2)
}

schedule Plain {
  phase main { optimizer adam; steps = 10 }
}

train Ground = Trap(D = 2) with Net using Plain {
  expect energy = 1 within 1%
}
`;

let client: Client;
let sound: Opened;

beforeAll(async () => {
  ({ client } = await connect());
  sound = await client.open(TEXT);
});
afterAll(() => client.close());

const request = <T>(method: string, { uri }: Opened, more: object = {}): Promise<T> =>
  client.connection.sendRequest<T>(method, { textDocument: { uri }, ...more });

describe('diagnostics', () => {
  it('are none for a sound file', () => {
    expect(sound.diagnostics).toEqual([]);
  });

  it('have code, place, hint and the other place', async () => {
    const document = await client.open(
      TEXT.replace('V = 1/2', 'V = 1/2 * r').replace('steps = 10', 'steps = 10; steps = 2'),
    );
    expect(document.diagnostics.map(({ code, severity, source }) => [code, severity, source])).toEqual([
      ['QH0401', 1, 'qham'],
      ['QH0702', 1, 'qham'],
    ]);
    const [mismatch, twice] = document.diagnostics;
    expect(document.read(mismatch!.range)).toBe('-1/2 * ∇²[r] + V');
    expect(document.read(twice!.range)).toBe('steps');
    expect(twice!.message).toBe('‘steps’ is set twice\nremove one of them');
    const [related] = twice!.relatedInformation!;
    expect(related!.location.uri).toBe(document.uri);
    expect(document.read(related!.location.range)).toBe('steps');
  });

  it('include what only compiling a train shows', async () => {
    const document = await client.open(TEXT.replace('|r|^2\n}', 'r[3]^2\n}'));
    expect(document.diagnostics).toMatchObject([{ code: 'QH0414' }]);
  });

  it('follow every change of the text', async () => {
    const broken = await client.open(TEXT.replace('∇²', '∇'));
    expect(broken.diagnostics.map((d) => d.code)).toEqual(['QH0001']);
    const healed = await client.change(broken, 2, TEXT);
    expect(healed.diagnostics).toEqual([]);
    const warned = await client.change(healed, 3, TEXT.replace(' + V', ''));
    expect(warned.diagnostics).toMatchObject([{ code: 'QH0103', severity: 2, tags: [1] }]);
  });
});

describe('the lens on a train', () => {
  const lenses = (document: Opened) => request<CodeLens[]>('textDocument/codeLens', document);

  it('starts it', async () => {
    const [lens, ...more] = await lenses(sound);
    expect(more).toEqual([]);
    expect(sound.read(lens!.range)).toBe('Ground');
    expect(lens!.command).toEqual({ title: '▶ Train', command: 'qham.train', arguments: [sound.uri, 'Ground'] });
  });

  it('starts a sweep too', async () => {
    const swept = await client.open(`${TEXT}sweep Curve = Ground over D in [1, 2, 3]\n`);
    const [, lens, ...more] = await lenses(swept);
    expect(more).toEqual([]);
    expect(swept.read(lens!.range)).toBe('Curve');
    expect(lens!.command).toEqual({ title: '▶ Sweep', command: 'qham.train', arguments: [swept.uri, 'Curve'] });
  });

  it('stays and says what cannot be trained yet: an inverse problem, and a train with its sweep', async () => {
    const inverse = await client.open(
      `${TEXT}wavefunction Known(r in R^3) = exp(-|r|)
inverse Unknown {
  state = Known
  potential U = mlp { hidden = [8] }
  anchor U([1, 0, 0]) = -1
  method = mpnn { weight = 10 }
  compare U with -1/|r| on cube(-5..5) using 1000 points
}
`,
    );
    expect(inverse.diagnostics).toEqual([]);
    expect((await lenses(inverse)).map(({ command }) => command)).toEqual([
      { title: '▶ Train', command: 'qham.train', arguments: [inverse.uri, 'Ground'] },
      {
        title: 'Train (not available yet: unknown potentials)',
        command: 'qham.showReason',
        arguments: [inverse.uri, { ...inverse.at('Unknown'), message: 'unknown potentials', kind: 'unavailable' }],
      },
    ]);
    const natural = 'objective = residual(1) + normalization(1); optimizer spring { damping = 1e-3 }';
    const swept = `${TEXT.replace('optimizer adam', natural)}sweep Curve = Ground over D in [1, 2]\n`;
    const titles = (await lenses(await client.open(swept))).map(({ command }) => command!.title);
    const why = 'Train (not available yet: spring for other objectives than energy (phase main))';
    expect(titles).toEqual([why, why]);
  });

  it('stays and says why it cannot, where the file has errors', async () => {
    const one = await client.open(TEXT.replace('* ∇²', '* lapl'));
    expect((await lenses(one))[0]!.command).toMatchObject({
      title: 'Train (fix 1 error first: line 7)',
      command: 'qham.showReason',
    });
    const two = await client.open(TEXT.replace('steps = 10', 'steps = 0').replace('1%', '-1%'));
    const [lens] = await lenses(two);
    expect(lens!.command!.title).toBe('Train (fix 2 errors first: line 19)');
    expect(lens!.command!.arguments).toEqual([
      two.uri,
      { ...two.at('0 }'), message: expect.stringContaining('steps'), kind: 'errors' },
    ]);
  });

  it('does not mind warnings', async () => {
    const document = await client.open(TEXT.replace(' + V', ''));
    expect((await lenses(document))[0]!.command!.command).toBe('qham.train');
  });
});

describe('completion', () => {
  /** The items at the mark § of a text. */
  const complete = async (marked: string): Promise<CompletionItem[]> => {
    const document = await client.open(marked.replace('§', ''));
    const before = marked.slice(0, marked.indexOf('§')).split('\n');
    const position = { line: before.length - 1, character: before.at(-1)!.length };
    return (await request<{ items: CompletionItem[] }>('textDocument/completion', document, { position })).items;
  };
  const labels = async (marked: string) => (await complete(marked)).map((item) => item.label);
  const inAnsatz = (body: string) => TEXT.replace('hidden = [n]', body);

  it('offers the settings that are not set yet, with defaults and reasons', async () => {
    const items = await complete(inAnsatz('hidden = [n]\n    §'));
    expect(items.map((item) => item.label)).toEqual(['activation', 'output', 'init', 'bias_init']);
    const activation = items[0]!;
    expect(activation).toMatchObject({ detail: 'default tanh', textEdit: { newText: 'activation = ' } });
    expect((activation.documentation as MarkupContent).value).toContain('Why: ');
    expect(await labels(inAnsatz('hid§'))).toEqual(['hidden']);
  });

  it.each([
    ['activation = §', ['sin', 'cos', 'tanh', 'sigmoid', 'softplus', 'silu', 'gaussian', 'none']],
    ['init = §', ['normal', 'uniform', 'fan_in', 'glorot', 'zero']],
  ])('offers the values of %s', async (body, expected) => {
    expect(await labels(inAnsatz(body))).toEqual(expected);
  });

  it.each([
    ['schedule A { sampler § }', ['metropolis', 'langevin']],
    ['schedule A { phase m { optimizer § } }', ['adam', 'adamw', 'sgd', 'spring', 'sr', 'minsr']],
    ['schedule A { phase m { optimizer adam { § } } }', ['learning_rate', 'beta1', 'beta2', 'epsilon']],
    ['schedule A { phase m { steps = 3; § } }', ['optimizer', 'stop', 'freeze', 'objective', 'clip']],
    [
      'schedule A { phase m { objective = § } }',
      ['residual', 'normalization', 'orthogonality', 'energy', 'squared', 'subspace'],
    ],
    ['schedule A { § }', ['sampler', 'phase', 'evaluate']],
    ['schedule A { evaluate { § } }', ['walkers', 'samples', 'sweeps']],
    ['units §', ['oscillator', 'atomic', 'nuclear', 'natural', 'SI']],
    [
      '§',
      [
        ...['import', 'units', 'param', 'potential', 'wavefunction'],
        ...['hamiltonian', 'ansatz', 'schedule', 'train', 'sweep', 'inverse'],
      ],
    ],
    ['hamiltonian T { particle r in § }', ['R', 'ℝ', 'periodic_box']],
    ['hamiltonian T { particle r in R; H = ∇²[§] }', ['r']],
    ['train A = T with N using S { § }', ['expect', 'start', 'freeze', 'observe', 'states', 'sizes', 'seed']],
    ['train A = T with N using S { expect § }', ['energy']],
  ])('offers what can stand at the mark in %s', async (text, expected) => {
    expect((await labels(text)).sort()).toEqual([...expected].sort());
  });

  it('offers names in scope in formulas', async () => {
    const found = await labels(TEXT.replace('V = 1/2 * |r|^2', 'V = 1/2 * §'));
    expect(found).toEqual(expect.arrayContaining(['r', 'D', 'H', 'V', 'exp', 'π', 'sum', 'laplacian']));
    expect(found).not.toEqual(expect.arrayContaining(['hamiltonian']));
    expect(await labels(TEXT.replace('psi = N(r)', 'psi = N(§)'))).toEqual(expect.arrayContaining(['r', 'N', 'n']));
    expect(await labels('ansatz A { N = § }')).toEqual(expect.arrayContaining(['mlp']));
  });

  it('offers templates, parameters and schedules in a train', async () => {
    const head = TEXT.slice(0, TEXT.indexOf('train'));
    expect(await labels(`${head}train A = §`)).toEqual(['Trap']);
    expect(await labels(`${head}train A = Trap with §`)).toEqual(['Net']);
    expect(await labels(`${head}train A = Trap with Net using §`)).toEqual(['Plain']);
    expect(await labels(`${head}train A = Trap(§)`)).toEqual(expect.arrayContaining(['D']));
  });

  it('turns \\nabla into ∇ and \\pi into π', async () => {
    const [nabla] = await complete('hamiltonian T { H = \\nab§ }');
    expect(nabla).toMatchObject({
      label: '\\nabla',
      textEdit: { newText: '∇', range: { start: { character: 20 }, end: { character: 24 } } },
    });
    expect(await complete('hamiltonian T { H = 2 * \\pi§ }')).toMatchObject([{ textEdit: { newText: 'π' } }]);
  });

  it('inserts whole constructs as snippets', async () => {
    const items = await complete('tr§');
    expect(items).toMatchObject([
      { label: 'train', insertTextFormat: 2, textEdit: { newText: expect.stringContaining('with') } },
    ]);
  });
});

describe('hover', () => {
  const hover = async (document: Opened, piece: string, skip = 0): Promise<string | undefined> => {
    const found = await request<Hover | null>('textDocument/hover', document, { position: document.at(piece, skip) });
    return (found?.contents as MarkupContent | undefined)?.value;
  };

  it('shows a declaration with its comment', async () => {
    const text = await hover(sound, 'Trap', 1);
    expect(text).toContain('hamiltonian Trap(D = 3)');
    expect(text).toContain('The isotropic oscillator.\nLevels are D/2 + n.');
  });

  it.each([
    ['hidden', 0, ['Default: `[32, 32]`', 'Why: ']],
    ['steps', 0, ['No default: for example `steps = 1000`']],
    ['adam', 0, ['Kingma & Ba 2015']],
    ['mlp', 0, ['one output for each state']],
    ['exp', 0, ['`exp(x)` (function)']],
    ['∇²', 0, ['second derivatives']],
    ['units', 0, ['oscillator']],
    ['oscillator', 0, ['ħ = m = ω = 1']],
    ['train', 0, ['Binds']],
    ['V', 0, ['V = 1/2 * |r|^2']],
    ['r|^2 / 2', 0, ['particle r in R^D']],
    ['D = 2', 0, ['D = 3']],
  ])('explains %s (%i)', async (piece, skip, expected) => {
    const text = await hover(sound, piece, skip);
    for (const part of expected) expect(text).toContain(part);
  });

  it('writes out energies with a name', async () => {
    const document = await client.open(
      'units atomic\nhamiltonian A { particles r: 2 electrons in R^3; H = coulomb }\n' +
        'hamiltonian G { particles r: 2 electrons in periodic_box(rs = 1); H = kinetic + ewald }',
    );
    expect(await hover(document, 'coulomb')).toContain('coulomb = sum(i) -1/2 * ∇²[i] + sum(i<j) 1/|r[i] - r[j]|');
    expect(await hover(document, 'kinetic')).toContain('kinetic = sum(i) -1/2 * ∇²[i]');
    expect(await hover(document, 'ewald')).toContain('Σ_n erfc(α|r + nL|)/|r + nL|');
  });

  it('takes a keyword that is a name for a name', async () => {
    const document = await client.open(TEXT.replaceAll('V', 'phase'));
    expect(await hover(document, 'phase', 1)).toContain('phase = 1/2 * |r|^2');
  });
});

describe('going to, finding and renaming', () => {
  const positionOf = (piece: string, skip = 0) => ({ position: sound.at(piece, skip) });

  it.each([
    ['r) * exp', 'r', 5],
    ['V\n', 'V', 7],
    ['Trap(D = 2)', 'Trap', 4],
    ['D = 2', 'D', 4],
    ['n]', 'n', 10],
    ['N(r)', 'N', 11],
    ['Plain {\n  expect', 'Plain', 17],
  ])('goes from %s to its declaration', async (piece, name, line) => {
    const [link] = (await request<Location[] | { targetSelectionRange: Location['range'] }[]>(
      'textDocument/definition',
      sound,
      positionOf(piece),
    )) as (Location & { targetSelectionRange?: Location['range'] })[];
    const range = link!.targetSelectionRange ?? link!.range;
    expect(range.start.line).toBe(line);
    expect(sound.read(range)).toBe(name);
  });

  it('goes nowhere from what the language brings along', async () => {
    expect((await request<unknown[] | null>('textDocument/definition', sound, positionOf('exp(-'))) ?? []).toEqual([]);
    const context = { includeDeclaration: true };
    expect(
      (await request<unknown[] | null>('textDocument/references', sound, { ...positionOf('exp(-'), context })) ?? [],
    ).toEqual([]);
  });

  it('highlights all uses of what the language brings along', async () => {
    const document = await client.open('ansatz A { a = exp(1) + exp(2) }\nansatz B { b = sin(exp(3)) }');
    const found = await client.request<Location[]>('textDocument/documentHighlight', document, {
      position: document.at('exp(2'),
    });
    expect(found.map(({ range }) => document.read(range))).toEqual(['exp', 'exp', 'exp']);
  });

  it('finds all uses of the coordinates, in the Hamiltonian and in the ansatz', async () => {
    const found = await request<Location[]>('textDocument/references', sound, {
      ...positionOf('r in R'),
      context: { includeDeclaration: true },
    });
    expect(found.map(({ range }) => [range.start.line, sound.read(range)])).toEqual([
      [5, 'r'],
      [6, 'r'],
      [7, 'r'],
      [14, 'r'],
      [14, 'r'],
    ]);
  });

  it('renames a parameter with its arguments', async () => {
    const edit = await request<{ changes: Record<string, { range: Location['range']; newText: string }[]> }>(
      'textDocument/rename',
      sound,
      { ...positionOf('D = 3'), newName: 'dimension' },
    );
    const edits = edit.changes[sound.uri]!;
    expect(edits.map(({ range }) => [range.start.line, sound.read(range)]).sort()).toEqual([
      [21, 'D'],
      [4, 'D'],
      [5, 'D'],
    ]);
    expect(edits.every(({ newText }) => newText === 'dimension')).toBe(true);
  });

  it('refuses to rename to what is no name, and what is nobody’s', async () => {
    await expect(request('textDocument/rename', sound, { ...positionOf('D = 3'), newName: '2x' })).rejects.toThrow(
      'cannot be a name',
    );
    await expect(request('textDocument/rename', sound, { ...positionOf('D = 3'), newName: 'sum' })).rejects.toThrow(
      'cannot be a name',
    );
    expect(await request('textDocument/prepareRename', sound, positionOf('exp(-'))).toBeNull();
    expect(await request('textDocument/prepareRename', sound, positionOf('D = 3'))).toMatchObject({
      start: { line: 4 },
    });
  });
});

describe('the outline and folding', () => {
  it('shows what a file declares', async () => {
    const symbols = await request<DocumentSymbol[]>('textDocument/documentSymbol', sound);
    const names = (list: DocumentSymbol[] | undefined): unknown[] =>
      (list ?? []).map((s) => (s.children ? [s.name, names(s.children)] : s.name));
    expect(names(symbols)).toEqual([
      ['Trap', ['D', 'r', 'H', 'V']],
      ['Net', ['n', 'N', 'psi']],
      ['Plain', ['main']],
      'Ground',
    ]);
  });

  it('folds braces', async () => {
    const ranges = await request<{ startLine: number; endLine: number }[]>('textDocument/foldingRange', sound);
    const found = ranges.map(({ startLine, endLine }) => [startLine, endLine]);
    expect(found).toEqual(
      expect.arrayContaining([
        [4, 7],
        [10, 14],
        [11, 12],
        [17, 18],
        [21, 22],
      ]),
    );
  });
});
