import * as vscode from 'vscode';
import { themeNow } from './theme.ts';

/** What a language server is told first: the colours for its pictures, and its texts in the language of this VS Code. */
export const initializationOptions = () => ({ theme: themeNow(), translation: vscode.l10n.bundle });
