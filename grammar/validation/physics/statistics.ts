import { isParticles } from '../../generated/ast.ts';
import { type Statistics, speciesNamed } from '../../library/species.ts';
import type { Kind, ProbeSystem } from './probe/system.ts';

/** How a wave function of these particles changes when two of them change places. */
export function statisticsOf(node: Kind['node']): Statistics {
  return (isParticles(node) && speciesNamed(node.species)?.statistics) || 'distinguishable';
}

/** Whether the exchange of two particles changes the sign of the spatial wave function: fermions without spins that differ. */
export function isAntisymmetric(kinds: readonly number[], system: ProbeSystem): boolean {
  const [first, second] = kinds.map((kind) => system.kinds[kind]!.node);
  if (first === undefined || first !== second || !isParticles(first)) return false;
  const differing = first.flags.length > 0 || first.settings.some(({ key }) => key === 'up');
  return statisticsOf(first) === 'fermions' && !differing;
}
