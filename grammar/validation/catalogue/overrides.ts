import { type Phrase, say } from '../../localization/phrase.ts';
import { choicesText, define, didYouMean } from './define.ts';

/** QH10: what the caller gives beside the file. */
export const overrides = {
  unknownTrain: define<{ name: string; trains: readonly string[]; suggestion: string | undefined }>(
    'QH1001',
    'error',
    say`a train that the file does not have`,
    ({ name, trains, suggestion }) => ({
      message: say`the file has no train ‘${name}’`,
      hint: didYouMean(suggestion) ?? (trains.length > 0 ? choicesText(trains) : say`it has no train at all`),
    }),
  ),
  unknownOverride: define<{ name: string; train: string; known: readonly string[]; suggestion: string | undefined }>(
    'QH1002',
    'error',
    say`a value given from outside for a parameter that is not there`,
    ({ name, train, known, suggestion }) => ({
      message: say`neither the Hamiltonian nor the ansatz of ${train} nor its file has a parameter ‘${name}’`,
      hint: didYouMean(suggestion) ?? (known.length > 0 ? choicesText(known) : say`they have no parameters`),
    }),
  ),
  badOverride: define<{ name: string; expects: Phrase; value: number }>(
    'QH1003',
    'error',
    say`a value given from outside that is out of range`,
    ({ name, expects, value }) => ({ message: say`${name} must be ${expects}, not ${value}` }),
  ),
};
