import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIAGNOSTICS, diagnosticUri, english } from '@qham/grammar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocationLink } from 'vscode-languageserver-protocol';
import { LIBRARY_DOCUMENT_REQUEST } from '../../language-server/lsp/library-documents.ts';
import { type Client, connect } from './client.ts';

let client: Client;
beforeAll(async () => {
  ({ client } = await connect());
});
afterAll(() => client.close());

const textOf = (uri: string) => client.connection.sendRequest<string | null>(LIBRARY_DOCUMENT_REQUEST, { uri });

describe('the library', () => {
  it('is where the definition of its names leads, and can be read there, also from a broken file', async () => {
    const document = await client.open(
      'units oscillator\nhamiltonian A { particle r in R^3; H = -∇²[r] + yukawa(|r|) }\ntrain = {',
    );
    const [link] = await client.request<LocationLink[]>('textDocument/definition', document, {
      position: document.at('yukawa'),
    });
    const text = await textOf(link!.targetUri);
    const { start, end } = link!.targetSelectionRange;
    expect(text!.split('\n')[start.line]!.slice(start.character, end.character)).toBe('yukawa');
  });

  it('has nothing at other addresses', async () => {
    const elsewhere = ['qham-library:/gone.qham', 'file:///potentials.qham', 'qham-library:/diagnostics/QH9999.md'];
    for (const uri of [...elsewhere, 'qham-library:/constructor']) expect(await textOf(uri)).toBeNull();
  });
});

describe('a diagnostic', () => {
  it('leads to the page of its code', async () => {
    const { diagnostics } = await client.open('train A = B with C using D');
    expect(diagnostics.length).toBeGreaterThan(0);
    for (const { code, codeDescription } of diagnostics) {
      expect(codeDescription!.href).toBe(`qham-library:/diagnostics/${code}.md`);
      expect(await textOf(codeDescription!.href)).toContain(`# ${code}: `);
    }
  });

  it.each(DIAGNOSTICS)(
    '$code has a page, which names the one of the reference that has the code too',
    async ({ code, title }) => {
      const page = await textOf(diagnosticUri(code));
      expect(page).toContain(`# ${code}: ${english(title)}`);
      const [, reference] = page!.match(/Explained in `(docs\/language\/[^`]+)`/)!;
      expect(readFileSync(join(import.meta.dirname, '../..', reference!), 'utf8')).toContain(code);
    },
  );
});
