import { define } from './define.ts';

/** QH00: the text itself. */
export const syntax = {
  unexpectedCharacter: define<{ character: string; hint: string | undefined }>(
    'QH0001',
    'error',
    'a character that has no meaning here',
    ({ character, hint }) => ({ message: `‘${character}’ has no meaning in a .qham file`, hint }),
  ),
  syntaxError: define<{ message: string; hint: string | undefined }>(
    'QH0002',
    'error',
    'the text cannot be read at this place',
    (p) => p,
  ),
  missingSeparator: define<object>('QH0003', 'error', 'two statements on one line without `;`', () => ({
    message: 'two statements stand on one line',
    hint: 'put a ; between them, or begin a new line',
  })),
  tooDeep: define<object>('QH0004', 'error', 'a text that is nested too deeply', () => ({
    message: 'the text is nested too deeply to be read',
    hint: 'give parts of the formula names of their own',
  })),
  tooLong: define<{ signs: number; most: number }>('QH0006', 'error', 'a text that is too long', ({ signs, most }) => ({
    message: `this text has ${signs} signs; a program has at most ${most}`,
    hint: 'a .qham program is some pages of text; put data into a file of its own, or the program into several',
  })),
  tooLarge: define<{ name: string; most: number }>(
    'QH0005',
    'error',
    'a formula that is too large with its definitions put in',
    ({ name, most }) => ({
      message: `‘${name}’ has more than ${most} parts when its definitions are put in`,
      hint: 'write what is used many times in fewer places',
    }),
  ),
};
