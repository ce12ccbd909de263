import { type Phrase, say } from '../localization/phrase.ts';
import { HBAR as HBAR_SI } from '../units/constants.ts';
import { inSystem, type Measure } from '../units/convert.ts';
import { ACTION } from '../units/dimension.ts';
import type { System } from '../units/system.ts';
import { type LibraryName, libraryName } from './builtin.ts';

/** A number with a name. */
export interface Constant extends LibraryName {
  readonly value: number;
  /** What it measures, where its value depends on the units. */
  readonly measure?: Measure;
}

function constant(name: string, value: number, documentation: Phrase, measure?: Measure): Constant {
  return { ...libraryName('constant', name, name, documentation), value, ...(measure ? { measure } : {}) };
}

/** The value of a constant in a system of units. */
export function constantIn({ value, measure }: Constant, system: System | undefined): number {
  return (measure && system && inSystem(measure, system)) ?? value;
}

export function isConstant(node: object): node is Constant {
  return 'noun' in node && node.noun === 'constant';
}

const PI = say`The ratio of a circle's circumference to its diameter, 3.14159…`;
const HBAR = say`The reduced Planck constant: 1 in oscillator, atomic and natural units, 197.327 MeV·fm in nuclear ones, 1.05457e-34 J·s in the SI.`;
const ONE_HBAR: Measure = { dimension: ACTION, size: HBAR_SI };

/** Constants of formulas; the Unicode and the ASCII spelling are equals. */
export const CONSTANTS: readonly Constant[] = [
  constant('π', Math.PI, PI),
  constant('pi', Math.PI, PI),
  constant('ħ', 1, HBAR, ONE_HBAR),
  constant('hbar', 1, HBAR, ONE_HBAR),
];

/** The number of the optimizer step, for settings that change while the run goes on. */
export const STEP = libraryName(
  'variable',
  'step',
  'step',
  say`The number of the training step, counted from 0 in each phase.`,
);
