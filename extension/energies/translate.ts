import type { l10n } from 'vscode';

/** The part of `vscode.l10n` that texts are made with; passed in, so that they can be made without a VS Code too. */
export type Localization = Pick<typeof l10n, 't'>;
