import { define, didYouMean, listed } from './define.ts';

/** QH02: units. */
export const units = {
  noUnits: define<{ systems: readonly string[] }>(
    'QH0201',
    'error',
    'a Hamiltonian in a file that does not say its units',
    ({ systems }) => ({
      message: 'the numbers of a Hamiltonian mean nothing without units',
      hint: `begin the file with: ${systems.map((name) => `units ${name}`).join(' or ')}`,
    }),
  ),
  unknownUnits: define<{ name: string; systems: readonly string[]; suggestion: string | undefined }>(
    'QH0202',
    'error',
    'a system of units that is not known',
    ({ name, systems, suggestion }) => ({
      message: `there is no system of units ‘${name}’`,
      hint: didYouMean(suggestion) ?? `there is ${listed(systems)}`,
      instead: suggestion,
    }),
  ),
  unitsTwice: define<object>('QH0203', 'error', 'units given twice', () => ({
    message: 'the units are given twice',
    hint: 'one file has one system of units',
  })),
  brokenUnit: define<{ unit: string }>('QH0204', 'error', 'a power of a unit that is no whole one', ({ unit }) => ({
    message: `‘${unit}’ is no unit: exponents of units are whole numbers`,
    hint: 'write MeV fm^2, or take the root of the whole: sqrt(2 MeV fm)',
  })),
  unlikeSum: define<{ left: string; right: string; operation: string; hint: string | undefined }>(
    'QH0205',
    'error',
    'a sum of unlike quantities',
    ({ left, right, operation, hint }) => ({
      message: `${left} ${operation === 'subtract' ? 'minus' : 'plus'} ${right}: unlike quantities have no ${operation === 'subtract' ? 'difference' : 'sum'}`,
      hint,
    }),
  ),
  unlikeComparison: define<{ left: string; right: string; how: 'compare' | 'branches' }>(
    'QH0206',
    'error',
    'a comparison of unlike quantities',
    ({ left, right, how }) => ({
      message:
        how === 'compare'
          ? `${left} cannot be compared with ${right}`
          : `one case is ${left}, and this one ${right}: a formula is one quantity in all its cases`,
    }),
  ),
  dimensionedArgument: define<{ name: string; given: string }>(
    'QH0207',
    'error',
    'a function of a quantity that is no pure number',
    ({ name, given }) => ({
      message: `${name} takes a pure number, and this is ${given}`,
      hint: `divide by a quantity of the same sort: ${name}(r/a) with a length a`,
    }),
  ),
  dimensionedExponent: define<{ given: string }>(
    'QH0208',
    'error',
    'an exponent that is no pure number',
    ({ given }) => ({ message: `an exponent is a pure number, and this is ${given}` }),
  ),
  energyExpected: define<{ given: string; hint: string | undefined }>(
    'QH0209',
    'error',
    'an H that has not the dimension of energy',
    ({ given, hint }) => ({ message: `H must be an energy, and this is ${given}`, hint }),
  ),
  unlikeValue: define<{ name: string; expected: string; given: string }>(
    'QH0210',
    'error',
    'a value of another dimension than its parameter has',
    ({ name, expected, given }) => ({
      message: `‘${name}’ is ${expected}, and this is ${given}`,
      hint: 'its uses decide what a parameter is: change the value’s unit, or the formula',
    }),
  ),
  noSize: define<{ unit: string } | { constant: string }>(
    'QH0211',
    'error',
    'a number with a unit where the units have no absolute size',
    (what) => ({
      message:
        'unit' in what
          ? `how many ‘${what.unit}’ an oscillator unit has depends on the trap, so this cannot be converted`
          : `how large ‘${what.constant}’ is in oscillator units depends on the trap`,
      hint: 'write the number in oscillator units, or begin the file with: units atomic',
    }),
  ),
  unlikeSetting: define<{ key: string; expected: string; given: string }>(
    'QH0212',
    'error',
    'a setting with a unit that it cannot have',
    ({ key, expected, given }) => ({ message: `‘${key}’ takes ${expected}, and this is ${given}` }),
  ),
};
