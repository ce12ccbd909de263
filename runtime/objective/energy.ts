/**
 * The energy of one state: variational Monte Carlo.
 *
 * ∇E = 2 ⟨(E_L − E) ∇ln|ψ|⟩ over |ψ|² (Ceperley, Chester & Kalos, Phys. Rev. B 16, 3081 (1977)); no derivative of the
 * local energy is needed, since H is Hermitian. Outliers of E_L are clipped in the gradient only, never in an energy reported.
 */
import type { AnsatzModel } from '../ansatz/ansatz.ts';
import { type Experiment, type Objective, walkerDimension } from '../experiment.ts';
import { abs, finishGraph, type Graph, GraphBuilder, input, log, multiply, sum } from '../tensor/index.ts';
import { compileForWalkers, runBlocks } from '../train/blocks.ts';
import type { ObjectiveKind } from './objective.ts';
import { gatherGradient, parameterGradientGraph } from './parameter-gradient.ts';

export const energy: ObjectiveKind<Extract<Objective, { kind: 'energy' }>> = {
  terms: ['E'],

  async prepare(spec, { engine, experiment, ansatz, walkers: count }) {
    const session = await compileForWalkers(engine, count, (block) => scoreGraph(experiment, ansatz, block));
    return {
      terms: energy.terms,
      dispose: () => session.session.dispose(),
      async descend(parameters, walkers, moments) {
        const weights = scoreWeights(moments.local!, spec.clip);
        const { plan } = session;
        const blocks = await runBlocks(session, parameters, (take, start) => {
          const padded = new Float32Array(plan.size);
          padded.set(weights.subarray(start, Math.min(start + plan.size, plan.walkers)));
          return { walkers: take(walkers, walkerDimension(experiment.hamiltonian.space)), weights: padded };
        });
        const loss = moments.energies[0]!;
        return { loss, terms: { E: loss }, gradient: gatherGradient(ansatz, blocks) };
      },
    };
  },
};

/** d/dθ of Σ_b weight_b ln|ψ(r_b)|. */
function scoreGraph(experiment: Experiment, ansatz: AnsatzModel, block: number): Graph {
  const builder = new GraphBuilder();
  const walkers = input(builder, 'walkers', [block, walkerDimension(experiment.hamiltonian.space)]);
  const weights = input(builder, 'weights', [block, 1]);
  const logPsi = log(abs(ansatz.psi(builder, walkers)));
  if (ansatz.parameters.length === 0) return finishGraph({});
  return parameterGradientGraph(ansatz, builder, sum(multiply(weights, logPsi), [0, 1]));
}

/** 2 (Ẽ_L − mean Ẽ_L) / B with Ẽ_L the local energies clipped to the median ± `clip` mean absolute deviations. */
export function scoreWeights(local: Float32Array, clip: number | null): Float32Array {
  const sorted = Float32Array.from(local).sort();
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  let deviation = 0;
  for (const e of local) deviation += Math.abs(e - median);
  const reach = clip === null ? Number.POSITIVE_INFINITY : (clip * deviation) / local.length;
  const clipped = Float64Array.from(local, (e) => Math.min(median + reach, Math.max(median - reach, e)));
  const mean = clipped.reduce((total, e) => total + e, 0) / local.length;
  return Float32Array.from(clipped, (e) => (2 * (e - mean)) / local.length);
}
