import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** The server is told when the colours change; it names themes as `language-server/lsp/appearance.ts` does. */
const THEME_NOTIFICATION = 'qham/theme';

/** The colours of the window: hovers show formulas as pictures, which must be read on them. */
export function themeNow(): string {
  switch (vscode.window.activeColorTheme.kind) {
    case vscode.ColorThemeKind.Light:
      return 'light';
    case vscode.ColorThemeKind.HighContrastLight:
      return 'high-contrast-light';
    case vscode.ColorThemeKind.HighContrast:
      return 'high-contrast-dark';
    default:
      return 'dark';
  }
}

/** Tells a server that has started whenever the colours change. */
export function followTheme(client: BaseLanguageClient, started: Promise<void>): vscode.Disposable {
  return vscode.window.onDidChangeActiveColorTheme(async () => {
    await started;
    if (client.isRunning()) await client.sendNotification(THEME_NOTIFICATION, { theme: themeNow() });
  });
}
