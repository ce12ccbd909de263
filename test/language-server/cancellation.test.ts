import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver-protocol';
import type { QhamServerServices } from '../../language-server/module.ts';
import { type Client, connect, type Opened } from './client.ts';
import { deferred } from './deferred.ts';

const TEXT = 'units oscillator\nhamiltonian A { particle r in R^1; V = |r|^2 / 2; H = -1/2 * ∇²[r] + V }\n';

let client: Client;
let services: QhamServerServices;
let document: Opened;
beforeAll(async () => {
  ({ client, services } = await connect({ theme: 'dark' }));
  document = await client.open(TEXT);
});
afterAll(() => client.close());

/** Holds an asynchronous function of the server up, until it is let go; tells when it has been reached. */
function hold<T extends object>(owner: T, name: keyof T): { reached: Promise<void>; letGo: () => void } {
  const original = (owner[name] as (...given: unknown[]) => Promise<unknown>).bind(owner);
  const { promise: reached, resolve: reach } = deferred();
  const { promise: free, resolve: letGo } = deferred();
  Object.assign(owner, {
    [name]: async (...given: unknown[]) => {
      reach();
      await free;
      Object.assign(owner, { [name]: original });
      return original(...given);
    },
  });
  return { reached, letGo };
}

/** What a request ends with that is cancelled while the server works on it. */
async function cancelled(method: string, more: object, held: ReturnType<typeof hold>): Promise<unknown> {
  const source = new CancellationTokenSource();
  const parameters = { textDocument: { uri: document.uri }, ...more };
  const outcome = client.connection.sendRequest(method, parameters, source.token).then(
    (result) => ({ result }),
    (error: { code: number }) => ({ error: error.code }),
  );
  await held.reached;
  source.cancel();
  // An answer to what was sent later: the server has read of the cancellation.
  await client.request('textDocument/documentLink', document);
  held.letGo();
  return outcome;
}

describe('while the server works on it, a request that is cancelled ends with an error:', () => {
  const error = { error: LSPErrorCodes.RequestCancelled };

  it('a hover, between its formula and its plot', async () => {
    const position = document.at('V =');
    const held = hold(services.pictures.Typesetter, 'typeset');
    expect(await cancelled('textDocument/hover', { position }, held)).toEqual(error);
    expect(await client.request('textDocument/hover', document, { position })).toMatchObject({ contents: {} });
  });

  it('semantic tokens', async () => {
    const provider = services.lsp.SemanticTokenProvider as unknown as { computeHighlighting: () => Promise<void> };
    const held = hold(provider, 'computeHighlighting');
    expect(await cancelled('textDocument/semanticTokens/full', {}, held)).toEqual(error);
    expect(await client.request('textDocument/semanticTokens/full', document)).toMatchObject({ data: {} });
  });

  it('a completion', async () => {
    const position = document.at('V }');
    const provider = services.lsp.CompletionProvider as unknown as { completionFor: () => Promise<void> };
    const held = hold(provider, 'completionFor');
    expect(await cancelled('textDocument/completion', { position }, held)).toEqual(error);
    expect(await client.request('textDocument/completion', document, { position })).toMatchObject({ items: {} });
  });
});
