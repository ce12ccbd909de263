import { type Phrase, say } from '../localization/phrase.ts';
import { type LibraryName, libraryName } from './builtin.ts';

function part(name: string, signature: string, documentation: Phrase): LibraryName {
  return libraryName('part of a wave function', name, signature, documentation);
}

export const DET = part(
  'det',
  'det(Phi)',
  say`The determinant of a matrix of orbitals, one row for each particle: it changes its sign when two particles change places.`,
);
export const PRODUCT = part(
  'product',
  'product(Phi)',
  say`The product over particles of the sum of their orbitals: it stays the same when two particles change places.`,
);
export const ORBITALS = part(
  'orbitals',
  'orbitals(B)',
  say`A square matrix: trained linear combinations of the features of each particle, one column for each orbital.`,
);
export const GAUSSIAN_ENVELOPE = part(
  'gaussian_envelope',
  'gaussian_envelope(x)',
  say`A matrix of gaussians exp(−w² |xᵢ|²), one trained width for each orbital: it makes every orbital vanish far away.`,
);
export const SLATER = part(
  'slater',
  'slater(r)',
  say`A Slater determinant of the lowest orbitals of the one-body part of H, one determinant for each spin.`,
);

/** What an ansatz is built of, beside functions of numbers and blocks. */
export const WAVE_FUNCTION_PARTS: readonly LibraryName[] = [DET, PRODUCT, ORBITALS, GAUSSIAN_ENVELOPE, SLATER];
