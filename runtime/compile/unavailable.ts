/**
 * What a program can say and an Experiment cannot carry yet. The checker knows these constructs; only training does not.
 */

import {
  coordinatesOf,
  english,
  type File,
  isInverse,
  isOperatorName,
  isReference,
  latticesOf,
  manyParticlesOf,
  nucleiOf,
  PERIODIC_BOX,
  say,
  type TrainSyntax,
  type Words,
} from '@qham/grammar';
import { AstUtils } from 'langium';
import { NotAvailable, unavailableText } from '../train/availability.ts';

/** Something in the middle of a formula that an Experiment cannot carry yet. */
export class NotBuilt extends Error {
  override name = 'NotBuilt';
  readonly what: Words;

  constructor(what: Words) {
    super(english(what));
    this.what = what;
  }
}

/** A train that cannot become an Experiment yet. */
export class NotCompiled extends NotAvailable {
  override name = 'NotCompiled';
  /** What is missing, in words that end “… cannot be trained yet”. */
  readonly missing: readonly Words[];

  constructor(train: TrainSyntax, missing: readonly Words[]) {
    super(unavailableText(`train ${train.name}`, missing));
    this.missing = missing;
  }
}

/** In the words of a sentence that ends "is not available yet"; empty where an Experiment can be made. */
export function unavailableIn(train: TrainSyntax): Words[] {
  const hamiltonian = train.hamiltonian.template.ref;
  if (!hamiltonian) return [];
  const missing: Words[] = [];
  if (latticesOf(hamiltonian).length > 0) missing.push(say`lattice spins`);
  if (coordinatesOf(hamiltonian).some(({ space }) => space.kind === PERIODIC_BOX)) missing.push(say`periodic boxes`);
  if (nucleiOf(hamiltonian).length > 0) missing.push(say`nuclei`);
  const spins = manyParticlesOf(hamiltonian).some(({ settings }) => settings.some(({ key }) => key === 'up'));
  const operators = AstUtils.streamAst(hamiltonian)
    .filter(isReference)
    .map(({ symbol }) => symbol.ref)
    .filter(isOperatorName)
    .toArray();
  if ((spins || operators.some(({ acts }) => acts !== 'motion')) && latticesOf(hamiltonian).length === 0)
    missing.push(say`spins of particles`);
  return missing;
}

/** Inverse problems of a file, in the words of the same sentence. */
export function notBuiltIn(file: File): { name: string; what: Words }[] {
  return file.statements.filter(isInverse).map(({ name }) => ({ name, what: say`unknown potentials` }));
}
