import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Position, SelectionRange } from 'vscode-languageserver-protocol';
import { type Client, connect, type Opened } from './client.ts';

let client: Client;
beforeAll(async () => {
  ({ client } = await connect());
});
afterAll(() => client.close());

/** The texts that a selection grows through. */
async function grow(document: Opened, position: Position): Promise<string[]> {
  const [found] = await client.request<SelectionRange[]>('textDocument/selectionRange', document, {
    positions: [position],
  });
  const texts: string[] = [];
  for (let range: SelectionRange | undefined = found; range; range = range.parent)
    texts.push(document.read(range.range));
  return texts;
}

describe('a growing selection', () => {
  const formula = 'a + 2 * b^3 / c - exp(-x)';

  it('takes factors, products and sums as a physicist would', async () => {
    const document = await client.open(`ansatz A { psi = ${formula} }`);
    expect(await grow(document, document.at('b'))).toEqual([
      'b',
      'b^3',
      '2 * b^3 / c',
      formula,
      `psi = ${formula}`,
      document.text,
    ]);
    expect((await grow(document, document.at('x)'))).slice(0, 4)).toEqual(['x', '-x', 'exp(-x)', formula]);
  });

  it('takes the inside of a block before the block', async () => {
    const document = await client.open('ansatz A { N = mlp { hidden = [8]; init = zero }; psi = N(r) }');
    expect(await grow(document, document.at('hidden'))).toEqual([
      'hidden',
      'hidden = [8]',
      'hidden = [8]; init = zero',
      'mlp { hidden = [8]; init = zero }',
      'N = mlp { hidden = [8]; init = zero }',
      'N = mlp { hidden = [8]; init = zero }; psi = N(r)',
      document.text,
    ]);
  });

  it('works for several places at once, in a broken file, and where nothing is', async () => {
    const document = await client.open('hamiltonian {\nansatz A { psi = a * b }\n');
    const positions = [document.at('a * b'), { line: 2, character: 0 }];
    const found = await client.request<SelectionRange[]>('textDocument/selectionRange', document, { positions });
    expect(document.read(found[0]!.parent!.range)).toBe('a * b');
    expect(found[1]!.range).toBeDefined();
  });
});
