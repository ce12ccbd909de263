import type { Particles } from '../../generated/ast.ts';
import { evaluateNumber, type Lookup } from '../../semantics/evaluate.ts';
import { silently } from '../finding.ts';
import { statisticsOf } from './statistics.ts';
import type { Spin } from './wave-function/parity.ts';

/** Particles that are alike: of a spin, or all where they have none; how many of them there are. */
export interface Alike {
  readonly spin: Spin | undefined;
  readonly count: number;
}

/**
 * The groups of identical particles in a line of `particles`. None for particles that can be told apart, where numbers have no value,
 * and for those with a spin of their own each: a wave function of all spins may exchange positions as it likes.
 */
export function spinsOf(particles: Particles, lookup: Lookup): Alike[] {
  const count = evaluateNumber(particles.count, { lookup, report: silently });
  if (count === undefined || statisticsOf(particles) === 'distinguishable' || particles.flags.length > 0) return [];
  const setting = particles.settings.find(({ key }) => key === 'up');
  if (setting === undefined) return [{ spin: undefined, count }];
  const up = evaluateNumber(setting.value, { lookup, report: silently });
  if (up === undefined) return [];
  return [
    { spin: 'up', count: up },
    { spin: 'down', count: count - up },
  ];
}
