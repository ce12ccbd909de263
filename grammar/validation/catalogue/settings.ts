import { listed, type Phrase, say, type Words } from '../../localization/phrase.ts';
import { choicesText, define, didYouMean } from './define.ts';

/** QH07: settings. */
export const settings = {
  unknownSetting: define<{
    owner: Words;
    key: string;
    suggestion: string | undefined;
    elsewhere: Words | undefined;
    known: readonly string[];
  }>('QH0701', 'error', say`a setting that is not there`, ({ owner, key, suggestion, elsewhere, known }) => ({
    message: say`${owner} has no setting ‘${key}’`,
    hint:
      (elsewhere === undefined ? undefined : say`‘${key}’ belongs to ${elsewhere}`) ??
      didYouMean(suggestion) ??
      (known.length > 0 ? choicesText(known) : undefined),
    instead: suggestion,
  })),
  settingTwice: define<{ key: string }>('QH0702', 'error', say`a setting given twice`, ({ key }) => ({
    message: say`‘${key}’ is set twice`,
    hint: say`remove one of them`,
  })),
  badValue: define<{ key: Words; expects: Phrase; suggestion: string | undefined }>(
    'QH0703',
    'error',
    say`a value of another sort than the setting takes`,
    ({ key, expects, suggestion }) => ({ message: say`${key} must be ${expects}`, hint: didYouMean(suggestion) }),
  ),
  outOfRange: define<{ key: Words; expects: Phrase; value: number }>(
    'QH0704',
    'error',
    say`a value out of range`,
    ({ key, expects, value }) => ({ message: say`${key} must be ${expects}, not ${value}` }),
  ),
  missingSetting: define<{ owner: Words; key: string; example: string }>(
    'QH0705',
    'error',
    say`a setting that has no default is missing`,
    ({ owner, key, example }) => ({ message: say`${owner} does not say ‘${key}’`, hint: say`add ${key} = ${example}` }),
  ),
  noEffect: define<{ what: Words; why: Phrase; hint: Phrase | undefined }>(
    'QH0706',
    'warning',
    say`a setting that does nothing here`,
    ({ what, why, hint }) => ({ message: say`${what} does nothing: ${why}`, hint }),
  ),
  rateLost: define<{ step: number; value: Words }>(
    'QH0707',
    'error',
    say`a learning rate that does not stay positive`,
    ({ step, value }) => ({
      message: say`the learning rate is ${value} at step ${step}`,
      hint: say`it must stay a positive number to the last step of its phase`,
    }),
  ),
  unknownFlag: define<{ key: string; owner: Words; words: readonly string[]; suggestion: string | undefined }>(
    'QH0708',
    'error',
    say`a word without a value that means nothing here`,
    ({ key, owner, words, suggestion }) => ({
      message: say`‘${key}’ alone means nothing for ${owner}`,
      hint:
        didYouMean(suggestion) ??
        (words.length === 0 ? undefined : say`there is ${listed(words)}; settings have a value: ${key} = …`),
    }),
  ),
};
