import { type Phrase, say } from '../localization/phrase.ts';
import { type LibraryName, libraryName } from './builtin.ts';

/** What a built-in operator acts on. */
export type OperatorSpace = 'motion' | 'spin' | 'isospin';

/** An operator of one particle or lattice site: `p[i]`, `σz[i]`, `S[i]`. */
export interface OperatorName extends LibraryName {
  readonly noun: 'operator';
  readonly acts: OperatorSpace;
  /** Three components, as S and σ have; a single one such as σz is a number in every state. */
  readonly vector: boolean;
  /** Which operator of a pair ℓ, ℓ† it is, where it is not its own adjoint. */
  readonly ladder?: 'raises' | 'lowers';
  /** How it is spelled in Unicode; both spellings are one operator. */
  readonly sign: string;
}

interface Spellings {
  readonly sign: string;
  readonly ascii: string;
}

function operator(
  { sign, ascii }: Spellings,
  acts: OperatorSpace,
  vector: boolean,
  documentation: Phrase,
  ladder?: OperatorName['ladder'],
): OperatorName[] {
  return [...new Set([sign, ascii])].map((name) => ({
    ...libraryName('operator', name, `${name}[i]`, documentation),
    noun: 'operator' as const,
    acts,
    vector,
    sign,
    ...(ladder === undefined ? {} : { ladder }),
  }));
}

const AXES = ['x', 'y', 'z'] as const;

/** What Pauli matrices act on, in words. */
export const SPACE_WORDS = { spin: say`spin`, isospin: say`isospin` } as const;

/** The Pauli matrices of a two-valued degree of freedom: vector, components and ladder operators. */
function pauli(sign: string, ascii: string, short: string, acts: 'spin' | 'isospin'): OperatorName[] {
  return [
    ...operator(
      { sign, ascii },
      acts,
      true,
      say`The three Pauli matrices of the ${SPACE_WORDS[acts]} of particle or site i; \`dot(${sign}[i], ${sign}[j])\` couples two of them.`,
    ),
    ...AXES.flatMap((axis) =>
      operator(
        { sign: `${sign}${axis}`, ascii: `${short}${axis}` },
        acts,
        false,
        say`The Pauli matrix ${sign}${axis} of the ${SPACE_WORDS[acts]} of particle or site i, with eigenvalues ±1.`,
      ),
    ),
    ...operator(
      { sign: `${sign}₊`, ascii: `${short}p` },
      acts,
      false,
      say`Raises the ${SPACE_WORDS[acts]}: (${sign}x + i ${sign}y)/2. It needs its adjoint ${sign}₋ beside it.`,
      'raises',
    ),
    ...operator(
      { sign: `${sign}₋`, ascii: `${short}m` },
      acts,
      false,
      say`Lowers the ${SPACE_WORDS[acts]}: (${sign}x − i ${sign}y)/2. It needs its adjoint ${sign}₊ beside it.`,
      'lowers',
    ),
  ];
}

/** The operators of Hamiltonians, beside ∇². Pauli matrices are σ, spins are S = σ/2. */
export const OPERATORS: readonly OperatorName[] = [
  ...operator(
    { sign: 'p', ascii: 'p' },
    'motion',
    true,
    say('The momentum −iħ∇ of particle i; `p[i]^2/(2*m)` is its kinetic energy.'),
  ),
  ...pauli('σ', 'sigma', 's', 'spin'),
  ...operator(
    { sign: 'S', ascii: 'S' },
    'spin',
    true,
    say('The spin σ/2 of particle or site i; `dot(S[i], S[j])` is the exchange coupling.'),
  ),
  ...AXES.flatMap((axis) =>
    operator(
      { sign: `S${axis}`, ascii: `S${axis}` },
      'spin',
      false,
      say`The component ${axis} of the spin of particle or site i: half of σ${axis}.`,
    ),
  ),
  ...operator(
    { sign: 'S₊', ascii: 'Sp' },
    'spin',
    false,
    say`Raises the spin: Sx + i Sy. It needs its adjoint S₋ beside it.`,
    'raises',
  ),
  ...operator(
    { sign: 'S₋', ascii: 'Sm' },
    'spin',
    false,
    say`Lowers the spin: Sx − i Sy. It needs its adjoint S₊ beside it.`,
    'lowers',
  ),
  ...pauli('τ', 'tau', 't', 'isospin'),
];

/** The charge number of a nucleus: `Z[a]`, in units of the elementary charge. */
export const NUCLEAR_CHARGE = libraryName('nuclear charge', 'Z', 'Z[a]', say`The charge number of nucleus a.`);

/** The imaginary unit, where no index has its name. */
export const IMAGINARY_UNIT = libraryName('imaginary unit', 'i', 'i', say`The imaginary unit: i² = −1.`);

export function isOperatorName(node: object | undefined): node is OperatorName {
  return node !== undefined && 'noun' in node && node.noun === 'operator';
}
