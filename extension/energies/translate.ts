import { english, type Speak } from '@qham/grammar/phrase';
import type { l10n } from 'vscode';

/** The part of `vscode.l10n` that texts are made with; passed in, so that they can be made without a VS Code too. */
export type Localization = Pick<typeof l10n, 't'>;

/** Says the words of a run in the language of this VS Code. */
export function speakerIn(l10n: Localization): Speak {
  const speak: Speak = (words) => {
    if (typeof words !== 'object') return String(words);
    const values = words.values.map(speak);
    // Marks between words are in no translation.
    if (!/\p{L}/u.test(words.english.replaceAll(/\{\d+\}/g, ''))) return english({ english: words.english, values });
    return l10n.t(words.english, ...values);
  };
  return speak;
}
