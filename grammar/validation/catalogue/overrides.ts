import { define, didYouMean, listed } from './define.ts';

/** QH10: what the caller gives beside the file. */
export const overrides = {
  unknownTrain: define<{ name: string; trains: readonly string[]; suggestion: string | undefined }>(
    'QH1001',
    'error',
    'a train that the file does not have',
    ({ name, trains, suggestion }) => ({
      message: `the file has no train ‘${name}’`,
      hint: didYouMean(suggestion) ?? (trains.length > 0 ? `there is ${listed(trains)}` : 'it has no train at all'),
    }),
  ),
  unknownOverride: define<{ name: string; train: string; known: readonly string[]; suggestion: string | undefined }>(
    'QH1002',
    'error',
    'a value given from outside for a parameter that is not there',
    ({ name, train, known, suggestion }) => ({
      message: `neither the Hamiltonian nor the ansatz of ${train} nor its file has a parameter ‘${name}’`,
      hint: didYouMean(suggestion) ?? (known.length > 0 ? `there is ${listed(known)}` : 'they have no parameters'),
    }),
  ),
  badOverride: define<{ name: string; expects: string; value: number }>(
    'QH1003',
    'error',
    'a value given from outside that is out of range',
    ({ name, expects, value }) => ({ message: `${name} must be ${expects}, not ${value}` }),
  ),
};
