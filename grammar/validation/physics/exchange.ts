import { AstUtils } from 'langium';
import {
  type Expression,
  type File,
  isComponent,
  isNumberLiteral,
  isParticles,
  isReference,
  type Particles,
} from '../../generated/ast.ts';
import { type Phrase, say } from '../../localization/phrase.ts';
import { ungrouped } from '../../semantics/particle.ts';
import { catalogue } from '../catalogue/index.ts';
import type { Report } from '../finding.ts';
import { shortNumber } from './numbers.ts';
import { repeatableNumbers } from './probe/random.ts';
import type { Positions, ProbeSystem } from './probe/system.ts';
import { NoValue } from './probe/vectors.ts';
import { statisticsOf } from './statistics.ts';
import { usesIn } from './uses.ts';

/** H must not change when two identical particles change places. */
export function checkExchange(file: File, report: Report): void {
  for (const { system } of usesIn(file)) {
    if (system === undefined) continue;
    for (const [kind, { node, count }] of system.kinds.entries())
      if (isParticles(node) && count > 1 && statisticsOf(node) !== 'distinguishable')
        checkKind(system, kind, node, report);
  }
}

interface Change {
  readonly place: Expression;
  readonly how: Phrase;
}

function checkKind(system: ProbeSystem, kind: number, node: Particles, report: Report): void {
  const change = changeAtPoints(system, kind) ?? namedParticle(system, node);
  if (change === undefined || change === 'none') return;
  const { how, place } = change;
  const statistics = statisticsOf(node);
  report(catalogue.notSymmetric, place, { particles: node.name, statistics, how }, [
    [{ node, property: 'name' }, say`‘${node.name}’ are identical`],
  ]);
}

const POINTS = 6;

/** Whether H changes at points in space; undefined where it cannot be computed there. */
function changeAtPoints(system: ProbeSystem, kind: number): Change | 'none' | undefined {
  const random = repeatableNumbers(4);
  try {
    const masses = Array.from({ length: system.kinds[kind]!.count }, (_, particle) => system.kinetic(kind, particle));
    const other = masses.findIndex((mass) => Math.abs(mass - masses[0]!) > 1e-9 * Math.abs(masses[0]!));
    if (other > 0)
      return { place: system.energy.value, how: say`particles 1 and ${other + 1} have different kinetic energies` };
    for (let n = 0; n < POINTS; n++) {
      const positions = system.kinds.map(({ count, dimension }) =>
        Array.from({ length: count }, () => Array.from({ length: dimension }, () => system.scale * random())),
      );
      for (const pair of pairsOf(system.kinds[kind]!.count)) {
        const swapped = exchanged(positions, kind, pair);
        const place = changedTerm(system, positions, swapped);
        if (place) return { place: place.term, how: described(pair, place.before, place.after) };
      }
    }
    return 'none';
  } catch (error) {
    if (error instanceof NoValue) return undefined;
    throw error;
  }
}

function described([a, b]: readonly [number, number], before: number, after: number): Phrase {
  return say`seen at a random point: exchanging ${a + 1} and ${b + 1}, ${shortNumber(before)} becomes ${shortNumber(after)}`;
}

/** Neighbours generate all permutations; the first few show what a fixed number singles out. */
const pairsOf = (count: number): [number, number][] =>
  Array.from({ length: Math.min(count, 6) - 1 }, (_, i) => [i, i + 1]);

function exchanged(positions: Positions, kind: number, [a, b]: readonly [number, number]): Positions {
  return positions.map((particles, k) =>
    k === kind
      ? particles.map((position, i) => (i === a ? particles[b]! : i === b ? particles[a]! : position))
      : particles,
  );
}

function changedTerm(system: ProbeSystem, here: Positions, there: Positions) {
  const differs = (before: number, after: number) =>
    Math.abs(before - after) > 1e-8 * Math.max(Math.abs(before), Math.abs(after));
  if (!differs(system.potential(here), system.potential(there))) return undefined;
  const potentials = system.leaves.filter(({ kinetic }) => !kinetic).map(({ expression }) => expression);
  for (const term of potentials) {
    const others = new Set(potentials.filter((other) => other !== term));
    const [before, after] = [system.potential(here, others), system.potential(there, others)];
    if (differs(before, after)) return { term, before, after };
  }
  return undefined;
}

/** Where spins forbid numbers: a summand that names some of the particles by number, and not all of them. */
function namedParticle(system: ProbeSystem, node: Particles): Change | undefined {
  const named = new Set<number>();
  let place: Expression | undefined;
  for (const component of AstUtils.streamAst(system.hamiltonian).filter(isComponent)) {
    const [base, index] = [ungrouped(component.of), ungrouped(component.index)];
    if (!isReference(base) || base.symbol.ref !== node || !isNumberLiteral(index)) continue;
    named.add(index.value);
    place ??= component;
  }
  const count = system.kinds.find((kind) => kind.node === node)!.count;
  if (place === undefined || named.size >= count) return undefined;
  return { place, how: say`it names particle ${[...named][0]!} and not the others` };
}
