import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { activated, lensCommands, whenDiagnosed, workspaceFolder } from './editor.ts';

describe('New from Example', () => {
  let shipped: string;
  before(async () => {
    await activated();
    shipped = join(vscode.extensions.getExtension('qham.qham-vscode')!.extensionPath, 'dist/examples');
  });

  it('opens a copy of every shipped example, each without errors', async () => {
    const text = (name: string) => readFileSync(join(shipped, name), 'utf8');
    const names = readdirSync(shipped).filter((name) => name.endsWith('.qham'));
    // One that imports another comes first: the other one is not there yet, and has to come along.
    const [importing, ...others] = names.sort((a, b) => importsOf(text(b)).length - importsOf(text(a)).length);
    const [imported] = importsOf(text(importing!));
    assert.ok(imported, 'there is one that imports another');
    await openExample(importing!);
    assert.equal(readFileSync(pathOf(imported), 'utf8'), text(imported));
    for (const name of others) await openExample(name);
  });

  const pathOf = (name: string) => vscode.Uri.joinPath(workspaceFolder(), name).fsPath;
  async function openExample(name: string): Promise<void> {
    const taken = existsSync(pathOf(name));
    const uri = await vscode.commands.executeCommand<vscode.Uri>('qham.newFromExample', name);
    assert.equal(uri.fsPath, pathOf(taken ? name.replace('.qham', '-2.qham') : name));
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.uri.toString(), uri.toString());
    assert.equal(document.getText(), readFileSync(join(shipped, name), 'utf8'));
    await whenRight(document);
  }
});

const importsOf = (text: string): string[] => [...text.matchAll(/^import\s+"([^"]+)"/gm)].map(([, path]) => path!);

/** Settles when a document has been checked and has no error. The server may hear of what it imports after it has checked it once. */
async function whenRight(document: vscode.TextDocument): Promise<void> {
  const isError = ({ severity }: vscode.Diagnostic) => severity === vscode.DiagnosticSeverity.Error;
  let lenses: vscode.Command[];
  do {
    await whenDiagnosed(document, (diagnostics) => !diagnostics.some(isError));
    // Lenses are there when a file has been checked, and say so where it has errors.
    lenses = await lensCommands(document);
  } while (lenses.some(({ title }) => /\(fix \d+ errors? first/.test(title)));
}
