import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { viewPage } from '../energies/page.ts';

/** Lets a webview run its own script and nothing else. @returns its page */
export function pageOf(
  context: vscode.ExtensionContext,
  webview: vscode.Webview,
  view: 'energies' | 'compare' | 'typeset',
  title: string,
  texts: object,
): string {
  const root = vscode.Uri.joinPath(context.extensionUri, 'dist');
  webview.options = { enableScripts: true, localResourceRoots: [root] };
  return viewPage({
    source: webview.cspSource,
    nonce: randomBytes(16).toString('hex'),
    script: webview.asWebviewUri(vscode.Uri.joinPath(root, `${view}.js`)).toString(),
    style: webview.asWebviewUri(vscode.Uri.joinPath(root, `${view}.css`)).toString(),
    language: vscode.env.language,
    title,
    texts,
  });
}
