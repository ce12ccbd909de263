/**
 * The ansatz as a graph: ψ of all states at a batch of walkers.
 */
import { type Block, type Experiment, type Expression, walkerDimension } from '../experiment.ts';
import { broadcastTo, type GraphBuilder, input, type Tensor } from '../tensor/index.ts';
import { BLOCKS, type BlockKind, type BuiltBlock } from './block.ts';
import { evaluateFormula } from './formula.ts';
import type { ParameterSpec } from './parameters.ts';

export interface AnsatzModel {
  readonly parameters: readonly ParameterSpec[];
  /** ψ [B, states] at the walkers [B, D]; adds one input per parameter to the builder's graph. */
  psi(builder: GraphBuilder, walkers: Tensor): Tensor;
}

/** The wave function of an experiment, ready to be put into graphs. */
export function buildAnsatz(experiment: Experiment): AnsatzModel {
  const { ansatz, states, hamiltonian } = experiment;
  const { name: coordinates } = hamiltonian.space.particles[0]!;
  const dimension = walkerDimension(hamiltonian.space);
  const blocks = ansatz.blocks.map((spec) => ({
    spec,
    kind: BLOCKS[spec.kind as BuiltBlock] as BlockKind<Block>,
    inputs: blockInputs(ansatz.psi, spec.name, dimension),
  }));
  const parameters = blocks.flatMap(({ spec, kind, inputs }) =>
    inputs === null ? [] : kind.parameters(spec, inputs, states),
  );
  return {
    parameters,
    psi(builder, walkers) {
      const shapes = new Map(parameters.map((p) => [p.name, p.shape]));
      const parameter = (name: string) => input(builder, name, shapes.get(name)!);
      const scope = {
        builder,
        positions: new Map([[coordinates, walkers]]),
        blocks: new Map(
          blocks.map(({ spec, kind }) => [spec.name, (inputs: Tensor) => kind.apply(spec, inputs, states, parameter)]),
        ),
      };
      const psi = broadcastTo(evaluateFormula(ansatz.psi, scope), [walkers.shape[0]!, states]);
      psi.label ??= `ψ of ${ansatz.name}`;
      return psi;
    },
  };
}

/** Number of inputs of a block where the formula calls it; null where it does not. */
function blockInputs(expression: Expression, block: string, dimension: number): number | null {
  let found: number | null = null;
  const visit = (e: Expression): void => {
    if (e.kind === 'block' && e.block === block) {
      const width = e.arguments.reduce((total, argument) => total + widthOf(argument, dimension), 0);
      if (found !== null && found !== width)
        throw new Error(`block ${block} is called with ${found} inputs in one place and ${width} in another`);
      found = width;
    }
    for (const child of children(e)) visit(child);
  };
  visit(expression);
  return found;
}

function widthOf(expression: Expression, dimension: number): number {
  switch (expression.kind) {
    case 'position':
      return dimension;
    case 'vector':
      return expression.elements.length;
    case 'negate':
      return widthOf(expression.of, dimension);
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return Math.max(widthOf(expression.left, dimension), widthOf(expression.right, dimension));
    default:
      return 1;
  }
}

function children(e: Expression): Expression[] {
  switch (e.kind) {
    case 'vector':
      return e.elements;
    case 'component':
    case 'norm':
    case 'negate':
      return [e.of];
    case 'sum':
      return [e.body];
    case 'call':
      return [e.argument];
    case 'block':
      return e.arguments;
    case 'dot':
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'power':
      return [e.left, e.right];
    default:
      return [];
  }
}
