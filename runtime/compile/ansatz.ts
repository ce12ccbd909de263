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
  mlp,
  psiOf,
  type Report,
  readSettings,
  type Ansatz as Syntax,
  type Train,
} from '@qham/grammar';
import { type Ansatz, type Block, type Hamiltonian, walkerDimension } from '../experiment.ts';
import { compileFormula } from './formula.ts';
import { hasKink } from './kinks.ts';

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
  const networks = new Map<Definition, { inputs: number; place: Call }>();
  let sound = true;
  const onNetwork = (network: Definition, inputs: number, place: Call) => {
    const first = networks.get(network);
    if (!first) networks.set(network, { inputs, place });
    else if (first.inputs !== inputs) {
      const parameters = { name: network.name, first: first.inputs, second: inputs };
      report(catalogue.networkInputs, place, parameters, [[first.place, `${first.inputs} here`]]);
      sound = false;
    }
  };
  const compiled = compileFormula(psi.value, { lookup, dimension: () => dimension, report, onNetwork });
  const blocks = syntax.members
    .filter((member) => networks.has(member))
    .map((member) => compileBlock(member, lookup, report));
  if (!compiled || !sound || blocks.includes(undefined)) return undefined;
  if (hasKink(compiled.expression, dimension))
    report(catalogue.kink, { node: psi, property: 'value' }, { name: syntax.name, dimension });
  return { name: syntax.name, blocks: blocks as Block[], psi: compiled.expression };
}

function compileBlock(definition: Definition, lookup: Lookup, report: Report): Block | undefined {
  if (!isBlockUse(definition.value)) return undefined;
  const owner = { title: 'mlp', place: definition.value };
  const values = readSettings(mlp, definition.value.settings, owner, lookup, report);
  if (!values) return undefined;
  const { hidden, activation, output, init, bias_init } = values;
  return { kind: 'mlp', name: definition.name, hidden, activation, output, weights: init, biases: bias_init };
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
  report(catalogue.lineMismatch, train.ansatz, parameters, [[use, `${syntax.name} uses it here`]]);
  return false;
}
