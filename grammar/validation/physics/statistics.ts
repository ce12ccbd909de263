import { isParticles } from '../../generated/ast.ts';
import type { Kind, ProbeSystem } from './probe/system.ts';

/** How a wave function changes when two particles of a kind change places. */
export type Statistics = 'fermions' | 'bosons' | 'distinguishable';

const FERMIONS: readonly string[] = [
  'fermions',
  'fermion',
  'electrons',
  'electron',
  'nucleons',
  'nucleon',
  'protons',
  'neutrons',
  'proton',
  'neutron',
  'muons',
];
const BOSONS: readonly string[] = ['bosons', 'boson', 'atoms'];

/** The statistics that the name of a species says; nucleons and electrons are fermions. */
export function statisticsOf(node: Kind['node']): Statistics {
  if (!isParticles(node)) return 'distinguishable';
  if (FERMIONS.includes(node.species)) return 'fermions';
  return BOSONS.includes(node.species) ? 'bosons' : 'distinguishable';
}

/** Whether the exchange of two particles changes the sign of the spatial wave function: fermions without spins that differ. */
export function isAntisymmetric(kinds: readonly number[], system: ProbeSystem): boolean {
  const [first, second] = kinds.map((kind) => system.kinds[kind]!.node);
  if (first === undefined || first !== second || !isParticles(first)) return false;
  const differing = first.flags.length > 0 || first.settings.some(({ key }) => key === 'up');
  return statisticsOf(first) === 'fermions' && !differing;
}
