/** A language that has no letters: what still has some in it was not translated, or is somebody's own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BLOCKS,
  BOUNDARIES,
  CONSTANTS,
  DET,
  ELEMENTS,
  ENERGIES,
  FUNCTION_NAMES,
  GAUSSIAN_ENVELOPE,
  LATTICES,
  METHODS,
  OBSERVABLES,
  OPERATORS,
  OPTIMIZERS,
  ORBITALS,
  PRODUCT,
  SAMPLERS,
  SLATER,
  SPACES,
  SPECIES,
  type Speak,
  speakerOf,
  UNIT_SYSTEMS,
  unitNames,
} from '@qham/grammar';
import { KEYWORDS } from '../../language-server/completion/keywords.ts';
import { SETTINGS_TABLES, TABLES } from '../../scripts/language-reference/tables.ts';

export const ROOT = join(import.meta.dirname, '../..');
/** The file that those who translate are given. */
export const BUNDLE = readFileSync(join(ROOT, 'extension/l10n/bundle.l10n.json'), 'utf8');

/** A text in the language without letters; holes stay. */
export const foreign = (text: string) =>
  `⟦${text.replaceAll(/\{\d+\}|\p{L}/gu, (found) => (found.length > 1 ? found : '·'))}⟧`;

export const TRANSLATION: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(JSON.parse(BUNDLE)).map((text) => [text, foreign(text)]),
);

/** Says words in it. */
export const inForeign: Speak = speakerOf(new Map(Object.entries(TRANSLATION)));

/** Parts of wave functions, with the names that they and the language give to what they take. */
const PARTS = [DET, PRODUCT, ORBITALS, GAUSSIAN_ENVELOPE, SLATER, { name: 'psi' }, { name: 'backflow' }];

/** What in a text is longer than a letter. */
export const wordsOf = (text: string): ReadonlySet<string> => new Set(text.match(/\p{L}{2,}/gu));

/** What programs are written with is the same in every language. */
const NOTATION = new Set(
  [
    ...Object.keys(KEYWORDS),
    ...[
      ...FUNCTION_NAMES,
      ...CONSTANTS,
      ...OPERATORS,
      ...ENERGIES,
      ...OBSERVABLES,
      ...SPECIES,
      ...LATTICES,
      ...PARTS,
    ].map((known) => ('signature' in known ? known.signature : known.name)),
    ...[...BLOCKS, ...SAMPLERS, ...OPTIMIZERS, ...METHODS].map(({ name }) => name.name),
    ...Object.values(TABLES).flatMap((table) => [
      ...Object.keys(table),
      ...Object.values(table).flatMap(({ value, fallback }) => [
        ...value.choices.map(({ signature }) => signature),
        ...('example' in fallback ? [fallback.example] : []),
      ]),
    ]),
    ...[
      ...SETTINGS_TABLES,
      ...UNIT_SYSTEMS.map(({ name }) => name),
      ...SPACES,
      ...BOUNDARIES,
      ...ELEMENTS,
      // Who measured the constants of nature.
      'CODATA',
      ...unitNames(),
    ],
  ].flatMap((text) => [...wordsOf(text)]),
);

/**
 * The words of what a server says about a program that are neither of the program nor of the notation; blocks of code have none.
 * @param own the words of the program
 */
export function untranslated(said: string, own: ReadonlySet<string>): string[] {
  const words = wordsOf(said.replaceAll(/```qham\n[\s\S]*?```/g, ''));
  return [...words].filter((word) => !own.has(word) && !NOTATION.has(word));
}
