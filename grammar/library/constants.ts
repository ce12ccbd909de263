import { type LibraryName, libraryName } from './builtin.ts';

/** A number with a name. */
export interface Constant extends LibraryName {
  readonly value: number;
}

function constant(name: string, value: number, documentation: string): Constant {
  return { ...libraryName('constant', name, name, documentation), value };
}

export function isConstant(node: object): node is Constant {
  return 'noun' in node && node.noun === 'constant';
}

const PI = "The ratio of a circle's circumference to its diameter, 3.14159…";
const HBAR = 'The reduced Planck constant: 1, because `units oscillator` measures action in ħ.';

/** Constants of formulas; the Unicode and the ASCII spelling are equals. */
export const CONSTANTS: readonly Constant[] = [
  constant('π', Math.PI, PI),
  constant('pi', Math.PI, PI),
  constant('ħ', 1, HBAR),
  constant('hbar', 1, HBAR),
];

/** The number of the optimizer step, for settings that change while the run goes on. */
export const STEP = libraryName(
  'variable',
  'step',
  'step',
  'The number of the training step, counted from 0 in each phase.',
);
