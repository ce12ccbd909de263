import { type Phrase, say } from '../../localization/phrase.ts';
import { define } from './define.ts';

/** QH00: the text itself. */
export const syntax = {
  unexpectedCharacter: define<{ character: string; hint: Phrase | undefined }>(
    'QH0001',
    'error',
    say`a character that has no meaning here`,
    ({ character, hint }) => ({ message: say`‘${character}’ has no meaning in a .qham file`, hint }),
  ),
  syntaxError: define<{ message: Phrase; hint: Phrase | undefined }>(
    'QH0002',
    'error',
    say`the text cannot be read at this place`,
    (p) => p,
  ),
  missingSeparator: define<object>('QH0003', 'error', say('two statements on one line without `;`'), () => ({
    message: say`two statements stand on one line`,
    hint: say`put a ; between them, or begin a new line`,
  })),
  tooDeep: define<object>('QH0004', 'error', say`a text that is nested too deeply`, () => ({
    message: say`the text is nested too deeply to be read`,
    hint: say`give parts of the formula names of their own`,
  })),
  tooLong: define<{ signs: number; most: number }>(
    'QH0006',
    'error',
    say`a text that is too long`,
    ({ signs, most }) => ({
      message: say`this text has ${signs} signs; a program has at most ${most}`,
      hint: say`a .qham program is some pages of text; put data into a file of its own, or the program into several`,
    }),
  ),
  tooLarge: define<{ name: string; most: number }>(
    'QH0005',
    'error',
    say`a formula that is too large with its definitions put in`,
    ({ name, most }) => ({
      message: say`‘${name}’ has more than ${most} parts when its definitions are put in`,
      hint: say`write what is used many times in fewer places`,
    }),
  ),
};
