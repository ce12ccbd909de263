/**
 * Finds out which part of the physics made a number that is not finite.
 */
import type { AnsatzModel } from '../ansatz/ansatz.ts';
import type { Engine } from '../engine/engine.ts';
import { type Experiment, walkerDimension } from '../experiment.ts';
import { applyHamiltonian } from '../hamiltonian/local-energy.ts';
import { divide, finishGraph, GraphBuilder, input, type Tensor } from '../tensor/index.ts';

export interface Fault {
  /** The layer, term or quantity, in the user's words. */
  where: string;
  /** Coordinates of the first walker that shows it; null where no single walker does. */
  walker: number[] | null;
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
    if (!parameters[spec.name]!.every(Number.isFinite)) return { where: `parameter ${spec.name}`, walker: null };

  const dimension = walkerDimension(experiment.hamiltonian.space);
  const count = walkers.length / dimension;
  const builder = new GraphBuilder();
  const positions = input(builder, 'walkers', [count, dimension]);
  const { psi, hPsi } = applyHamiltonian(experiment, ansatz, builder, positions);
  const local = divide(hPsi, psi);
  local.label ??= 'local energy';
  const labelled = finishGraph({ local }).nodes.filter((node) => node.label !== undefined && node.shape[0] === count);
  const outputs: Record<string, Tensor> = {};
  labelled.forEach((node, index) => {
    outputs[`part${index}`] = node;
  });
  const session = await engine.compile(finishGraph(outputs));
  try {
    const [values] = await session.run(parameters, [{ walkers }]);
    for (const [index, node] of labelled.entries()) {
      const bad = values![`part${index}`]!.findIndex((value) => !Number.isFinite(value));
      if (bad < 0) continue;
      const row = Math.floor(bad / (node.shape[1] ?? 1));
      return { where: node.label!, walker: [...walkers.subarray(row * dimension, (row + 1) * dimension)] };
    }
    return null;
  } finally {
    await session.dispose();
  }
}
