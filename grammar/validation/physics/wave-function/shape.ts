import { AstUtils } from 'langium';
import {
  type Ansatz,
  type Expression,
  isBlockUse,
  isCall,
  isDefinition,
  isParticle,
  isParticles,
  isReference,
  type Particle,
  type Particles,
  type Train,
} from '../../../generated/ast.ts';
import { GAUSSIAN_ENVELOPE, ORBITALS, SLATER } from '../../../library/wave-functions.ts';
import { bindUse } from '../../../semantics/templates.ts';
import { silently } from '../../finding.ts';
import type { Positions, ProbeSystem } from '../probe/system.ts';
import { type Choice, nothingKnown, numberAt, type Point, pointAt } from '../probe/value.ts';
import type { Value } from '../probe/vectors.ts';
import { isBlock } from './parity.ts';

/** ψ at a configuration; `chosen` is told which cases hold there, and the signs inside of them. */
export type Shape = (positions: Positions, chosen?: Choice[]) => number;

/**
 * The shape of ψ far away: its formula with 1 for every network, and exp(−Σ|x|²/2) for what is made of gaussians. A
 * network is bounded, or grows far slower than envelopes vanish.
 */
export function shapeOf(psi: Expression, train: Train, system: ProbeSystem): Shape {
  const lookup = bindUse(train.ansatz, {}, silently);
  const known = nothingKnown();
  const named = coordinatesIn(train.ansatz.template.ref);
  return (positions, chosen) => {
    const located: Located = new Map(
      named.flatMap((node) => {
        const kind = system.kinds.findIndex(({ name }) => name === node.name);
        return kind < 0 ? [] : [[node, positions[kind]!] as const];
      }),
    );
    const point: Point = {
      ...pointAt(located, lookup, known),
      model: (expression) => modelOf(expression, located),
      ...(chosen && { chosen }),
    };
    return numberAt(psi, point);
  };
}

/** The coordinates that an ansatz names; they may be those of another Hamiltonian with the same names. */
function coordinatesIn(ansatz: Ansatz | undefined): (Particle | Particles)[] {
  const targets = ansatz
    ? AstUtils.streamAst(ansatz)
        .filter(isReference)
        .map(({ symbol }) => symbol.ref)
    : [];
  return [...new Set(targets)].filter((node) => isParticle(node) || isParticles(node));
}

type Located = ReadonlyMap<Particle | Particles, readonly (readonly number[])[]>;

/** What stands for a trained part; undefined for everything else. */
function modelOf(expression: Expression, positions: Located): Value | undefined {
  if (isBlockUse(expression)) return blockModel(expression, positions);
  if (isReference(expression)) {
    const target = expression.symbol.ref;
    return isDefinition(target) && isBlockUse(target.value) ? blockModel(target.value, positions) : undefined;
  }
  if (!isCall(expression)) return undefined;
  const target = expression.callee.symbol.ref;
  if (isDefinition(target) && isBlockUse(target.value)) return 1;
  if (target === ORBITALS) return 1;
  return target === GAUSSIAN_ENVELOPE || target === SLATER ? gaussian(positions) : undefined;
}

/** A Boltzmann machine has gaussian visible units; all other blocks are networks. */
function blockModel(block: Expression, positions: Located): number {
  return isBlock(block, 'rbm') ? gaussian(positions) : 1;
}

function gaussian(positions: Located): number {
  const squares = [...positions.values()].flat(2).map((x) => x * x);
  return Math.exp(-squares.reduce((sum, x) => sum + x, 0) / 2);
}
