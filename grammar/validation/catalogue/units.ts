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
};
