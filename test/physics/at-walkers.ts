/** Quantities of a wave function at given walkers and parameters, in float64. */
import { buildAnsatz } from '../../runtime/ansatz/ansatz.ts';
import { initialParameters, parameterViews } from '../../runtime/ansatz/parameters.ts';
import type { Engine } from '../../runtime/engine/index.ts';
import { type Experiment, walkerDimension } from '../../runtime/experiment.ts';
import { localEnergy } from '../../runtime/hamiltonian/local-energy.ts';
import { RandomStream } from '../../runtime/random/stream.ts';
import { finishGraph, GraphBuilder, input } from '../../runtime/tensor/index.ts';

export interface AtWalkers {
  logPsi: Float64Array;
  sign: Float64Array;
  /** Local energy, and its terms in the Hamiltonian's order. */
  energy: Float64Array;
  terms: Float64Array[];
}

/** Parameters drawn with the experiment's seed. */
export async function evaluateAt(
  engine: Engine,
  experiment: Experiment,
  walkers: ArrayLike<number>,
  precision: 'float32' | 'float64' = 'float64',
): Promise<AtWalkers> {
  const ansatz = buildAnsatz(experiment);
  const random = RandomStream.fromSeed(experiment.seed);
  const parameters = parameterViews(ansatz.parameters, initialParameters(ansatz.parameters, random));
  const builder = new GraphBuilder();
  const dimension = walkerDimension(experiment.hamiltonian.space);
  const x = input(builder, 'walkers', [walkers.length / dimension, dimension]);
  const { energy, terms } = localEnergy(experiment, ansatz, builder, x);
  const { sign, log } = ansatz.logPsi(builder, x);
  const graph = finishGraph({ log, sign, energy, ...Object.fromEntries(terms.map((t, i) => [`term${i}`, t])) });
  const session = await engine.compile(graph, precision);
  const kind = precision === 'float64' ? Float64Array : Float32Array;
  const feed = Object.fromEntries(
    Object.entries({ ...parameters, walkers: Float32Array.from(walkers) })
      .filter(([name]) => name in graph.inputs)
      .map(([name, values]) => [name, kind.from(name === 'walkers' ? walkers : values)]),
  );
  const [result] = await session.run({}, [feed]);
  await session.dispose();
  const values = (name: string) => Float64Array.from(result![name]!);
  return {
    logPsi: values('log'),
    sign: values('sign'),
    energy: values('energy'),
    terms: terms.map((_, i) => values(`term${i}`)),
  };
}

/** `count` walkers of a normal cloud. */
export function cloud(count: number, dimension: number, seed: number, width = 1): Float64Array {
  const values = new Float32Array(count * dimension);
  RandomStream.fromSeed(seed).fillNormal(values, width);
  return Float64Array.from(values);
}
