import * as vscode from 'vscode';
import type { Language } from '../language/language.ts';
import type { Feature } from './feature.ts';

/** Opens documents that the language brings along: what a definition in the library or the code of a diagnostic leads to. */
export function registerLibraryDocuments(language: Language): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider('qham-library', {
    provideTextDocumentContent: (uri, token) => language.libraryDocument(uri, token),
  });
}

export const libraryDocuments: Feature = ({ context, language }) => {
  context.subscriptions.push(registerLibraryDocuments(language));
  return undefined;
};
