/**
 * Finds out which part of the physics made a number that is not finite.
 */
import { say, type Words } from '@qham/grammar/phrase';
import type { AnsatzModel } from '../ansatz/ansatz.ts';
import type { Engine } from '../engine/engine.ts';
import { type Experiment, walkerDimension } from '../experiment.ts';
import { applyHamiltonian, localEnergy } from '../hamiltonian/local-energy.ts';
import { divide, finishGraph, GraphBuilder, input, type Tensor } from '../tensor/index.ts';
import { only } from './blocks.ts';

export interface Fault {
  /** The layer, term or quantity, in the user's words. */
  where: Words;
  /** Coordinates of the first walker that shows it; null where no single walker does. */
  walker: number[] | null;
  /** The wave function is zero there; otherwise the number is infinite, or none at all. */
  vanishes: boolean;
}

/**
 * Evaluates every labelled part of ψ and Hψ at the walkers.
 * @returns the first part, in order of computation, that is not finite somewhere; null where all are finite
 */
export async function findFault(
  engine: Engine,
  experiment: Experiment,
  ansatz: AnsatzModel,
  parameters: Record<string, Float32Array>,
  walkers: Float32Array,
): Promise<Fault | null> {
  for (const spec of ansatz.parameters)
    if (!parameters[spec.name]!.every(Number.isFinite))
      return { where: say`parameter ${spec.name}`, walker: null, vanishes: false };

  const dimension = walkerDimension(experiment.hamiltonian.space);
  const count = walkers.length / dimension;
  const builder = new GraphBuilder();
  const positions = input(builder, 'walkers', [count, dimension]);
  const parts = partsOf(experiment, ansatz, builder, positions);
  const labelled = finishGraph(parts).nodes.filter(
    (node) => node.label !== undefined && node.shape.length === 2 && node.shape[0]! % count === 0,
  );
  const outputs: Record<string, Tensor> = {};
  labelled.forEach((node, index) => {
    outputs[`part${index}`] = node;
  });
  const graph = finishGraph(outputs);
  const session = await engine.compile(graph);
  try {
    const [values] = await session.run(only(parameters, new Set(Object.keys(graph.inputs))), [{ walkers }]);
    for (const [index, node] of labelled.entries()) {
      const bad = values![`part${index}`]!.findIndex((value) => !Number.isFinite(value));
      if (bad < 0) continue;
      // Rows of particles: all walkers of the first, then all of the second.
      const row = Math.floor(bad / node.shape[1]!) % count;
      const walker = [...walkers.subarray(row * dimension, (row + 1) * dimension)];
      const vanishes = node === parts.logPsi && values![`part${index}`]![bad] === Number.NEGATIVE_INFINITY;
      return { where: vanishes ? say`ψ of ${experiment.ansatz.name}` : node.label!, walker, vanishes };
    }
    return null;
  } finally {
    await session.dispose();
  }
}

/** ψ and the local energies of all states, [B, states]. */
function partsOf(
  experiment: Experiment,
  ansatz: AnsatzModel,
  builder: GraphBuilder,
  positions: Tensor,
): Record<string, Tensor> {
  if (experiment.states === 1) {
    const { logPsi, energy } = localEnergy(experiment, ansatz, builder, positions);
    return { logPsi, energy };
  }
  const { psi, hPsi } = applyHamiltonian(experiment, ansatz, builder, positions);
  const energy = divide(hPsi, psi);
  energy.label ??= say`local energy`;
  return { psi, energy };
}
