import { define, didYouMean, listed } from './define.ts';

/** QH07: settings. */
export const settings = {
  unknownSetting: define<{
    owner: string;
    key: string;
    suggestion: string | undefined;
    elsewhere: string | undefined;
    known: readonly string[];
  }>('QH0701', 'error', 'a setting that is not there', ({ owner, key, suggestion, elsewhere, known }) => ({
    message: `${owner} has no setting ‘${key}’`,
    hint:
      (elsewhere === undefined ? undefined : `‘${key}’ belongs to ${elsewhere}`) ??
      didYouMean(suggestion) ??
      (known.length > 0 ? `there is ${listed(known)}` : undefined),
    instead: suggestion,
  })),
  settingTwice: define<{ key: string }>('QH0702', 'error', 'a setting given twice', ({ key }) => ({
    message: `‘${key}’ is set twice`,
    hint: 'remove one of them',
  })),
  badValue: define<{ key: string; expects: string; suggestion: string | undefined }>(
    'QH0703',
    'error',
    'a value of another sort than the setting takes',
    ({ key, expects, suggestion }) => ({ message: `${key} must be ${expects}`, hint: didYouMean(suggestion) }),
  ),
  outOfRange: define<{ key: string; expects: string; value: number }>(
    'QH0704',
    'error',
    'a value out of range',
    ({ key, expects, value }) => ({ message: `${key} must be ${expects}, not ${value}` }),
  ),
  missingSetting: define<{ owner: string; key: string; example: string }>(
    'QH0705',
    'error',
    'a setting that has no default is missing',
    ({ owner, key, example }) => ({ message: `${owner} does not say ‘${key}’`, hint: `add ${key} = ${example}` }),
  ),
  noEffect: define<{ what: string; why: string; hint: string | undefined }>(
    'QH0706',
    'warning',
    'a setting that does nothing here',
    ({ what, why, hint }) => ({ message: `${what} does nothing: ${why}`, hint }),
  ),
  rateLost: define<{ step: number; value: string }>(
    'QH0707',
    'error',
    'a learning rate that does not stay positive',
    ({ step, value }) => ({
      message: `the learning rate is ${value} at step ${step}`,
      hint: 'it must stay a positive number to the last step of its phase',
    }),
  ),
  unknownFlag: define<{ key: string; owner: string; words: readonly string[]; suggestion: string | undefined }>(
    'QH0708',
    'error',
    'a word without a value that means nothing here',
    ({ key, owner, words, suggestion }) => ({
      message: `‘${key}’ alone means nothing for ${owner}`,
      hint:
        didYouMean(suggestion) ??
        (words.length === 0 ? undefined : `there is ${listed(words)}; settings have a value: ${key} = …`),
    }),
  ),
};
