/**
 * What a program can say and an Experiment cannot carry yet. The checker knows these constructs; only training does not.
 */

import {
  coordinatesOf,
  type File,
  isInverse,
  isOperatorName,
  isReference,
  latticesOf,
  manyParticlesOf,
  nucleiOf,
  PERIODIC_BOX,
  type TrainSyntax,
} from '@qham/grammar';
import { AstUtils } from 'langium';

/** Something in the middle of a formula that an Experiment cannot carry yet. */
export class NotBuilt extends Error {
  override name = 'NotBuilt';
}

/** In the words of a sentence that ends "is not available yet"; empty where an Experiment can be made. */
export function unavailableIn(train: TrainSyntax): string[] {
  const hamiltonian = train.hamiltonian.template.ref;
  if (!hamiltonian) return [];
  const missing: string[] = [];
  if (latticesOf(hamiltonian).length > 0) missing.push('lattice spins');
  if (coordinatesOf(hamiltonian).some(({ space }) => space.kind === PERIODIC_BOX)) missing.push('periodic boxes');
  if (nucleiOf(hamiltonian).length > 0) missing.push('nuclei');
  const spins = manyParticlesOf(hamiltonian).some(({ settings }) => settings.some(({ key }) => key === 'up'));
  const operators = AstUtils.streamAst(hamiltonian)
    .filter(isReference)
    .map(({ symbol }) => symbol.ref)
    .filter(isOperatorName)
    .toArray();
  if ((spins || operators.some(({ acts }) => acts !== 'motion')) && latticesOf(hamiltonian).length === 0)
    missing.push('spins of particles');
  return missing;
}

/** Inverse problems of a file, in the words of the same sentence. */
export function notBuiltIn(file: File): { name: string; what: string }[] {
  return file.statements.filter(isInverse).map(({ name }) => ({ name, what: 'unknown potentials' }));
}
