import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DocumentState } from 'langium';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type CodeLens,
  CodeLensRequest,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type WorkspaceSymbol,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver-protocol';
import type { QhamServerServices } from '../../language-server/module.ts';
import { type Client, connect } from './client.ts';
import { deferred } from './deferred.ts';

const TEXT = 'units oscillator\nhamiltonian A { particle r in R^1; H = -1/2 * ∇²[r] + |r|^2 / 2 + missing }\n';

let folder: string;
let client: Client;
let services: QhamServerServices;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qham-workspace-'));
  ({ client, services } = await connect({}, folder));
});
afterEach(async () => {
  await client.close();
  rmSync(folder, { recursive: true });
});

/** Cancels every build as soon as it has checked a document. */
function cancelWhenChecked(): void {
  const { validation, shared } = services;
  const check = validation.DocumentValidator.validateDocument.bind(validation.DocumentValidator);
  validation.DocumentValidator.validateDocument = async (...given) => {
    const found = await check(...given);
    shared.workspace.WorkspaceLock.cancelWrite();
    return found;
  };
}

/** Writes a file and tells the server of it, as an editor that watches the folder does. */
async function fileComes(path: string, text: string): Promise<void> {
  const at = join(folder, path);
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, text);
  await told(path, FileChangeType.Created);
}

function told(path: string, type: FileChangeType): Promise<void> {
  const uri = pathToFileURL(join(folder, path)).href;
  return client.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri, type }] });
}

const hamiltonians = async () => {
  const found = await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query: '' });
  return (found as WorkspaceSymbol[]).map(({ name }) => name).sort();
};

describe('a build that is cancelled when a document has just been checked', () => {
  it('still publishes what was found, and answers who waits for it', async () => {
    cancelWhenChecked();
    const { diagnostics, uri } = await client.open(TEXT);
    expect(diagnostics).toHaveLength(1);
    expect(await client.connection.sendRequest<CodeLens[]>(CodeLensRequest.method, { textDocument: { uri } })).toEqual(
      [],
    );
  });
});

describe('a start that is cancelled by the first file that is opened', () => {
  it('leaves no file of the workspace unchecked', async () => {
    const other = join(folder, 'other.qham');
    writeFileSync(other, TEXT);
    const later = await connect({}, folder);
    const { DocumentBuilder, TextDocuments } = later.services.shared.workspace;
    const start = DocumentBuilder.onBuildPhase(DocumentState.IndexedContent, async () => {
      start.dispose();
      const { promise: cancelled, resolve } = deferred();
      TextDocuments.onDidOpen(() => setImmediate(resolve));
      void later.client.open(TEXT);
      await cancelled;
    });
    const found = () => later.client.published.filter(({ uri }) => uri === pathToFileURL(other).href);
    await expect.poll(() => found().at(-1)?.diagnostics.length).toBe(1);
    await later.client.close();
  });
});

describe('of the files that change in the folder of the workspace', () => {
  it('those that a training writes disturb nothing that is being built', async () => {
    const { DocumentBuilder } = services.shared.workspace;
    await client.open(TEXT);
    const updates: string[] = [];
    DocumentBuilder.onUpdate((changed, deleted) => {
      updates.push(...[...changed, ...deleted].map(({ path }) => path.split('/').at(-1)!));
    });
    const run = '.qham/runs/Ground-1';
    await fileComes(`${run}/program.qham`, TEXT);
    await fileComes(`${run}/events.jsonl`, '{}\n');
    await told(`${run}/events.jsonl`, FileChangeType.Changed);
    await told('notes.txt', FileChangeType.Changed);
    await told(run, FileChangeType.Deleted);
    await fileComes('second.qham', TEXT.replace('hamiltonian A', 'hamiltonian B'));
    await expect.poll(() => updates).toEqual(['second.qham']);
  });

  it('those of folders that come and go are documents, the copies in run folders are none', async () => {
    await fileComes('.qham/runs/Ground-1/program.qham', TEXT.replace('hamiltonian A', 'hamiltonian Copy'));
    mkdirSync(join(folder, 'more'));
    writeFileSync(join(folder, 'more/a.qham'), TEXT);
    await told('more', FileChangeType.Created);
    await expect.poll(hamiltonians).toEqual(['A']);
    rmSync(join(folder, 'more'), { recursive: true });
    await told('more', FileChangeType.Deleted);
    await expect.poll(hamiltonians).toEqual([]);
  });
});
