import { define, didYouMean, listed } from './define.ts';

const times = (n: number) => `${n} argument${n === 1 ? '' : 's'}`;

/** QH03: arguments of functions and parameters of templates. */
export const argumentsOf = {
  argumentCount: define<{ name: string; signature: string; expected: number; given: number }>(
    'QH0301',
    'error',
    'a call with too many or too few arguments',
    ({ name, signature, expected, given }) => ({
      message: `‘${name}’ takes ${times(expected)}, not ${given}`,
      hint: `write ${signature}`,
    }),
  ),
  missingArgument: define<{ parameter: string; template: string }>(
    'QH0302',
    'error',
    'a parameter without a value',
    ({ parameter, template }) => ({
      message: `${template} needs a value for ‘${parameter}’, which has no default`,
      hint: `write ${template}(${parameter} = …)`,
    }),
  ),
  unknownParameter: define<{
    name: string;
    template: string;
    suggestion: string | undefined;
    known: readonly string[];
  }>('QH0303', 'error', 'a value for a parameter that is not there', ({ name, template, suggestion, known }) => ({
    message: `${template} has no parameter ‘${name}’`,
    hint: didYouMean(suggestion) ?? (known.length === 0 ? 'it has no parameters at all' : `there is ${listed(known)}`),
    instead: suggestion,
  })),
  argumentTwice: define<{ name: string }>('QH0304', 'error', 'a value given twice', ({ name }) => ({
    message: `‘${name}’ is given twice`,
    hint: 'remove one of them',
  })),
  needsLabel: define<{ template: string; parameter: string | undefined }>(
    'QH0305',
    'error',
    'a parameter value without its name',
    ({ template, parameter }) => ({
      message: `values for the parameters of ${template} are given by name`,
      hint: parameter === undefined ? `${template} has no parameters` : `write ${template}(${parameter} = …)`,
    }),
  ),
  unknownLabel: define<{ name: string; signature: string }>(
    'QH0306',
    'error',
    'an argument name that does not belong there',
    ({ name, signature }) => ({ message: `there is no argument named ‘${name}’ here`, hint: `write ${signature}` }),
  ),
};
