import { ANSAETZE_CASES } from './ansaetze.ts';
import type { Case } from './case.ts';
import { HAMILTONIANS_CASES } from './hamiltonians.ts';
import { KINDS_CASES } from './kinds.ts';
import { MANY_CASES } from './many-particles.ts';
import { NAMES_CASES } from './names.ts';
import { PHYSICS_CASES } from './physics.ts';
import { RUN_CASES } from './runs.ts';
import { SETTINGS_CASES } from './settings.ts';
import { SYNTAX_CASES } from './syntax.ts';
import { TRAINING_CASES } from './trainings.ts';
import { TRAINS_CASES } from './trains.ts';
import { UNITS_CASES } from './units.ts';

/** A text for every diagnostic that one file alone can have, by subject. */
export const CASES: readonly Case[] = [
  ...SYNTAX_CASES,
  ...NAMES_CASES,
  ...UNITS_CASES,
  ...KINDS_CASES,
  ...HAMILTONIANS_CASES,
  ...ANSAETZE_CASES,
  ...SETTINGS_CASES,
  ...TRAINS_CASES,
  ...MANY_CASES,
  ...PHYSICS_CASES,
  ...TRAINING_CASES,
  ...RUN_CASES,
];
