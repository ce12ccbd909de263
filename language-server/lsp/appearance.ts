import type { LangiumSharedServices } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';

/** Sent by a client that shows pictures, when its colours change. */
export const THEME_NOTIFICATION = 'qham/theme';

export const THEMES = ['light', 'dark', 'high-contrast-light', 'high-contrast-dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The colours of a picture. */
export interface Colours {
  readonly text: string;
  readonly faint: string;
  readonly line: string;
}

const COLOURS: Readonly<Record<Theme, Colours>> = {
  light: { text: '#3b3b3b', faint: '#a0a0a0', line: '#0b62a8' },
  dark: { text: '#cccccc', faint: '#6e6e6e', line: '#4daafc' },
  'high-contrast-light': { text: '#000000', faint: '#5a5a5a', line: '#0f4a85' },
  'high-contrast-dark': { text: '#ffffff', faint: '#b0b0b0', line: '#3ff23f' },
};

/**
 * What pictures in hovers look like. A client that shows pictures says so with `initializationOptions: { theme }`; others get
 * text only, because a picture would be a page of signs to them.
 */
export class Appearance {
  #theme: Theme | undefined;

  /** Undefined where the client shows no pictures. */
  get colours(): Colours | undefined {
    return this.#theme && COLOURS[this.#theme];
  }

  listen(connection: Connection, shared: LangiumSharedServices): void {
    shared.lsp.LanguageServer.onInitialize(({ initializationOptions }) => {
      this.show((initializationOptions as { theme?: unknown } | undefined)?.theme);
    });
    connection.onNotification(THEME_NOTIFICATION, (parameters: { theme?: unknown }) => this.show(parameters.theme));
  }

  /** Pictures are shown in the colours of a theme from now on; none where there is no theme of that name. */
  show(theme: unknown): void {
    this.#theme = THEMES.find((known) => known === theme);
  }
}
