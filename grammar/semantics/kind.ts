import { type Phrase, say } from '../localization/phrase.ts';

/**
 * `number` does not depend on the coordinates, `scalar` does; `error` has been reported already and fits everywhere.
 * Operators are sorted by what they do to a wave function: `operator` differentiates it twice, `momentum` and `derivative`
 * once (with and without components), `spins` and `spin` act on spins alone (with and without components).
 */
export type Kind =
  | 'number'
  | 'scalar'
  | 'vector'
  | 'positions'
  | 'operator'
  | 'momentum'
  | 'derivative'
  | 'spins'
  | 'spin'
  | 'matrix'
  | 'features'
  | 'network'
  | 'error';

/** A kind in words, for messages. */
export const KIND_WORDS: Readonly<Record<Kind, Phrase>> = {
  number: say`a number`,
  scalar: say`a scalar`,
  vector: say`a vector`,
  positions: say`the positions of all particles`,
  operator: say`a differential operator`,
  momentum: say`a momentum`,
  derivative: say`a component of a momentum`,
  spins: say`a spin operator with components`,
  spin: say`a spin operator`,
  matrix: say`a matrix of orbitals`,
  features: say`the features of all particles`,
  network: say`a network`,
  error: say`something unknown`,
};

/** Kinds that can be a term of H. */
export const ENERGY_KINDS: readonly Kind[] = ['number', 'scalar', 'operator', 'derivative', 'spin'];

export const isNumeric = (kind: Kind) => kind === 'number' || kind === 'scalar';
/** Kinds that differentiate the wave function. */
export const differentiates = (kind: Kind) => kind === 'operator' || kind === 'momentum' || kind === 'derivative';
export const actsOnSpins = (kind: Kind) => kind === 'spins' || kind === 'spin';
