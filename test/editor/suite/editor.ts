import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestApi } from '../../../extension/extension.ts';
import type { Run } from '../../../extension/training/runs.ts';

/** A short training whose result is far inside what it expects: for what is tested here, precision is not. */
export const SHORT = `units oscillator

hamiltonian Oscillator(D = 1) {
  particle r in R^D
  H = -1/2 * ∇²[r] + 1/2 * |r|^2
}

ansatz Gaussian {
  N   = mlp { hidden = [8]; activation = tanh }
  psi = N(r) * exp(-|r|^2 / 2)
}

schedule Quick {
  sampler metropolis { walkers = 128; sweeps = 5; proposal = uniform(1) }
  phase main {
    objective = energy
    optimizer adam { learning_rate = 1e-2 }
    steps = 60
  }
  evaluate { walkers = 256; samples = 40; sweeps = 5 }
}

schedule Long {
  sampler metropolis { walkers = 128; sweeps = 5; proposal = uniform(1) }
  phase main {
    objective = energy
    optimizer adam { learning_rate = 1e-4 }
    steps = 1000000
  }
}

train Short   = Oscillator() with Gaussian using Quick { expect energy = 0.5 within 20% }
train Endless = Oscillator() with Gaussian using Long
`;

/** The extension's interface for tests. */
export async function activated(): Promise<TestApi> {
  const extension = vscode.extensions.getExtension<TestApi | undefined>('qham.qham-vscode');
  assert.ok(extension, 'the extension is installed');
  const api = await extension.activate();
  assert.ok(api, 'the extension gives its interface to tests');
  return api;
}

/** The first of the open folders. */
export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  return folder.uri;
}

/** Writes a file into the open folder. */
export async function write(name: string, text: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Writes a file into the open folder and opens it. */
export async function open(name: string, text: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(await write(name, text));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Settles with the diagnostics of a document when they fulfil the condition. */
export function whenDiagnosed(
  { uri }: Pick<vscode.TextDocument, 'uri'>,
  condition: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return new Promise((resolve) => {
    const look = () => {
      const diagnostics = vscode.languages.getDiagnostics(uri);
      if (!condition(diagnostics)) return;
      changes.dispose();
      resolve(diagnostics);
    };
    const changes = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}

/** The commands of the lenses of a document, when there are any. */
export async function lensCommands({ uri }: Pick<vscode.TextDocument, 'uri'>): Promise<vscode.Command[]> {
  for (;;) {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
    const commands = lenses.flatMap((lens) => lens.command ?? []);
    // While the server starts there is no provider yet; Mocha's own limit ends this.
    if (commands.length > 0) return commands;
  }
}

/** Starts a training as its lens does. */
export async function train({ uri }: vscode.TextDocument, name: string): Promise<Run> {
  const run = await vscode.commands.executeCommand<Run | undefined>('qham.train', uri.toString(), name);
  assert.ok(run, `a training of ${name} was started`);
  return run;
}
