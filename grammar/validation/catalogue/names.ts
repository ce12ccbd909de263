import { type Phrase, say } from '../../localization/phrase.ts';
import { choicesText, define, didYouMean } from './define.ts';

/** QH01: names. */
export const names = {
  unknownName: define<{ noun: Phrase; name: string; suggestion: string | undefined; choices: readonly string[] }>(
    'QH0101',
    'error',
    say`a name that nothing here has`,
    ({ noun, name, suggestion, choices }) => ({
      message: say`no ${noun} is named ‘${name}’`,
      hint: didYouMean(suggestion) ?? (choices.length > 0 ? choicesText(choices) : undefined),
      instead: suggestion,
    }),
  ),
  duplicateName: define<{ name: string; noun: Phrase }>(
    'QH0102',
    'error',
    say`a name declared twice`,
    ({ name, noun }) => ({
      message: say`‘${name}’ is declared twice in this ${noun}`,
      hint: say`rename or remove one of them`,
    }),
  ),
  unused: define<{ noun: Phrase; name: string; by: Phrase }>(
    'QH0103',
    'warning',
    say`a declaration that nothing uses`,
    ({ noun, name, by }) => ({
      message: say`the ${noun} ‘${name}’ has no effect: ${by}`,
      hint: say`use it or remove it`,
    }),
  ),
  cycle: define<{ names: readonly string[] }>(
    'QH0104',
    'error',
    say`definitions that need each other`,
    ({ names }) => ({
      message: say`‘${names[0]!}’ is defined by itself: ${[...names, names[0]].join(' → ')}`,
      hint: say`one of them must not need the others`,
    }),
  ),
  hides: define<{ name: string; noun: Phrase }>(
    'QH0105',
    'warning',
    say`a declaration that hides another name`,
    ({ name, noun }) => ({
      message: say`from here on ‘${name}’ is no longer the ${noun} of that name`,
      hint: say`choose another name if you need both`,
    }),
  ),
};
