import { AstUtils, GrammarAST } from 'langium';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CompletionItem, InsertTextFormat, type TextEdit } from 'vscode-languageserver-protocol';
import { QhamGrammar } from '../../grammar/generated/grammar.ts';
import { KEYWORDS } from '../../language-server/completion/keywords.ts';
import { type Client, connect } from './client.ts';

/** What an editor inserts for a snippet when nothing is typed over its placeholders. */
const inserted = (snippet: string) => snippet.replace(/\$\{\d+:([^}]*)\}/g, '$1').replace(/\$\d/g, '');

const STATEMENTS = [
  ...['units', 'param', 'potential', 'wavefunction', 'hamiltonian', 'ansatz', 'schedule', 'train', 'sweep', 'inverse'],
];

/** Places where words of the language begin something, at the mark §. */
const PLACES = [
  '§',
  'hamiltonian A { § }',
  'ansatz A { psi = § }',
  'schedule A { § }',
  'schedule A { sampler metropolis { § } }',
  'schedule A { phase main { § } }',
  'train A = B with C using D { § }',
  'train A = B with C using D { expect energy § }',
  'inverse A { § }',
];

let client: Client;
beforeAll(async () => {
  ({ client } = await connect());
});
afterAll(() => client.close());

async function complete(marked: string): Promise<CompletionItem[]> {
  const document = await client.open(marked.replace('§', ''));
  const position = { line: 0, character: marked.indexOf('§') };
  return (await client.request<{ items: CompletionItem[] }>('textDocument/completion', document, { position })).items;
}

describe('the words of the language', () => {
  it('are all explained', () => {
    const words = AstUtils.streamAst(QhamGrammar())
      .filter(GrammarAST.isKeyword)
      .map(({ value }) => value)
      .filter((value) => /^\p{L}/u.test(value));
    expect([...new Set(words)].filter((word) => !Object.hasOwn(KEYWORDS, word))).toEqual([]);
  });

  it.each(PLACES)('insert what can be read, in %s', async (marked) => {
    const snippets = (await complete(marked)).filter((item) => item.insertTextFormat === InsertTextFormat.Snippet);
    expect(snippets.length).toBeGreaterThan(0);
    for (const { label, textEdit } of snippets) {
      const text = marked.replace('§', () => inserted((textEdit as TextEdit).newText));
      const { diagnostics } = await client.open(text);
      const unreadable = diagnostics.filter(({ code }) => String(code).startsWith('QH00'));
      expect(unreadable, `${label}: ${text}`).toEqual([]);
    }
  });

  it('make a whole program that is right, one construct after the other', async () => {
    const items = await complete('§');
    const parts = STATEMENTS.map((word) => {
      const item = items.find(({ label }) => label === word);
      return inserted((item!.textEdit as TextEdit).newText);
    });
    const { diagnostics } = await client.open(parts.join('\n\n'));
    expect(diagnostics.filter(({ severity }) => severity === 1)).toEqual([]);
  });
});
