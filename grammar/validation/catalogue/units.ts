import { type Phrase, say, type Words } from '../../localization/phrase.ts';
import { choicesText, define, didYouMean } from './define.ts';

const either = (choices: readonly Words[]) => choices.reduce((one, other) => say`${one} or ${other}`);

/** QH02: units. */
export const units = {
  noUnits: define<{ systems: readonly string[] }>(
    'QH0201',
    'error',
    say`a Hamiltonian in a file that does not say its units`,
    ({ systems }) => ({
      message: say`the numbers of a Hamiltonian mean nothing without units`,
      hint: say`begin the file with: ${either(systems.map((name) => `units ${name}`))}`,
    }),
  ),
  unknownUnits: define<{ name: string; systems: readonly string[]; suggestion: string | undefined }>(
    'QH0202',
    'error',
    say`a system of units that is not known`,
    ({ name, systems, suggestion }) => ({
      message: say`there is no system of units ‘${name}’`,
      hint: didYouMean(suggestion) ?? choicesText(systems),
      instead: suggestion,
    }),
  ),
  unitsTwice: define<object>('QH0203', 'error', say`units given twice`, () => ({
    message: say`the units are given twice`,
    hint: say`one file has one system of units`,
  })),
  brokenUnit: define<{ unit: string }>('QH0204', 'error', say`a power of a unit that is no whole one`, ({ unit }) => ({
    message: say`‘${unit}’ is no unit: exponents of units are whole numbers`,
    hint: say`write MeV fm^2, or take the root of the whole: sqrt(2 MeV fm)`,
  })),
  unlikeSum: define<{ left: Phrase; right: Phrase; operation: string; hint: Phrase | undefined }>(
    'QH0205',
    'error',
    say`a sum of unlike quantities`,
    ({ left, right, operation, hint }) => ({
      message:
        operation === 'subtract'
          ? say`${left} minus ${right}: unlike quantities have no difference`
          : say`${left} plus ${right}: unlike quantities have no sum`,
      hint,
    }),
  ),
  unlikeComparison: define<{ left: Phrase; right: Phrase; how: 'compare' | 'branches' }>(
    'QH0206',
    'error',
    say`a comparison of unlike quantities`,
    ({ left, right, how }) => ({
      message:
        how === 'compare'
          ? say`${left} cannot be compared with ${right}`
          : say`one case is ${left}, and this one ${right}: a formula is one quantity in all its cases`,
      hint:
        how === 'compare'
          ? say`compare like with like: a distance with a length, as in |r| < a`
          : say`give the cases the same dimension; 0 has every one`,
    }),
  ),
  dimensionedArgument: define<{ name: string; given: Phrase }>(
    'QH0207',
    'error',
    say`a function of a quantity that is no pure number`,
    ({ name, given }) => ({
      message: say`${name} takes a pure number, and this is ${given}`,
      hint: say`divide by a quantity of the same sort: ${name}(r/a) with a length a`,
    }),
  ),
  dimensionedExponent: define<{ given: Phrase }>(
    'QH0208',
    'error',
    say`an exponent that is no pure number`,
    ({ given }) => ({
      message: say`an exponent is a pure number, and this is ${given}`,
      hint: say`divide it by a quantity of its own sort: 2^(r/a) with a length a`,
    }),
  ),
  energyExpected: define<{ given: Phrase; hint: Phrase | undefined }>(
    'QH0209',
    'error',
    say`an H that has not the dimension of energy`,
    ({ given, hint }) => ({ message: say`H must be an energy, and this is ${given}`, hint }),
  ),
  unlikeValue: define<{ name: string; expected: Phrase; given: Phrase }>(
    'QH0210',
    'error',
    say`a value of another dimension than its parameter has`,
    ({ name, expected, given }) => ({
      message: say`‘${name}’ is ${expected}, and this is ${given}`,
      hint: say`its uses decide what a parameter is: change the value’s unit, or the formula`,
    }),
  ),
  noSize: define<{ unit: string } | { constant: string }>(
    'QH0211',
    'error',
    say`a number with a unit where the units have no absolute size`,
    (what) => ({
      message:
        'unit' in what
          ? say`how many ‘${what.unit}’ an oscillator unit has depends on the trap, so this cannot be converted`
          : say`how large ‘${what.constant}’ is in oscillator units depends on the trap`,
      hint: say`write the number in oscillator units, or begin the file with: units atomic`,
    }),
  ),
  unlikeSetting: define<{ key: string; expected: Phrase; given: Phrase }>(
    'QH0212',
    'error',
    say`a setting with a unit that it cannot have`,
    ({ key, expected, given }) => ({
      message: say`‘${key}’ takes ${expected}, and this is ${given}`,
      hint: say`write another unit; a number without one counts in the units of the file`,
    }),
  ),
};
