import { basename } from 'node:path';
import * as vscode from 'vscode';
import { receiveFromTypeset, type ToTypeset, type Typeset } from '../typeset/protocol.ts';
import { typesetTexts } from '../typeset/texts.ts';
import type { Feature, Services } from './feature.ts';
import { editorOf, showPlace } from './show-place.ts';
import { pageOf } from './webview-page.ts';

const VIEW = 'qham.typeset';

/** The file as physics beside its text, both leading to each other; one panel, which follows the editor. */
export const typesetView: Feature = (services) => {
  const { context } = services;
  let panel: vscode.WebviewPanel | null = null;
  const open = (document: vscode.TextDocument | undefined, restored?: vscode.WebviewPanel) => {
    if (panel !== null && !restored) return panel.reveal(undefined, true);
    const title = vscode.l10n.t('Typeset');
    const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    panel = restored ?? vscode.window.createWebviewPanel(VIEW, title, beside, {});
    panel.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media/qham.svg');
    follow(services, panel, document);
    panel.onDidDispose(() => {
      panel = null;
    });
  };
  context.subscriptions.push(
    vscode.commands.registerCommand('qham.showTypeset', () => open(vscode.window.activeTextEditor?.document)),
    vscode.window.registerWebviewPanelSerializer(VIEW, {
      deserializeWebviewPanel: async (restored) => {
        const uri = context.workspaceState.get<string>(VIEW);
        open(uri === undefined ? undefined : await document(vscode.Uri.parse(uri)), restored);
      },
    }),
  );
  return undefined;
};

/** The file may be gone since. */
async function document(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

/** Keeps the panel true to the .qham file that is edited, and the editor to what is clicked in the panel. */
function follow(services: Services, panel: vscode.WebviewPanel, first: vscode.TextDocument | undefined): void {
  const { context, language, log } = services;
  let shown = first?.languageId === 'qham' ? first : undefined;
  let typeset: Typeset = { rows: [], latex: '' };
  let ready = false;
  const post = (message: ToTypeset) => void panel.webview.postMessage(message);
  const send = async () => {
    if (!ready || !panel.visible || !shown) return;
    const document = shown;
    const found = await language.typeset(document);
    if (found === null || document !== shown) return;
    typeset = found;
    const broken = vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
      .map(({ range }) => range.start.line);
    post({ type: 'file', name: basename(document.uri.path), rows: typeset.rows, broken });
    const cursor = editorOf(document)?.selection.active;
    if (cursor) post(cursorAt(cursor));
  };
  const show = (document: vscode.TextDocument) => {
    if (document.languageId !== 'qham' || document === shown) return;
    shown = document;
    void context.workspaceState.update(VIEW, document.uri.toString());
    void send();
  };
  const parts = [
    vscode.window.onDidChangeActiveTextEditor((editor) => editor && show(editor.document)),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      if (ready && panel.visible && textEditor.document === shown && selections[0])
        post(cursorAt(selections[0].active));
    }),
    language.onValidated((uri) => {
      if (uri.toString() === shown?.uri.toString()) void send();
    }),
    panel.onDidChangeViewState(() => {
      // A hidden page is thrown away; the next one says when it is ready.
      if (!panel.visible) ready = false;
    }),
    panel.webview.onDidReceiveMessage(async (value: unknown) => {
      const received = receiveFromTypeset(value);
      if (!received.ok) return log.error('the typeset view sent what is not a message:', received.error);
      const { message } = received;
      switch (message.type) {
        case 'ready':
          ready = true;
          return send();
        case 'reveal':
          return shown && showPlace(shown, message.range);
        case 'copy':
          return vscode.env.clipboard.writeText(
            message.row === null ? typeset.latex : (typeset.rows[message.row]?.latex ?? ''),
          );
        case 'fault':
          return log.error('the script of the typeset view failed:', message.message);
      }
    }),
  ];
  panel.onDidDispose(() => {
    for (const part of parts) part.dispose();
  });
  if (shown) void context.workspaceState.update(VIEW, shown.uri.toString());
  const texts = typesetTexts(vscode.l10n);
  panel.webview.html = pageOf(context, panel.webview, 'typeset', texts.title, texts);
}

const cursorAt = ({ line, character }: vscode.Position): ToTypeset => ({
  type: 'cursor',
  position: { line, character },
});
