import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SemanticTokens, SemanticTokensLegend } from 'vscode-languageserver-protocol';
import { type Client, connect, type Opened } from './client.ts';

let client: Client;
let legend: SemanticTokensLegend;
beforeAll(async () => {
  ({ client } = await connect());
  legend = (client.initialized.capabilities.semanticTokensProvider as { legend: SemanticTokensLegend }).legend;
});
afterAll(() => client.close());

/** Each token as `text type.modifier`. */
function decode(document: Opened, { data }: SemanticTokens): string[] {
  const found: string[] = [];
  let [line, character] = [0, 0];
  for (let i = 0; i < data.length; i += 5) {
    const [lines, characters, length, type, modifiers] = data.slice(i, i + 5) as [
      number,
      number,
      number,
      number,
      number,
    ];
    line += lines;
    character = lines > 0 ? characters : character + characters;
    const text = document.read({ start: { line, character }, end: { line, character: character + length } });
    const names = legend.tokenModifiers.filter((_, bit) => modifiers & (1 << bit));
    found.push([`${text} ${legend.tokenTypes[type]}`, ...names].join('.'));
  }
  return found;
}

const tokens = async (document: Opened) =>
  decode(document, await client.request<SemanticTokens>('textDocument/semanticTokens/full', document));

describe('semantic tokens', () => {
  it('tell operators, fields, coordinates, parameters and units apart', async () => {
    const document = await client.open(
      'units oscillator\nhamiltonian A(m = 1) { particle r in R^3; T = -∇²[r]/m; V = exp(|r|); c = π*m; H = T + V * c }',
    );
    expect(await tokens(document)).toEqual([
      'oscillator unit',
      'A class.declaration',
      'm parameter.declaration',
      'r coordinate.declaration',
      'T operator.declaration',
      '∇² operator',
      'r coordinate',
      'm parameter',
      'V field.declaration',
      'exp function.defaultLibrary',
      'r coordinate',
      'c variable.declaration',
      'π variable.defaultLibrary.readonly',
      'm parameter',
      'H operator.declaration',
      'T operator',
      'V field',
      'c variable',
    ]);
  });

  it('tell blocks, settings and choices apart, also where another statement is broken', async () => {
    const document = await client.open('ansatz A { N = mlp { activation = tanh }; psi = N(x) }\nhamiltonian {');
    expect(await tokens(document)).toEqual([
      'A class.declaration',
      'N block.declaration',
      'mlp block.defaultLibrary',
      'activation property',
      'tanh enumMember.defaultLibrary',
      'psi variable.declaration',
      'N block',
    ]);
  });

  it('come for a part of a file', async () => {
    const document = await client.open('ansatz A { N = mlp { } }\nansatz B { N = mlp { } }');
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 30 } };
    const part = await client.request<SemanticTokens>('textDocument/semanticTokens/range', document, { range });
    expect(decode(document, part)).toEqual(['B class.declaration', 'N block.declaration', 'mlp block.defaultLibrary']);
  });
});
