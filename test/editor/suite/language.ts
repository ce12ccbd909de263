import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { activated, lensCommands, open, SHORT, whenDiagnosed } from './editor.ts';

describe('the language', () => {
  before(() => activated());

  it('is known by its files', async () => {
    assert.ok((await vscode.languages.getLanguages()).includes('qham'));
    assert.equal((await open('known.qham', SHORT)).languageId, 'qham');
  });

  it('has no complaint about a file that is right', async () => {
    const document = await open('right.qham', SHORT);
    await lensCommands(document);
    assert.deepEqual(
      vscode.languages.getDiagnostics(document.uri).map(({ message }) => message),
      [],
    );
  });

  it('says what is wrong, where, and with a code', async () => {
    const document = await open('wrong.qham', SHORT.replace('with Gaussian using Quick', 'with Gausian using Quick'));
    const errors = await whenDiagnosed(document, (found) => found.length > 0);
    const error = errors.find(({ message }) => message.includes('Gausian'));
    assert.ok(error, `the name is named in: ${errors.map(({ message }) => message).join('; ')}`);
    assert.equal(error.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(document.getText(error.range), 'Gausian');
    assert.ok(error.code, 'it has a code');
  });

  it('forgets an error that was repaired', async () => {
    const document = await open('repaired.qham', SHORT.replace('using Quick', 'using Quik'));
    await whenDiagnosed(document, (found) => found.length > 0);
    const at = document.positionAt(document.getText().indexOf('Quik'));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(at, at.translate(0, 4)), 'Quick');
    await vscode.workspace.applyEdit(edit);
    await whenDiagnosed(document, (found) => found.length === 0);
  });

  it('comes back when its server dies', async () => {
    const document = await open('crashed.qham', SHORT);
    await lensCommands(document);
    const servers = await serverProcesses();
    assert.equal(servers.length, 1);
    process.kill(servers[0]!, 'SIGKILL');
    const broken = await open(
      'after-crash.qham',
      SHORT.replace('with Gaussian using Quick', 'with Gausian using Quick'),
    );
    const errors = await whenDiagnosed(broken, (found) => found.length > 0);
    assert.ok(errors.some(({ message }) => message.includes('Gausian')));
    assert.ok(!(await serverProcesses()).includes(servers[0]!));
  });

  it('completes names and settings', async () => {
    const document = await open('completed.qham', SHORT);
    await lensCommands(document);
    const labels = async (offset: number) => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        document.positionAt(offset),
      );
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    const text = document.getText();
    assert.ok((await labels(text.indexOf('Gaussian using Quick'))).includes('Gaussian'));
    assert.ok((await labels(text.indexOf('walkers = 128'))).some((label) => label.startsWith('walkers')));
  });

  it('has a lens on every train, which says why where it cannot train', async () => {
    const document = await open('lenses.qham', SHORT);
    const right = await lensCommands(document);
    assert.deepEqual(
      right.filter(({ command }) => command === 'qham.train').map(({ arguments: given }) => given?.[1]),
      ['Short', 'Endless'],
    );
    const broken = await open('broken.qham', SHORT.replaceAll('with Gaussian', 'with Gausian'));
    const wrong = await lensCommands(broken);
    assert.deepEqual([...new Set(wrong.map(({ command }) => command))], ['qham.showReason']);
    assert.equal(wrong.length, 2);
    const [{ command, arguments: given = [] }] = wrong as [vscode.Command];
    await vscode.commands.executeCommand(command, ...given);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), broken.uri.toString());
    const at = broken.offsetAt(editor.selection.active);
    assert.equal(broken.getText().slice(at, at + 'Gausian'.length), 'Gausian');
  });
});

/** Ids of the language servers that this extension host has started. */
async function serverProcesses(): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const read = (what: string) => readFile(`/proc/${pid}/${what}`, 'utf8').catch(() => '');
      const parent = Number((await read('stat')).replace(/^.*\) /s, '').split(' ')[1]);
      return parent === process.pid && (await read('cmdline')).includes('language-server');
    }),
  );
  return pids.filter((_, i) => found[i]);
}
