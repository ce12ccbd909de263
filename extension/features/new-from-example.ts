import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { firstSentence } from '../language/first-sentence.ts';
import type { Feature, Services } from './feature.ts';

/** Lets the user begin with a copy of an example that comes with the extension. */
export const newFromExample: Feature = (services) => {
  services.context.subscriptions.push(
    vscode.commands.registerCommand('qham.newFromExample', async (name?: unknown) => {
      const examples = await readExamples(services);
      const given = examples.find((example) => example.label === name);
      const placeHolder = vscode.l10n.t('Example to begin with');
      const chosen = given ?? (await vscode.window.showQuickPick(examples, { placeHolder, matchOnDetail: true }));
      return chosen && open(chosen, examples);
    }),
  );
  return undefined;
};

interface Example extends vscode.QuickPickItem {
  readonly text: string;
}

async function readExamples({ context }: Services): Promise<Example[]> {
  const packaged = context.asAbsolutePath('dist/examples');
  const folder = existsSync(packaged) ? packaged : context.asAbsolutePath('../examples');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.qham')).sort();
  return Promise.all(
    names.map(async (label) => {
      const text = await readFile(join(folder, label), 'utf8');
      return { label, detail: firstSentence(text), text };
    }),
  );
}

/**
 * Writes the copy into the open folder, where it can be trained at once, with the examples that it imports unless files of that
 * name are there already; without a folder it is a new text to be saved.
 */
async function open({ label, text }: Example, examples: readonly Example[]): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri;
  if (folder === undefined) {
    const document = await vscode.workspace.openTextDocument({ language: 'qham', content: text });
    await vscode.window.showTextDocument(document);
    return document.uri;
  }
  for (const imported of importedBy(text, examples)) {
    const beside = vscode.Uri.joinPath(folder, imported.label);
    if (existsSync(beside.fsPath)) continue;
    await write(beside, imported.text);
    // So the language server knows it before the file that imports it.
    await vscode.workspace.openTextDocument(beside);
  }
  const uri = freeName(folder, basename(label, '.qham'));
  await write(uri, text);
  await vscode.window.showTextDocument(uri);
  return uri;
}

const write = (uri: vscode.Uri, text: string) => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));

/** The examples that an example imports, directly or by way of others; all of them lie in one folder. */
function importedBy(text: string, examples: readonly Example[]): Set<Example> {
  const found = new Set<Example>();
  const collect = (from: string) => {
    for (const [, path] of from.matchAll(/^import\s+"([^"]+)"/gm)) {
      const example = examples.find(({ label }) => label === path);
      if (example === undefined || found.has(example)) continue;
      found.add(example);
      collect(example.text);
    }
  };
  collect(text);
  return found;
}

function freeName(folder: vscode.Uri, stem: string): vscode.Uri {
  for (let attempt = 1; ; attempt++) {
    const uri = vscode.Uri.joinPath(folder, `${attempt === 1 ? stem : `${stem}-${attempt}`}.qham`);
    if (!existsSync(uri.fsPath)) return uri;
  }
}
