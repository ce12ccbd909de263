import { define, didYouMean, listed } from './define.ts';

/** QH01: names. */
export const names = {
  unknownName: define<{ noun: string; name: string; suggestion: string | undefined; choices: readonly string[] }>(
    'QH0101',
    'error',
    'a name that nothing here has',
    ({ noun, name, suggestion, choices }) => ({
      message: `no ${noun} is named ‘${name}’`,
      hint: didYouMean(suggestion) ?? (choices.length > 0 ? `there is ${listed(choices)}` : undefined),
      instead: suggestion,
    }),
  ),
  duplicateName: define<{ name: string; noun: string }>(
    'QH0102',
    'error',
    'a name declared twice',
    ({ name, noun }) => ({
      message: `‘${name}’ is declared twice in this ${noun}`,
      hint: 'rename or remove one of them',
    }),
  ),
  unused: define<{ noun: string; name: string; by: string }>(
    'QH0103',
    'warning',
    'a declaration that nothing uses',
    ({ noun, name, by }) => ({
      message: `the ${noun} ‘${name}’ has no effect: ${by}`,
      hint: 'use it or remove it',
    }),
  ),
  cycle: define<{ names: readonly string[] }>('QH0104', 'error', 'definitions that need each other', ({ names }) => ({
    message: `‘${names[0]}’ is defined by itself: ${[...names, names[0]].join(' → ')}`,
    hint: 'one of them must not need the others',
  })),
  hides: define<{ name: string; noun: string }>(
    'QH0105',
    'warning',
    'a declaration that hides another name',
    ({ name, noun }) => ({
      message: `from here on ‘${name}’ is no longer the ${noun} of that name`,
      hint: 'choose another name if you need both',
    }),
  ),
};
