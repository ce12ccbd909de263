import { diagnosticUri } from '@qham/grammar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction, CodeLens, Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { bundle } from '../../scripts/texts/collect.ts';
import { type Client, connect } from './client.ts';
import { BUNDLE, foreign, ROOT, TRANSLATION, untranslated } from './foreign-language.ts';

describe('the texts to translate', () => {
  it('are those of the sources: npm run texts writes them', () => {
    expect(BUNDLE).toBe(bundle(ROOT));
  });
});

describe('a client with a language of its own', () => {
  let client: Client;
  beforeAll(async () => {
    ({ client } = await connect({ translation: TRANSLATION }));
  });
  afterAll(() => client.close());

  const lenses = async (text: string) => {
    const found = await client.request<CodeLens[]>('textDocument/codeLens', await client.open(text));
    return found.map(({ command }) => command!.title);
  };
  const SOUND = `units oscillator
hamiltonian T { particle r in R^3; H = -1/2 * ∇²[r] + 1/2 * |r|^2 }
ansatz A { N = mlp { hidden = [8] }; psi = N(r) * exp(-|r|^2 / 2) }
schedule S { phase main { steps = 100; optimizer adam } }
train One = T with A using S
`;

  it('reads lenses in it', async () => {
    const title = foreign('▶ Train');
    expect(await lenses(SOUND)).toEqual([title]);
    expect(await lenses(`${SOUND}sweep Curve = One over D in [1]`)).toEqual(
      Array(2).fill(foreign('Train (fix 1 error first: line {0})').replace('{0}', '6')),
    );
    const spins = SOUND.replace(
      'particle r in R^3; H = -1/2 * ∇²[r] + 1/2 * |r|^2',
      'lattice chain(4) open of spins 1/2; H = sum(i) σx[i]',
    ).replace('N = mlp { hidden = [8] }; psi = N(r) * exp(-|r|^2 / 2)', 'psi = rnn { }');
    expect(await lenses(spins)).toEqual([
      foreign('Train (not available yet: {0})').replace('{0}', foreign('lattice spins')),
    ]);
  });

  it('reads the titles of repairs and rewritings in it', async () => {
    const document = await client.open(SOUND.replace('mlp { hidden', 'mlp { hiden'));
    const range = { start: document.at('1/2 * ∇²'), end: document.at('hiden') };
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', document, {
      range,
      context: { diagnostics: [] },
    });
    expect(actions.map(({ title }) => title)).toEqual([
      foreign('Change to ‘{0}’').replace('{0}', 'hidden'),
      foreign('Write ‘{0}’').replace('{0}', '²'),
      foreign('Write ‘{0}’').replace('{0}', 'laplacian'),
    ]);
  });

  it('is refused a name in it', async () => {
    const document = await client.open(SOUND);
    const renamed = client.request('textDocument/rename', document, { position: document.at('One'), newName: '1st' });
    const refusal = '‘{0}’ cannot be a name: names are letters and digits, beginning with a letter';
    await expect(renamed).rejects.toThrow(foreign(refusal).replace('{0}', '1st'));
  });

  it('reads the pages of diagnostics and the comments of the library in it', async () => {
    const page = await client.connection.sendRequest<string>('qham/libraryDocument', { uri: diagnosticUri('QH0513') });
    expect(page).toContain(`# QH0513: ${foreign('a lattice that is not known')}`);
    expect(untranslated(page.replaceAll(/QH\d+|`[^`]*`|docs\/\S+/g, ''), new Set())).toEqual([]);
    const document = await client.open('units nuclear\nparam m = mN\n');
    const { contents } = await client.request<Hover>('textDocument/hover', document, { position: document.at('mN') });
    expect((contents as MarkupContent).value).toMatch(/⟦[^\p{L}⟧]*⟧$/u);
  });
});

it('speaks English to a client whose translation is none', async () => {
  for (const translation of [undefined, null, 'German', 3, { '▶ Train': 3 }]) {
    const { client } = await connect({ translation });
    const document = await client.open('units oscillator\ninverse U { }\n');
    const [lens] = await client.request<CodeLens[]>('textDocument/codeLens', document);
    expect(lens!.command!.title).toMatch(/^Train \(fix \d errors? first: line 2\)$/);
    await client.close();
  }
});
