import { unitNames } from '../units/unit.ts';

const POWER = '(?:\\^[-−+]?[0-9]+|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)';
/** Not the end of another number or of a name; after the two dots of an interval one may begin. */
const NUMBER = '(?<![\\p{L}\\p{M}\\p{Nd}_₀-₋′])(?<!(?<!\\.)\\.)[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?';
const PART_OF_A_NAME = '[\\p{L}\\p{M}\\p{Nd}_₀-₋′]';

/**
 * Recognises a unit by what stands before it in its line: a number, or a number with units. Nowhere else a unit takes a name
 * away: `m` and `s` stay usable as parameters.
 * @returns the pattern of a token, as Chevrotain takes it
 */
export function unitPattern(): (text: string, offset: number) => RegExpExecArray | null {
  const names = unitNames()
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|');
  const unit = new RegExp(`(?:${names})(?!${PART_OF_A_NAME})`, 'uy');
  const behind = new RegExp(`${NUMBER}[ \\t]*(?:(?:${names})${POWER}?[ \\t]+)*$`, 'u');
  return (text, offset) => {
    unit.lastIndex = offset;
    const found = unit.exec(text);
    if (!found) return null;
    const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
    return behind.test(line) ? found : null;
  };
}
