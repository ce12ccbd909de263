import * as vscode from 'vscode';
import type { Range } from '../language/trains.ts';

/** The editor that has this document in sight. */
export const editorOf = (document: vscode.TextDocument): vscode.TextEditor | undefined =>
  vscode.window.visibleTextEditors.find((editor) => editor.document === document);

/** Selects a part of a document, in the editor that shows it already if there is one; the cursor is where that part begins. */
export async function showPlace(document: vscode.TextDocument, { start, end }: Range): Promise<void> {
  const viewColumn = editorOf(document)?.viewColumn ?? vscode.ViewColumn.One;
  const editor = await vscode.window.showTextDocument(document, { viewColumn });
  editor.selection = new vscode.Selection(end.line, end.character, start.line, start.character);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
