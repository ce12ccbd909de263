/** Which arguments a built-in name takes by name, behind those it takes by position. */
import { say } from '../localization/phrase.ts';
import type { BuiltinNoun, LibraryName } from './builtin.ts';
import { DENSITY, PAIR_DENSITY } from './observables.ts';
import { density, pairDensity } from './settings/observables.ts';
import { gaussianEnvelope, orbitals } from './settings/orbitals.ts';
import type { Setting } from './settings/value.ts';
import { GAUSSIAN_ENVELOPE, ORBITALS, SLATER, WAVE_FUNCTION_PARTS } from './wave-functions.ts';

/** An argument that is given by name: what it does, and what it is when nobody gives it. */
export type NamedArgument = Pick<Setting<unknown>, 'documentation' | 'fallback'> &
  Partial<Pick<Setting<unknown>, 'value'>>;
export type NamedArguments = Readonly<Record<string, NamedArgument>>;

/** `slater(r, …)`. */
const slater = {
  backflow: {
    documentation: say`A block of features: orbitals see coordinates that have been shifted by it, so that they depend on all particles.`,
    fallback: {
      value: null,
      shown: say`none`,
      reason: say`a plain Slater determinant; correlation is left to other factors`,
    },
  },
} as const satisfies NamedArguments;

const TABLES: ReadonlyMap<LibraryName, NamedArguments> = new Map<LibraryName, NamedArguments>([
  [ORBITALS, orbitals],
  [GAUSSIAN_ENVELOPE, gaussianEnvelope],
  [SLATER, slater],
  [DENSITY, density],
  [PAIR_DENSITY, pairDensity],
]);

/** What settings choose from: a form with a number says its name in its signature, `normal(std)`. */
const CHOICES: readonly BuiltinNoun[] = [
  'initialisation',
  'proposal',
  'start',
  'objective term',
  'part of a wave function',
];

/** The arguments that a built-in name takes by name; none for what takes all by position. */
export function namedArguments(target: LibraryName): NamedArguments {
  const table = TABLES.get(target);
  if (table) return table;
  if (!CHOICES.includes(target.noun) || WAVE_FUNCTION_PARTS.includes(target)) return {};
  const label = target.signature.match(/^\p{L}+\((\p{L}+)\)$/u)?.[1];
  return label === undefined ? {} : { [label]: { documentation: target.documentation, fallback: { example: '1' } } };
}

/** The names that mean something as the value of an argument, and nowhere else: `init = glorot`. */
export function argumentChoices(target: LibraryName, label: string): readonly LibraryName[] {
  const table = namedArguments(target);
  return (Object.hasOwn(table, label) ? table[label]!.value?.choices : undefined) ?? [];
}
