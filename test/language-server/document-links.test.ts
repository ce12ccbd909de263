import { expect, it } from 'vitest';
import type { DocumentLink } from 'vscode-languageserver-protocol';
import { connect } from './client.ts';

it('the paths of imports open their files, also where the rest is broken', async () => {
  const { client } = await connect();
  const document = await client.open('import "traps.qham"\nimport "../more/dots.qham"\nansatz {');
  const links = await client.request<DocumentLink[]>('textDocument/documentLink', document);
  expect(links.map(({ range, target }) => [document.read(range), target])).toEqual([
    ['"traps.qham"', 'file:///test/traps.qham'],
    ['"../more/dots.qham"', 'file:///more/dots.qham'],
  ]);
  await client.close();
});
