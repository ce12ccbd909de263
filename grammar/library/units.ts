import type { Phrase } from '../localization/phrase.ts';
import { SYSTEM_NAMES, SYSTEMS } from '../units/system.ts';

/** A system of units: what `units NAME` sets to one. */
export interface UnitSystem {
  readonly name: string;
  readonly documentation: Phrase;
}

export const UNIT_SYSTEMS: readonly UnitSystem[] = SYSTEM_NAMES.map((name) => SYSTEMS[name]);
