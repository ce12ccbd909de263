/**
 * The energy of one state: variational Monte Carlo.
 *
 * ∇E = 2 ⟨(E_L − E) ∇ln|ψ|⟩ over |ψ|² (Ceperley, Chester & Kalos, Phys. Rev. B 16, 3081 (1977)); no derivative of the
 * local energy is needed, since H is Hermitian. Outliers of E_L are clipped in the gradient only, never in an energy reported.
 */
import type { AnsatzModel } from '../ansatz/ansatz.ts';
import type { Trainable } from '../ansatz/trainable.ts';
import { type Experiment, type Objective, walkerDimension } from '../experiment.ts';
import { finishGraph, type Graph, GraphBuilder, input, multiply, sum } from '../tensor/index.ts';
import { compileForWalkers, runBlocks } from '../train/blocks.ts';
import type { ObjectiveContext, ObjectiveKind, Slope } from './objective.ts';
import { gatherGradient, parameterGradients } from './parameter-gradient.ts';
import { ScoreEstimator } from './scores.ts';

export const energy: ObjectiveKind<Extract<Objective, { kind: 'energy' }>> = {
  terms: ['E'],

  async prepare(spec, context) {
    const slopes = await (context.slope === 'gradient' ? gradientSlopes(context) : scoreSlopes(context));
    return {
      terms: energy.terms,
      moments: null,
      dispose: () => slopes.dispose(),
      async descend(parameters, walkers, moments) {
        const loss = moments.energies[0]!;
        const residuals = clippedResiduals(moments.local!, spec.clip, moments.weights);
        const slope = await slopes.measure(parameters, walkers, residuals, moments.weights);
        return { loss, error: Math.sqrt(moments.variances[0]! / context.walkers), terms: { E: loss }, slope };
      },
    };
  },
};

/** Slopes of the energy, from residuals E_L − E that are clipped. */
interface SlopeEstimator {
  /** @param importance weights of the walkers, of mean 1; null where all count the same */
  measure(
    parameters: Record<string, Float32Array>,
    walkers: Float32Array,
    residuals: Float64Array,
    importance: Float64Array | null,
  ): Promise<Slope>;
  dispose(): Promise<void>;
}

async function gradientSlopes({
  engine,
  experiment,
  ansatz,
  walkers: count,
  trainable,
}: ObjectiveContext): Promise<SlopeEstimator> {
  const session = await compileForWalkers(engine, count, (block) =>
    energyGradientGraph(experiment, ansatz, trainable, block),
  );
  return {
    dispose: () => session.session.dispose(),
    async measure(parameters, walkers, residuals, importance) {
      const share = (walker: number) => (importance ? importance[walker]! : 1) / residuals.length;
      const weights = Float32Array.from(residuals, (residual, walker) => 2 * residual * share(walker));
      const { plan } = session;
      const blocks = await runBlocks(session, parameters, (take, start) => {
        const padded = new Float32Array(plan.size);
        padded.set(weights.subarray(start, Math.min(start + plan.size, plan.walkers)));
        return { walkers: take(walkers, walkerDimension(experiment.hamiltonian.space)), weights: padded };
      });
      return { kind: 'gradient', gradient: gatherGradient(trainable, blocks) };
    },
  };
}

async function scoreSlopes(context: ObjectiveContext): Promise<SlopeEstimator> {
  const estimator = await ScoreEstimator.create(context);
  return {
    dispose: () => estimator.dispose(),
    measure: async (parameters, walkers, residuals, importance) => ({
      kind: 'scores',
      scores: await estimator.measure(parameters, walkers),
      residuals,
      importance,
    }),
  };
}

/** d/dθ of Σ_b weight_b ln|ψ(r_b)|. */
function energyGradientGraph(experiment: Experiment, ansatz: AnsatzModel, trainable: Trainable, block: number): Graph {
  const builder = new GraphBuilder();
  const walkers = input(builder, 'walkers', [block, walkerDimension(experiment.hamiltonian.space)]);
  const weights = input(builder, 'weights', [block, 1]);
  const { log: logPsi } = ansatz.logPsi(builder, walkers);
  if (trainable.count === 0) return finishGraph({});
  return finishGraph(parameterGradients(trainable, builder, sum(multiply(weights, logPsi), [0, 1])));
}

/**
 * Ẽ_L − mean Ẽ_L with Ẽ_L the local energies clipped to the median ± `clip` mean absolute deviations.
 * @param importance weights of the walkers in the mean, of mean 1; null where all count the same
 */
export function clippedResiduals(
  local: Float32Array,
  clip: number | null,
  importance: Float64Array | null = null,
): Float64Array {
  const sorted = Float32Array.from(local).sort();
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  let deviation = 0;
  for (const e of local) deviation += Math.abs(e - median);
  const reach = clip === null ? Number.POSITIVE_INFINITY : (clip * deviation) / local.length;
  const clipped = Float64Array.from(local, (e) => Math.min(median + reach, Math.max(median - reach, e)));
  const mean = clipped.reduce((total, e, i) => total + (importance ? importance[i]! : 1) * e, 0) / local.length;
  return clipped.map((e) => e - mean);
}
