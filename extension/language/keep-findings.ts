import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** The name that VS Code keeps the server's findings under: the `owner` of the problem matcher, so that a finding stands there once. */
export const FINDINGS = 'qham';
/** As the problem matcher names its source. */
const OF_TASK = 'QHam';

/**
 * Says again what the server has found in files that are not open, when a task has ended. VS Code takes from Problems what stood
 * there under the owner of the task's matcher, in all files that the task says nothing of; it does so after the end is told.
 */
export function keepFindings(client: BaseLanguageClient): vscode.Disposable {
  const waiting = new Set<string>();
  const arm = () => {
    const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
    client.diagnostics?.forEach((uri) => {
      if (!open.has(uri.toString())) waiting.add(uri.toString());
    });
  };
  const restore = (uri: vscode.Uri) => {
    const findings = client.diagnostics?.get(uri);
    if (!waiting.delete(uri.toString()) || !findings?.length) return;
    // What the task itself has found there is newer.
    if (vscode.languages.getDiagnostics(uri).some(({ source }) => source === OF_TASK)) return;
    client.diagnostics?.set(uri, findings);
  };
  return vscode.Disposable.from(
    vscode.tasks.onDidEndTask(arm),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => uris.forEach(restore)),
  );
}
