/**
 * Texts for people. What the language and a run say stays data until it is shown: an editor shows it in its own language, a
 * terminal in English. Nothing else of the language is needed for it, so that a run can speak without loading a parser.
 */

/** A text that can be translated: English with holes, {0} and on, and what fills them. */
export interface Phrase {
  readonly english: string;
  readonly values: readonly Words[];
}

/** Phrases are translated; names, numbers and formulas are the same in every language. */
export type Words = Phrase | string | number;

/** How words are said to somebody. */
export type Speak = (words: Words) => string;

/** English texts with their translations; holes may stand in another order. */
export type Translation = ReadonlyMap<string, string>;

/**
 * A phrase: say`there is no lattice ‘${name}’`, or say('Markdown with `code`'). Every text of the language is written in one
 * of these two ways, in full, because that is how those who translate are given it (`npm run texts`).
 */
export function say(text: TemplateStringsArray | string, ...given: readonly Words[]): Phrase {
  // JSON, as which a phrase is stored and sent, has numbers that are finite only.
  const values = given.map((value) => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value));
  if (typeof text === 'string') return { english: text, values };
  return { english: text.reduce((before, after, i) => `${before}{${i - 1}}${after}`), values };
}

/** Says words in another language; in English what has no translation. */
export function speakerOf(translation: Translation): Speak {
  const speak: Speak = (words) => {
    if (typeof words !== 'object') return String(words);
    const { english, values } = words;
    return (translation.get(english) ?? english).replace(/\{(\d+)\}/g, (hole, index) => {
      const value = values[Number(index)];
      return value === undefined ? hole : speak(value);
    });
  };
  return speak;
}

/** Says words in English. */
export const english: Speak = speakerOf(new Map());

/** a, b and c */
export function listed(words: readonly Words[]): Words {
  const [last = '', ...before] = words.toReversed();
  return before.length === 0 ? last : say`${inARow(before.reverse())} and ${last}`;
}

/** a, b, c */
export function inARow(words: readonly Words[]): Words {
  return words.length === 0 ? '' : words.reduce((row, next) => say`${row}, ${next}`);
}

/** Each on a line of its own. */
export function inLines(words: readonly Words[]): Words {
  return words.length === 0 ? '' : words.reduce((text, next) => say`${text}\n${next}`);
}
