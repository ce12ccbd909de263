import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignatureHelp } from 'vscode-languageserver-protocol';
import { type Client, connect } from './client.ts';

let client: Client;
beforeAll(async () => {
  ({ client } = await connect());
});
afterAll(() => client.close());

/** The signature at the mark §, and the label of its active parameter. */
async function signature(marked: string): Promise<[string, string | undefined] | null> {
  const document = await client.open(marked.replace('§', ''));
  const before = marked.slice(0, marked.indexOf('§')).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)!.length };
  const help = await client.request<SignatureHelp | null>('textDocument/signatureHelp', document, { position });
  if (!help) return null;
  const [found] = help.signatures;
  const active = help.activeParameter ?? -1;
  return [found!.label, found!.parameters![active]?.label as string | undefined];
}

const FILE = '/// A trap.\nhamiltonian Trap(D = 3, k = 1/2) { particle r in R^D; H = -∇²[r]/2 }\n';

describe('signature help', () => {
  it.each([
    ['a function', 'ansatz A { psi = exp(§', ['exp(x)', 'x']],
    ['the second argument', 'ansatz A { psi = dot([1, 2], §', ['dot(a, b)', 'b']],
    ['a Hamiltonian', `${FILE}train G = Trap(§`, ['Trap(D = 3, k = 1/2)', 'D = 3']],
    ['a parameter by its name', `${FILE}train G = Trap(k = §`, ['Trap(D = 3, k = 1/2)', 'k = 1/2']],
    ['a parameter behind another one', `${FILE}train G = Trap(D = f(1, 2), §`, ['Trap(D = 3, k = 1/2)', 'k = 1/2']],
    ['a choice of a setting', 'ansatz A { N = mlp { init = normal(§', ['normal(std)', 'std']],
    [
      'a setting',
      'schedule S { phase a { optimizer sgd { momentum = 0.9; learning_rate = §',
      ['sgd { learning_rate; momentum }', 'learning_rate'],
    ],
    [
      'the settings of a block',
      'schedule S { phase a { optimizer sgd { §',
      ['sgd { learning_rate; momentum }', undefined],
    ],
  ])('shows %s in the middle of typing', async (_, marked, expected) => {
    expect(await signature(marked)).toEqual(expected);
  });

  it('has nothing to say where nothing is called', async () => {
    expect(await signature('ansatz A { psi = (§')).toBeNull();
    expect(await signature('ansatz A { psi = exp(1) + §')).toBeNull();
    expect(await signature('ansatz A { psi = unknown(§')).toBeNull();
  });
});
