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
export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  number: 'a number',
  scalar: 'a scalar',
  vector: 'a vector',
  positions: 'the positions of all particles',
  operator: 'a differential operator',
  momentum: 'a momentum',
  derivative: 'a component of a momentum',
  spins: 'a spin operator with components',
  spin: 'a spin operator',
  matrix: 'a matrix of orbitals',
  features: 'the features of all particles',
  network: 'a network',
  error: 'something unknown',
};

/** Kinds that can be a term of H. */
export const ENERGY_KINDS: readonly Kind[] = ['number', 'scalar', 'operator', 'derivative', 'spin'];

export const isNumeric = (kind: Kind) => kind === 'number' || kind === 'scalar';
/** Kinds that differentiate the wave function. */
export const differentiates = (kind: Kind) => kind === 'operator' || kind === 'momentum' || kind === 'derivative';
export const actsOnSpins = (kind: Kind) => kind === 'spins' || kind === 'spin';
