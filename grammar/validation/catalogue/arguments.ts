import { say } from '../../localization/phrase.ts';
import { choicesText, define, didYouMean } from './define.ts';

/** QH03: arguments of functions and parameters of templates. */
export const argumentsOf = {
  argumentCount: define<{ name: string; signature: string; expected: number; given: number }>(
    'QH0301',
    'error',
    say`a call with too many or too few arguments`,
    ({ name, signature, expected, given }) => ({
      message:
        expected === 1
          ? say`‘${name}’ takes 1 argument, not ${given}`
          : say`‘${name}’ takes ${expected} arguments, not ${given}`,
      hint: say`write ${signature}`,
    }),
  ),
  missingArgument: define<{ parameter: string; template: string }>(
    'QH0302',
    'error',
    say`a parameter without a value`,
    ({ parameter, template }) => ({
      message: say`${template} needs a value for ‘${parameter}’, which has no default`,
      hint: say`write ${template}(${parameter} = …)`,
    }),
  ),
  unknownParameter: define<{
    name: string;
    template: string;
    suggestion: string | undefined;
    known: readonly string[];
  }>('QH0303', 'error', say`a value for a parameter that is not there`, ({ name, template, suggestion, known }) => ({
    message: say`${template} has no parameter ‘${name}’`,
    hint: didYouMean(suggestion) ?? (known.length === 0 ? say`it has no parameters at all` : choicesText(known)),
    instead: suggestion,
  })),
  argumentTwice: define<{ name: string }>('QH0304', 'error', say`a value given twice`, ({ name }) => ({
    message: say`‘${name}’ is given twice`,
    hint: say`remove one of them`,
  })),
  needsLabel: define<{ template: string; parameter: string | undefined }>(
    'QH0305',
    'error',
    say`a parameter value without its name`,
    ({ template, parameter }) => ({
      message: say`values for the parameters of ${template} are given by name`,
      hint: parameter === undefined ? say`${template} has no parameters` : say`write ${template}(${parameter} = …)`,
    }),
  ),
  unknownLabel: define<{ name: string; signature: string }>(
    'QH0306',
    'error',
    say`an argument name that does not belong there`,
    ({ name, signature }) => ({
      message: say`there is no argument named ‘${name}’ here`,
      hint: say`write ${signature}`,
    }),
  ),
};
