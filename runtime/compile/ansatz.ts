import {
  AstUtils,
  type Call,
  catalogue,
  type Definition,
  isBlockUse,
  isOnLine,
  isParticle,
  isReference,
  type Lookup,
  psiOf,
  type Report,
  type Ansatz as Syntax,
  say,
  type Train,
} from '@qham/grammar';
import { type Ansatz, type Expression, type Hamiltonian, walkerDimension } from '../experiment.ts';
import { BlockRegister } from './blocks.ts';
import { compileFormula } from './formula.ts';
import { hasKink } from './kinks.ts';
import { NotBuilt } from './unavailable.ts';

/** ψ and the networks in it, for the coordinates of a compiled Hamiltonian. */
export function compileAnsatz(
  syntax: Syntax,
  train: Train,
  { name, space }: Hamiltonian,
  lookup: Lookup,
  report: Report,
): Ansatz | undefined {
  const psi = psiOf(syntax);
  const dimension = walkerDimension(space);
  if (!psi || !checkLine(syntax, train, name, dimension, report)) return undefined;
  const register = new BlockRegister(lookup, report);
  const networks = new Map<Definition, { inputs: number; place: Call }>();
  let sound = true;
  const onNetwork = (network: Definition, inputs: number, place: Call) => {
    if (isBlockUse(network.value)) register.nameFor(network.value);
    const first = networks.get(network);
    if (!first) networks.set(network, { inputs, place });
    else if (first.inputs !== inputs) {
      const parameters = { name: network.name, first: first.inputs, second: inputs };
      report(catalogue.networkInputs, place, parameters, [[first.place, say`${first.inputs} here`]]);
      sound = false;
    }
  };
  const named = (wanted: string) => space.particles.find((particles) => particles.name === wanted);
  const compiled = compileFormula(psi.value, {
    lookup,
    dimension: (particle) => named(particle.name)?.dimension ?? dimension,
    count: (particles) => named(particles.name)?.count ?? 1,
    report,
    onNetwork,
    blockFor: register.nameFor,
    positions: allPositions(space),
  });
  const blocks = register.blocks();
  if (!compiled || !sound || !blocks) return undefined;
  // A kink between particles is seen by their distance; only a wave function of one point is looked at here.
  if (space.particles.every(({ count }) => count === 1) && hasKink(compiled.expression, dimension))
    report(catalogue.kink, { node: psi, property: 'value' }, { name: syntax.name, dimension });
  return { name: syntax.name, blocks, psi: compiled.expression };
}

/** The particles that a block without arguments acts on. */
function allPositions({ particles }: Hamiltonian['space']): Expression {
  const [only, ...more] = particles;
  if (only && more.length === 0) return { kind: 'position', name: only.name };
  throw new NotBuilt(say`particles of several kinds`);
}

/**
 * An ansatz that was written for a particle on a line computes with its coordinate as with a number; another train may
 * pair it with a Hamiltonian where that coordinate is a vector.
 */
function checkLine(syntax: Syntax, train: Train, hamiltonian: string, dimension: number, report: Report): boolean {
  const use = AstUtils.streamAst(syntax).find((node) => {
    const target = isReference(node) ? node.symbol.ref : undefined;
    return isParticle(target) && isOnLine(target);
  });
  if (!use || dimension === 1 || !isReference(use)) return true;
  const parameters = { ansatz: syntax.name, coordinates: use.symbol.$refText, hamiltonian, dimension };
  report(catalogue.lineMismatch, train.ansatz, parameters, [[use, say`${syntax.name} uses it here`]]);
  return false;
}
