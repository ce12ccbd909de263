import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Location, Position, Range, WorkspaceEdit, WorkspaceSymbol } from 'vscode-languageserver-protocol';
import { type Client, connect, type Opened } from './client.ts';

/** The first document has the name `0.qham`, which the second one imports. */
const TRAPS = `units oscillator
param ω₀ = 1
/// A soft repulsion.
potential Wand(s; tiefe = 3) = tiefe * exp(-s^2)
hamiltonian Falle(höhe = 1) {
  particles ξ: 2 fermions in R^1
  H = sum(i) (-1/2 * ∇²[i] + höhe * ω₀^2 * ξ[i]^2) + sum(i<j) Wand(|ξ[i] - ξ[j]|, tiefe = 2)
}
`;

const RUNS = `import "0.qham"
units oscillator
hamiltonian Anders { particles x: 2 fermions in R^1; H = sum(i) (-1/2 * ∇²[i] + ω₀ * x[i]^2 + Wand(x[i]; tiefe = 5)) }
ansatz Wellen {
  B = equivariant { }
  psi = det(orbitals(B) * gaussian_envelope(ξ))
}
schedule Kurz { phase main { optimizer adam; steps = 10 } }
train Grund = Falle(höhe = 2) with Wellen using Kurz
`;

let client: Client;
let traps: Opened;
let runs: Opened;

beforeAll(async () => {
  ({ client } = await connect());
  traps = await client.open(TRAPS);
  runs = await client.open(RUNS);
});
afterAll(() => client.close());

/** The places of edits or locations, as they are read in the texts. */
const shown = (places: readonly { uri: string; range: Range }[]) =>
  places
    .map(({ uri, range }) => `${uri === traps.uri ? 'traps' : 'runs'} ${range.start.line + 1}: ${readAt(uri, range)}`)
    .sort();
const readAt = (uri: string, range: Range) => (uri === traps.uri ? traps : runs).read(range);

const behind = ({ line, character }: Position, length: number): Position => ({ line, character: character + length });

describe('both files', () => {
  it('have no errors', () => {
    expect(traps.diagnostics).toEqual([]);
    expect(runs.diagnostics.filter(({ severity }) => severity === 1)).toEqual([]);
  });
});

describe('references', () => {
  const references = async (document: Opened, position: Position) =>
    shown(
      await client.request<Location[]>('textDocument/references', document, {
        position,
        context: { includeDeclaration: true },
      }),
    );

  it('are found in every file that imports the declaration', async () => {
    const all = ['runs 3: ω₀', 'traps 2: ω₀', 'traps 7: ω₀'];
    expect(await references(traps, traps.at('ω₀'))).toEqual(all);
    expect(await references(runs, runs.at('ω₀'))).toEqual(all);
  });

  it('are found for who points behind a name that ends with a subscript', async () => {
    expect(await references(runs, behind(runs.at('ω₀ '), 2))).toHaveLength(3);
  });

  it('to parameters of a formula include the names before arguments', async () => {
    const all = ['runs 3: tiefe', 'traps 4: tiefe', 'traps 4: tiefe', 'traps 7: tiefe'];
    expect(await references(traps, traps.at('tiefe'))).toEqual(all);
    expect(await references(runs, runs.at('tiefe'))).toEqual(all);
  });
});

describe('the definition of a name before an argument', () => {
  it('is the parameter, in the other file', async () => {
    const [link] = await client.request<{ targetUri: string; targetSelectionRange: Range }[]>(
      'textDocument/definition',
      runs,
      { position: runs.at('tiefe') },
    );
    expect(shown([{ uri: link!.targetUri, range: link!.targetSelectionRange }])).toEqual(['traps 4: tiefe']);
  });
});

describe('renaming', () => {
  const edits = async (document: Opened, position: Position, newName: string) => {
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', document, { position, newName });
    return Object.entries(edit.changes!).flatMap(([uri, changes]) => changes.map((change) => ({ uri, ...change })));
  };

  it.each([
    ['ω₀', 'Ω', ['runs 3: ω₀', 'traps 2: ω₀', 'traps 7: ω₀']],
    ['Falle', 'Käfig', ['runs 9: Falle', 'traps 5: Falle']],
    ['höhe', 'η₁', ['runs 9: höhe', 'traps 5: höhe', 'traps 7: höhe']],
    ['tiefe', 'V₀', ['runs 3: tiefe', 'traps 4: tiefe', 'traps 4: tiefe', 'traps 7: tiefe']],
  ])('%s to %s changes both files, from either', async (name, newName, expected) => {
    for (const document of [traps, runs]) {
      const changes = await edits(document, document.at(name), newName);
      expect(shown(changes)).toEqual(expected);
      expect(new Set(changes.map(({ newText }) => newText))).toEqual(new Set([newName]));
    }
  });

  it('leaves programs that are right', async () => {
    const changes = await edits(runs, runs.at('tiefe'), 'V₀');
    for (const document of [traps, runs]) {
      const own = changes.filter(({ uri }) => uri === document.uri).map(({ range }) => range.start);
      const lines = document.text.split('\n');
      for (const { line, character } of own.sort((a, b) => b.character - a.character))
        lines[line] = `${lines[line]!.slice(0, character)}V₀${lines[line]!.slice(character + 'tiefe'.length)}`;
      await client.write(document, 2, lines.join('\n'));
    }
    const changed = await client.change(runs, 3, `${RUNS.replace('tiefe', 'V₀')}// done\n`);
    expect(changed.diagnostics.filter(({ severity }) => severity === 1)).toEqual([]);
    await client.write(traps, 3, TRAPS);
    await client.change(runs, 4, RUNS);
  });

  it.each([
    ['ω₀', 'Wand', /‘Wand’ in line \d+/],
    ['höhe', 'ω₀', /‘ω₀’ in line 7/],
    ['ω₀', 'höhe', /‘höhe’ in line 7/],
    ['Wand', 'exp', /‘exp’ in line 4/],
    ['ω₀', 'x', /‘x’ in line 3/],
  ])('%s to %s is refused: a name would mean something else', async (name, newName, expected) => {
    await expect(edits(traps, traps.at(name), newName)).rejects.toThrow(expected);
  });

  it.each(['H =', 'psi'])('%s is not offered: the language knows it by this name', async (name) => {
    const document = name === 'psi' ? runs : traps;
    expect(await client.request('textDocument/prepareRename', document, { position: document.at(name) })).toBeNull();
  });

  it('what the library declares is not offered', async () => {
    const document = await client.open(
      'units oscillator\nhamiltonian A { particle r in R^3; H = -∇²[r] + yukawa(|r|) }',
    );
    const position = document.at('yukawa');
    expect(await client.request('textDocument/prepareRename', document, { position })).toBeNull();
    expect(await client.request('textDocument/rename', document, { position, newName: 'mine' })).toBeNull();
  });

  it('works where the rest of the file is broken', async () => {
    const broken = await client.change(runs, 5, `${RUNS}train = = with {`);
    expect(broken.diagnostics.length).toBeGreaterThan(0);
    expect(shown(await edits(traps, traps.at('Falle'), 'Käfig'))).toEqual(['runs 9: Falle', 'traps 5: Falle']);
    await client.change(runs, 6, RUNS);
  });
});

describe('symbols of the workspace', () => {
  const find = async (query: string) =>
    (await client.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query })).map(({ name }) => name);

  it('are what files declare, of all files', async () => {
    expect(await find('Falle')).toEqual(['Falle']);
    expect(await find('grund')).toEqual(['Grund']);
    expect(await find('ω')).toEqual(['ω₀']);
  });

  it('are not what the library declares', async () => {
    expect(await find('yukawa')).toEqual([]);
  });
});
