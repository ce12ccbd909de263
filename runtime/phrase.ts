/** Texts for people, as they cross a border: checked there like everything else. */
import type { Phrase, Words } from '@qham/grammar/phrase';
import * as v from 'valibot';

/** A text with what fills its holes; `english(phrase)` is what stands beside it for those who read English. */
export const PhraseSchema: v.GenericSchema<unknown, Phrase> = v.object({
  english: v.string(),
  values: v.array(v.lazy(() => WordsSchema)),
});

export const WordsSchema: v.GenericSchema<unknown, Words> = v.union([v.string(), v.number(), PhraseSchema]);
