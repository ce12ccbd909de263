/**
 * `number` does not depend on the coordinates, `scalar` does; `error` has been reported already and fits everywhere.
 */
export type Kind = 'number' | 'scalar' | 'vector' | 'operator' | 'network' | 'error';

/** A kind in words, for messages. */
export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  number: 'a number',
  scalar: 'a scalar',
  vector: 'a vector',
  operator: 'a differential operator',
  network: 'a network',
  error: 'something unknown',
};
