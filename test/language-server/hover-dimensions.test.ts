import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { type Client, connect, type Opened } from './client.ts';

const NUCLEAR = `units nuclear
param mass = 938.95 MeV
hamiltonian Well(depth = 50 MeV, a = 2 fm) {
  particle r in R^3
  V = -depth * exp(-|r|^2 / a^2)
  H = -ħ^2/(2*mass) * ∇²[r] + V
}
`;

let client: Client;
beforeAll(async () => {
  ({ client } = await connect());
});
afterAll(() => client.close());

async function hover(document: Opened, piece: string, skip = 0): Promise<string> {
  const found = await client.request<Hover | null>('textDocument/hover', document, {
    position: document.at(piece, skip),
  });
  return (found?.contents as MarkupContent | undefined)?.value ?? '';
}

describe('a hover says kind and dimension', () => {
  it.each([
    ['V = -depth', 'energy, in MeV'],
    ['depth = 50', 'energy, in MeV'],
    ['depth * exp', 'energy, in MeV'],
    ['a^2', 'length, in fm'],
    ['mass) *', 'energy, in MeV'],
    ['r in', 'length, in fm'],
    ['|r|^2', 'length, in fm'],
    ['^2 / a', 'area, in fm²'],
    ['/ a^2', 'number'],
    ['/(2*mass)', 'energy·length², in MeV·fm²'],
    ['+ V', 'energy, in MeV'],
  ])('of %s: %s', async (piece, expected) => {
    expect(await hover(await client.open(NUCLEAR), piece)).toContain(expected);
  });

  it('in the units of its file', async () => {
    const si = NUCLEAR.replace('nuclear', 'SI');
    expect(await hover(await client.open(si), 'V = -depth')).toContain('energy, in J');
    expect(await hover(await client.open(si), 'r in')).toContain('length, in m');
  });

  it('and no dimension where the units leave none', async () => {
    const plain = 'units oscillator\nhamiltonian A { particle r in R^3; V = |r|^2 / 2; H = -1/2 * ∇²[r] + V }';
    expect(await hover(await client.open(plain), 'V =')).not.toMatch(/number|length|, in /);
  });

  it('also where the file is broken elsewhere', async () => {
    expect(await hover(await client.open(`${NUCLEAR}ansatz {\ntrain = `), 'V = -depth')).toContain('energy, in MeV');
  });
});
