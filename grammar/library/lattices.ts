import { type Phrase, say } from '../localization/phrase.ts';

/** A regular arrangement of sites: which sites are neighbours is not given by a list but by its shape. */
export interface LatticeShape {
  readonly name: string;
  /** How it is written. */
  readonly signature: string;
  readonly documentation: Phrase;
}

export const LATTICES: readonly LatticeShape[] = [
  { name: 'chain', signature: 'chain(N)', documentation: say`N sites in a row.` },
  {
    name: 'square',
    signature: 'square(L)',
    documentation: say('L × L sites, or `square(L, M)`: L × M; four neighbours each.'),
  },
  {
    name: 'triangular',
    signature: 'triangular(L)',
    documentation: say`L × L sites with six neighbours each, or L × M.`,
  },
  {
    name: 'honeycomb',
    signature: 'honeycomb(L)',
    documentation: say`L × L cells of two sites with three neighbours each, or L × M.`,
  },
  {
    name: 'kagome',
    signature: 'kagome(L)',
    documentation: say`L × L cells of three sites with four neighbours each, or L × M.`,
  },
  { name: 'cubic', signature: 'cubic(L)', documentation: say`L × L × L sites with six neighbours each.` },
];

export const BOUNDARIES: readonly string[] = ['open', 'periodic'];
