import { type Finding, say } from '@qham/grammar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CodeAction, DiagnosticSeverity } from 'vscode-languageserver-protocol';
import { PHYSICS_NOTIFICATION } from '../../language-server/lsp/physics-diagnostics.ts';
import type { QhamServerServices } from '../../language-server/module.ts';
import { type Client, connect, type Opened } from './client.ts';

const TEXT = 'units oscillator\nhamiltonian T { particle r in R^3; H = -∇²[r]/2 + |r|^2 }\n';
const RANGE = { start: { line: 1, character: 0 }, end: { line: 1, character: 11 } };
const FINDING: Finding = {
  code: 'QH9999',
  severity: 'warning',
  message: say`found at many points`,
  range: RANGE,
  related: [],
  fixes: [{ title: say`Repair it`, edits: [{ offset: 0, end: 0, text: '// ' }] }],
};

let client: Client;
let services: QhamServerServices;
beforeAll(async () => {
  ({ client, services } = await connect());
});
afterAll(() => client.close());

/** The next version of which the slow checks are done. */
const physicsChecked = () =>
  new Promise<{ uri: string; version: number }>((resolve) => {
    const listener = client.connection.onNotification(PHYSICS_NOTIFICATION, (parameters) => {
      listener.dispose();
      resolve(parameters);
    });
  });

describe('slow checks', () => {
  it('come after the fast ones, are added to them, and bring their repairs', async () => {
    services.diagnostics.PhysicsDiagnostics.check = async () => [FINDING];
    const done = physicsChecked();
    const warned = TEXT.replace('H =', 'a = 1; H =');
    const document: Opened = await client.open(warned);
    expect(document.diagnostics.map(({ code }) => code)).toEqual(['QH0103']);
    expect(await done).toEqual({ uri: document.uri, version: 1 });
    const ofDocument = client.published.filter(({ uri }) => uri === document.uri);
    const [fast, all] = ofDocument.slice(-2).map(({ diagnostics }) => diagnostics);
    expect(fast).toHaveLength(1);
    expect(all).toEqual([
      fast![0],
      expect.objectContaining({ message: 'found at many points', source: 'qham physics' }),
    ]);
    const context = { diagnostics: [] };
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', document, { range: RANGE, context });
    expect(actions.map(({ title }) => title)).toContain('Repair it');
  });

  it('end when something is typed, and start again for the new text', async () => {
    let begun = () => {};
    const first = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let cancelled = () => {};
    const ended = new Promise<void>((resolve) => {
      cancelled = resolve;
    });
    const texts: string[] = [];
    services.diagnostics.PhysicsDiagnostics.check = async (document, token) => {
      texts.push(document.textDocument.getText());
      if (texts.length > 1) return [];
      begun();
      // Held up until the token says stop; what is found then belongs to a text that is no more.
      await new Promise<void>((resolve) => token!.onCancellationRequested(() => resolve()));
      cancelled();
      return [FINDING];
    };
    const document = await client.open(TEXT);
    await first;
    const done = physicsChecked();
    const changed = await client.change(document, 2, `${TEXT}// more\n`);
    await ended;
    expect(await done).toEqual({ uri: document.uri, version: 2 });
    expect(texts).toEqual([TEXT, changed.text]);
    expect(client.diagnosticsOf(document)).toEqual([]);
  });

  it('are not made for a file with errors', async () => {
    const checked: string[] = [];
    services.diagnostics.PhysicsDiagnostics.check = async (document) => {
      checked.push(document.textDocument.getText());
      return [];
    };
    const broken = await client.open(TEXT.replace('|r|', '|q|'));
    expect(broken.diagnostics[0]!.severity).toBe(DiagnosticSeverity.Error);
    const done = physicsChecked();
    const healed = await client.change(broken, 2, TEXT);
    await done;
    expect(checked).toEqual([healed.text]);
  });
});
