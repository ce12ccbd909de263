import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { activated, lensCommands } from './editor.ts';

describe('New from Example', () => {
  let folder: vscode.Uri;
  let shipped: string;
  before(async () => {
    await activated();
    folder = vscode.workspace.workspaceFolders![0]!.uri;
    shipped = join(vscode.extensions.getExtension('qham.qham-vscode')!.extensionPath, 'dist/examples');
  });

  it('opens a copy of every shipped example that is right as it is', async () => {
    const names = readdirSync(shipped).filter((name) => name.endsWith('.qham'));
    assert.ok(names.length > 0);
    // One that imports another comes first: the other one is not there yet, and has to come along.
    const imports = (name: string) => /^import/m.test(readFileSync(join(shipped, name), 'utf8'));
    assert.ok(names.some(imports));
    for (const name of names.sort((a, b) => Number(imports(b)) - Number(imports(a)))) {
      const taken = existsSync(vscode.Uri.joinPath(folder, name).fsPath);
      const uri = await vscode.commands.executeCommand<vscode.Uri>('qham.newFromExample', name);
      assert.equal(uri.path.split('/').at(-1), taken ? name.replace('.qham', '-2.qham') : name);
      const { document } = vscode.window.activeTextEditor!;
      assert.equal(document.uri.toString(), uri.toString());
      assert.equal(document.getText(), readFileSync(join(shipped, name), 'utf8'));
      // A file with an error has the lens that says so; one without a train has none.
      if (/^train /m.test(document.getText())) {
        const commands = (await lensCommands(document)).map(({ command }) => command);
        assert.ok(commands.includes('qham.train') && !commands.includes('qham.showReason'), `${name}: ${commands}`);
      }
      const errors = vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
      assert.deepEqual(
        errors.map(({ message }) => message),
        [],
      );
    }
  });
});
