import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DidChangeConfigurationNotification, type InlayHint } from 'vscode-languageserver-protocol';
import { type Client, connect, type Opened } from './client.ts';

let client: Client;
beforeAll(async () => {
  ({ client } = await connect());
});
afterAll(() => client.close());

/** The hints as they stand in the text, each in ⟨⟩. */
async function hinted(document: Opened): Promise<string> {
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const hints = await client.request<InlayHint[]>('textDocument/inlayHint', document, { range });
  const lines = document.text.split('\n');
  for (const { position, label, paddingLeft } of hints.toSorted(
    (a, b) => b.position.character - a.position.character,
  )) {
    const line = lines[position.line]!;
    const { character } = position;
    lines[position.line] = `${line.slice(0, character)}⟨${paddingLeft ? ' ' : ''}${label}⟩${line.slice(character)}`;
  }
  return lines.join('\n');
}

const FILE = `units oscillator
hamiltonian T(k = 1/4) { particle r in R^3; V = k * |r|^2; H = -∇²[r]/2 + |r|^2 / 2 + V - V }
ansatz A { N = mlp { hidden = [8]; init = normal(std = sqrt(0.1)) }; psi = N(r) * exp(-|r|^2) }
schedule S { phase main { steps = 10; optimizer adam { learning_rate = 1e-2 * exp(-step/400) } } }
train G = T(k = -1) with A using S
`;
// 3 → 8 → 1 with biases.
const COUNT = 3 * 8 + 8 + 8 + 1;

describe('inlay hints', () => {
  it('show values of formulas of numbers and the parameters of an ansatz, and nothing that is plain', async () => {
    const text = await hinted(await client.open(FILE));
    expect(text).toContain('T(k = 1/4⟨ = 0.25⟩)');
    expect(text).toContain('sqrt(0.1)⟨ = 0.3162⟩');
    expect(text).toContain(`with A⟨ ${COUNT} parameters⟩ using`);
    expect(text).toContain('steps = 10;');
    expect(text).toContain('T(k = -1)');
    expect(text).toContain('exp(-step/400) }');
  });

  it('show the dimensions of definitions', async () => {
    const nuclear = 'units nuclear\nhamiltonian T { particle r in R^3; V = -50 MeV * exp(-|r|^2 / (2 fm)^2); H = V }\n';
    expect(await hinted(await client.open(nuclear))).toContain('V⟨: energy⟩ = -50 MeV');
  });

  it('can be switched off one by one', async () => {
    const configure = (inlayHints: object) =>
      client.connection.sendNotification(DidChangeConfigurationNotification.type, {
        settings: { qham: { inlayHints } },
      });
    await configure({ values: false, dimensions: false });
    const document = await client.open(FILE);
    const text = await hinted(document);
    expect(text).not.toContain('0.25');
    expect(text).not.toContain(': energy');
    expect(text).toContain(`${COUNT} parameters`);
    await configure({ parameters: false, values: false, dimensions: false });
    expect(await hinted(document)).toBe(FILE);
    await configure({});
  });

  it('work where the file is broken', async () => {
    const text = await hinted(await client.open(`${FILE}schedule {`));
    expect(text).toContain('sqrt(0.1)⟨ = 0.3162⟩');
    expect(text).not.toContain('parameters');
  });
});
