/**
 * Several states at once by one network (Kozlov 2023, eqs. 3.1-4.1, after Li, Zhai & Chen, Phys. Rev. A 103, 032405 (2021)).
 *
 * With averages over walkers of W = (1/M) Σ_m ψ_m²:
 *   n_m = ⟨ψ_m²/W⟩, E_m = ⟨ψ_m Hψ_m/W⟩/n_m,
 *   R = Σ_m ⟨((H − E_m)ψ_m)²/W⟩/n_m          residual,
 *   A = Σ_m (n_m − 1)²                        normalisation (of the states against each other: Σ n_m = M always),
 *   B = Σ_{i<j} ⟨ψ_i ψ_j/W⟩² / (n_i n_j)      orthogonality,
 *   E = Σ_m E_m                               energy,
 * and L = w_R R + w_A A + w_B B + w_E E, or L² where the file says `squared`. Nothing is held fixed: the gradient goes
 * through W, n_m and E_m.
 *
 * L depends on the parameters through the averages only, so dL = Σ_k (∂L/∂s_k) ds_k: the averages of the whole batch come
 * first (`Moments`), then one sum over walkers, block by block, carries ∂L/∂s_k as constants. E_m needs no derivative inside
 * R, because it is where ⟨((H − E)ψ_m)²/W⟩ is least.
 */
import type { AnsatzModel } from '../ansatz/ansatz.ts';
import { Trainable } from '../ansatz/trainable.ts';
import type { Experiment, Objective } from '../experiment.ts';
import { applyHamiltonian } from '../hamiltonian/local-energy.ts';
import { type Moments, momentSums, sumInputs } from '../hamiltonian/moments.ts';
import {
  add,
  divide,
  finishGraph,
  type Graph,
  GraphBuilder,
  input,
  matmul,
  mean,
  multiply,
  square,
  subtract,
  sum,
} from '../tensor/index.ts';
import { compileStagesForWalkers } from '../train/blocks.ts';
import type { ObjectiveKind } from './objective.ts';
import { gatherGradient, parameterGradients } from './parameter-gradient.ts';

type Penalty = Extract<Objective, { kind: 'penalty' }>;

export const penalty: ObjectiveKind<Penalty> = {
  terms: ['R', 'A', 'B', 'E'],

  async prepare(spec, { engine, experiment, ansatz, walkers: count, trainable, slope }) {
    if (slope !== 'gradient') throw new Error('natural gradients follow the energy of one state, no other objective');
    const stages = await compileStagesForWalkers(engine, count, SLOPES, (block) =>
      penaltyGraph(experiment, ansatz, block, trainable),
    );
    return {
      terms: penalty.terms,
      moments: stages.first,
      dispose: stages.dispose,
      async descend(_parameters, _walkers, moments) {
        const { loss, terms, slopes } = penaltyOf(spec, moments);
        const blocks = await stages.second({
          energies: Float32Array.from(moments.energies),
          residual_slopes: scaled(slopes.residual, count),
          energy_slopes: scaled(slopes.energy, count),
          overlap_slopes: scaled(slopes.overlap, count),
        });
        const gradient = gatherGradient(trainable, blocks);
        return { loss, error: null, terms, slope: { kind: 'gradient', gradient } };
      },
    };
  },
};

/** Inputs that are known when the averages are. */
const SLOPES = new Set(['energies', 'residual_slopes', 'energy_slopes', 'overlap_slopes']);

/** How L changes with each average. */
interface Slopes {
  /** ∂L/∂⟨((H − E_m)ψ_m)²/W⟩, [M]. */
  residual: Float64Array;
  /** ∂L/∂⟨ψ_m (H − E_m)ψ_m/W⟩ at fixed n_m, [M]. */
  energy: Float64Array;
  /** ∂L/∂⟨ψ_i ψ_j/W⟩, [M, M] with the norms on the diagonal; i ≠ j shared between (i, j) and (j, i). */
  overlap: Float64Array;
}

/** L, its terms, and its derivatives with respect to the averages. */
export function penaltyOf(
  spec: Penalty,
  { norms, overlaps, energies, variances }: Moments,
): { loss: number; terms: { R: number; A: number; B: number; E: number }; slopes: Slopes } {
  const states = norms.length;
  const terms = { R: 0, A: 0, B: 0, E: 0 };
  const residual = new Float64Array(states);
  const energy = new Float64Array(states);
  const overlap = new Float64Array(states * states);
  for (let m = 0; m < states; m++) {
    const n = norms[m]!;
    terms.R += variances[m]!;
    terms.A += (n - 1) ** 2;
    terms.E += energies[m]!;
    residual[m] = spec.residual / n;
    energy[m] = spec.energy / n;
    overlap[m * states + m] = -(spec.residual * variances[m]!) / n + 2 * spec.normalization * (n - 1);
  }
  for (let i = 0; i < states; i++)
    for (let j = 0; j < i; j++) {
      const o = overlaps[i * states + j]!;
      const share = o ** 2 / (norms[i]! * norms[j]!);
      terms.B += share;
      overlap[i * states + i]! -= (spec.orthogonality * share) / norms[i]!;
      overlap[j * states + j]! -= (spec.orthogonality * share) / norms[j]!;
      const slope = (spec.orthogonality * o) / (norms[i]! * norms[j]!);
      overlap[i * states + j]! += slope;
      overlap[j * states + i]! += slope;
    }
  const linear =
    spec.residual * terms.R + spec.normalization * terms.A + spec.orthogonality * terms.B + spec.energy * terms.E;
  if (!spec.squared) return { loss: linear, terms, slopes: { residual, energy, overlap } };
  const chain = (slopes: Float64Array) => slopes.map((s) => 2 * linear * s);
  return {
    loss: linear ** 2,
    terms,
    slopes: { residual: chain(residual), energy: chain(energy), overlap: chain(overlap) },
  };
}

/**
 * The sums that the averages are made of, and d/dθ of
 * Σ_b [ Σ_m a_m ((H − E_m)ψ_m)² + e_m ψ_m (H − E_m)ψ_m + Σ_ij o_ij ψ_i ψ_j ] / W over one block.
 * Writing the energy's part with H − E_m takes E_m's own dependence on n_m along.
 */
export function penaltyGraph(
  experiment: Experiment,
  ansatz: AnsatzModel,
  block: number,
  trainable: Trainable = new Trainable(ansatz.parameters, () => false),
): Graph {
  const { states } = experiment;
  const builder = new GraphBuilder();
  const inputs = sumInputs(builder, experiment, block);
  const energies = input(builder, 'energies', [1, states]);
  const residualSlopes = input(builder, 'residual_slopes', [1, states]);
  const energySlopes = input(builder, 'energy_slopes', [1, states]);
  const overlapSlopes = input(builder, 'overlap_slopes', [states, states]);
  // Equal operations give the same nodes: all of this is in the sums too, for several states.
  const { psi, hPsi } = applyHamiltonian(experiment, ansatz, builder, inputs.walkers);
  const weight = divide(inputs.mask, mean(square(psi), [1], true));
  const excess = subtract(hPsi, multiply(energies, psi));
  const perState = add(
    multiply(residualSlopes, square(excess)),
    multiply(psi, add(multiply(energySlopes, excess), matmul(psi, overlapSlopes))),
  );
  const total = sum(multiply(weight, perState), [0, 1]);
  return finishGraph({
    ...momentSums(experiment, ansatz, inputs),
    ...parameterGradients(trainable, builder, total),
  });
}

const scaled = (slopes: Float64Array, walkers: number) => Float32Array.from(slopes, (s) => s / walkers);
