import { english, type Speak, speakerOf } from '@qham/grammar';
import type { LangiumSharedServices } from 'langium/lsp';

/**
 * The language of the client. One that has the texts of `extension/l10n/bundle.l10n.json` in another language gives them with
 * `initializationOptions: { translation }`, an object from English texts to translated ones; others are spoken to in English.
 */
export class Localization {
  #speak: Speak = english;

  readonly speak: Speak = (words) => this.#speak(words);

  listen(shared: LangiumSharedServices): void {
    shared.lsp.LanguageServer.onInitialize(({ initializationOptions }) => {
      this.use((initializationOptions as { translation?: unknown } | undefined)?.translation);
    });
  }

  /** Speaks with this translation from now on; what is no text in it has none. */
  use(translation: unknown): void {
    const entries = typeof translation === 'object' && translation !== null ? Object.entries(translation) : [];
    this.#speak = speakerOf(
      new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
    );
  }
}
