import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TextEdit } from 'vscode-languageserver-protocol';
import { type Client, connect, type Opened } from './client.ts';
import { applyEdits } from './edits.ts';

const OPTIONS = { options: { tabSize: 2, insertSpaces: true } };

let client: Client;
beforeAll(async () => {
  ({ client } = await connect());
});
afterAll(() => client.close());

const edit = async (method: string, document: Opened, more: object) =>
  applyEdits(document.text, await client.request<TextEdit[] | null>(method, document, { ...OPTIONS, ...more }));

describe('formatting', () => {
  const text = 'units   oscillator\nansatz A {\nN=mlp{ }\npsi=N( r )   // keep\n}\n';

  it('lays a document out', async () => {
    const document = await client.open(text);
    expect(await edit('textDocument/formatting', document, {})).toBe(
      'units oscillator\nansatz A {\n  N = mlp { }\n  psi = N(r) // keep\n}\n',
    );
  });

  it('lays out the lines asked for and no others', async () => {
    const document = await client.open(text);
    const range = { start: document.at('N=mlp'), end: document.at('psi') };
    expect(await edit('textDocument/rangeFormatting', document, { range })).toBe(
      'units   oscillator\nansatz A {\n  N = mlp { }\n  psi=N( r )   // keep\n}\n',
    );
  });

  it('never touches a file that cannot be read whole', async () => {
    const document = await client.open(`${text}ansatz {`);
    expect(await client.request('textDocument/formatting', document, OPTIONS)).toEqual([]);
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    expect(await client.request('textDocument/rangeFormatting', document, { ...OPTIONS, range })).toEqual([]);
  });

  it.each([
    ['a new line in a block', '\n', 'ansatz A {\n§', 'ansatz A {\n  §'],
    ['a new line in a block in a block', '\n', 'ansatz A {\n  N = mlp {\n§', 'ansatz A {\n  N = mlp {\n    §'],
    ['a new line in the middle of a formula', '\n', 'ansatz A {\n  psi = a +\n§', 'ansatz A {\n  psi = a +\n    §'],
    ['a brace that ends a block', '}', 'ansatz A {\n  a = 1\n  }§', 'ansatz A {\n  a = 1\n}§'],
    ['a brace behind something else', '}', 'ansatz A {\n     a = mlp { }§', 'ansatz A {\n     a = mlp { }§'],
  ])('indents %s while the rest of the file is missing', async (_, ch, before, after) => {
    const document = await client.open(before.replace('§', ''));
    const lines = before.slice(0, before.indexOf('§')).split('\n');
    const position = { line: lines.length - 1, character: lines.at(-1)!.length };
    expect(await edit('textDocument/onTypeFormatting', document, { position, ch })).toBe(after.replace('§', ''));
  });
});
