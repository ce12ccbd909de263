import { lineStart } from '../text/line-break.ts';
import { unitNames } from '../units/unit.ts';
import { nearestName } from '../validation/nearest.ts';

const POWER = '(?:\\^[-−+]?[0-9]+|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)';
/** Not the end of another number or of a name; after the two dots of an interval one may begin. */
const NUMBER = '(?<![\\p{L}\\p{M}\\p{Nd}_₀-₋′])(?<!(?<!\\.)\\.)[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?';
const PART_OF_A_NAME = '[\\p{L}\\p{M}\\p{Nd}_₀-₋′]';

interface UnitPatterns {
  /** One unit, at the place where the pattern is set to. */
  readonly unit: RegExp;
  /** A number, with units behind it or not, at the end of a text. */
  readonly behind: RegExp;
}

function patterns(): UnitPatterns {
  const names = unitNames()
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|');
  return {
    unit: new RegExp(`(?:${names})(?!${PART_OF_A_NAME})`, 'uy'),
    behind: new RegExp(`${NUMBER}[ \\t]*(?:(?:${names})${POWER}?[ \\t]+)*$`, 'u'),
  };
}

const lineBefore = (text: string, offset: number) => text.slice(lineStart(text, offset), offset);

/**
 * Recognises a unit by what stands before it in its line: a number, or a number with units. Nowhere else a unit takes a name
 * away: `m` and `s` stay usable as parameters.
 * @returns the pattern of a token, as Chevrotain takes it
 */
export function unitPattern(): (text: string, offset: number) => RegExpExecArray | null {
  const { unit, behind } = patterns();
  return (text, offset) => {
    unit.lastIndex = offset;
    const found = unit.exec(text);
    return found && behind.test(lineBefore(text, offset)) ? found : null;
  };
}

/** Units that physicists write most; of several that a word is near to, one of these is meant. */
const USUAL = [
  'fm',
  'MeV',
  'eV',
  'keV',
  'GeV',
  'nm',
  'pm',
  'Å',
  'bohr',
  'Ha',
  'Hartree',
  'meV',
  'cm',
  'mm',
  'm',
  'K',
  'J',
];

/** The unit that a word is probably meant to be, where one could stand; undefined where none is near. */
export function unitMeant(word: string, text: string, offset: number): string | undefined {
  // In oscillator units no unit can be converted.
  if (/^[ \t]*units[ \t]+oscillator\b/m.test(text)) return undefined;
  if (!patterns().behind.test(lineBefore(text, offset))) return undefined;
  return nearestName(word, [...USUAL, ...unitNames()]);
}
