import * as vscode from 'vscode';
import type { Feature } from './feature.ts';

/** Documents that the language brings along: what a definition in the library or the code of a diagnostic leads to. */
export const libraryDocuments: Feature = ({ context, language }) => {
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider('qham-library', {
      provideTextDocumentContent: (uri, token) => language.libraryDocument(uri, token),
    }),
  );
  return undefined;
};
