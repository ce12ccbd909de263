/**
 * H acting on the wave function, by the forward Laplacian.
 */

import type { AnsatzModel } from '../ansatz/ansatz.ts';
import { evaluateFormula } from '../ansatz/formula.ts';
import type { Experiment } from '../experiment.ts';
import { add, constant, forwardLaplacian, type GraphBuilder, multiply, type Tensor } from '../tensor/index.ts';

export interface AppliedHamiltonian {
  /** ψ [B, states]. */
  psi: Tensor;
  /** Hψ [B, states]. */
  hPsi: Tensor;
  /** The summands of Hψ, in the order of the Hamiltonian's terms, each [B, states]. */
  terms: Tensor[];
}

/**
 * ψ and Hψ = Σ_t c_t ∇²ψ + V_t ψ at the walkers [B, D].
 * The local energy of state m is Hψ_m / ψ_m; it is constant where ψ_m is an eigenstate.
 */
export function applyHamiltonian(
  experiment: Experiment,
  ansatz: AnsatzModel,
  builder: GraphBuilder,
  walkers: Tensor,
): AppliedHamiltonian {
  const { hamiltonian } = experiment;
  const { value: psi, laplacian } = forwardLaplacian(ansatz.psi(builder, walkers), walkers);
  const scope = {
    builder,
    positions: new Map([[hamiltonian.space.particles[0]!.name, walkers]]),
    blocks: new Map(),
  };
  const terms = hamiltonian.terms.map((term) => {
    const applied =
      term.kind === 'kinetic'
        ? multiply(constant(builder, term.coefficient), laplacian)
        : multiply(evaluateFormula(term.expression, scope), psi);
    applied.label ??= `term ${term.text} of ${hamiltonian.name}`;
    return applied;
  });
  return { psi, hPsi: terms.reduce((total, term) => add(total, term)), terms };
}
