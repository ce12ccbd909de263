import type { Localization } from '../energies/translate.ts';
import type { TypesetTexts } from './protocol.ts';

/** Every text of the typeset view, in the language of this VS Code. */
export function typesetTexts(l10n: Localization): TypesetTexts {
  return {
    title: l10n.t('Typeset'),
    empty: l10n.t('There is nothing to typeset in this file yet.'),
    copy: l10n.t('Copy as LaTeX'),
    copyAll: l10n.t('Copy the whole file as LaTeX'),
    rows: l10n.t('The file as physics; Enter shows a line in the editor'),
    error: l10n.t('There is an error in this line.'),
  };
}
