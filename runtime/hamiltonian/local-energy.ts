/**
 * H acting on the wave function, by the forward Laplacian.
 */

import { say } from '@qham/grammar/phrase';
import type { AnsatzModel } from '../ansatz/ansatz.ts';
import { evaluateFormula } from '../ansatz/formula.ts';
import { coordinateScope } from '../ansatz/scope.ts';
import type { Experiment, Term } from '../experiment.ts';
import {
  add,
  broadcastTo,
  constant,
  divide,
  forwardLaplacian,
  type GraphBuilder,
  lessEqual,
  multiply,
  square,
  sum,
  type Tensor,
  where,
} from '../tensor/index.ts';

export interface AppliedHamiltonian {
  /** ψ [B, states]. */
  psi: Tensor;
  /** Hψ [B, states]. */
  hPsi: Tensor;
  /** The summands of Hψ, in the order of the Hamiltonian's terms, each [B, states]. */
  terms: Tensor[];
}

/**
 * ψ and Hψ = Σ_t c_t ∇²ψ + V_t ψ at the walkers [B, D], for any number of states.
 * The local energy of state m is Hψ_m / ψ_m; it is constant where ψ_m is an eigenstate.
 */
export function applyHamiltonian(
  experiment: Experiment,
  ansatz: AnsatzModel,
  builder: GraphBuilder,
  walkers: Tensor,
): AppliedHamiltonian {
  const psi = ansatz.psi(builder, walkers);
  const terms = termsOf(
    experiment,
    walkers,
    (kinetic, coordinates) => {
      const { laplacian } = forwardLaplacian(psi, coordinates);
      return multiply(constant(builder, kinetic.coefficient), laplacian);
    },
    (potential) => multiply(potential, psi),
  );
  return { psi, hPsi: terms.reduce((total, term) => add(total, term)), terms };
}

/** Below the logarithm of any wave function that is not 0. */
const LOWEST = -1e30;

export interface LocalEnergy {
  /** ln|ψ| [B, 1]. */
  logPsi: Tensor;
  /** Hψ/ψ [B, 1]; −∞ where ψ is 0. */
  energy: Tensor;
  /** Its summands, in the order of the Hamiltonian's terms, each [B, 1]. */
  terms: Tensor[];
}

/**
 * The local energy of a single state. With ψ = f·exp(J), ∇²ψ/ψ = ∇²J + |∇J|² + (∇²f + 2 ∇f·∇J)/f, which holds whatever the
 * size of exp(J), and loses no digits near the zeros of f.
 */
export function localEnergy(
  experiment: Experiment,
  ansatz: AnsatzModel,
  builder: GraphBuilder,
  walkers: Tensor,
): LocalEnergy {
  const { log: logPsi } = ansatz.logPsi(builder, walkers);
  const { factor, log } = ansatz.amplitude(builder, walkers);
  const curvature = (coordinates: Tensor): Tensor => {
    const { jacobian, laplacian } = forwardLaplacian(log, coordinates);
    const exponential = add(laplacian, sum(square(jacobian), [0]));
    if (!factor) return exponential;
    const f = forwardLaplacian(factor, coordinates);
    const mixed = multiply(constant(builder, 2), sum(multiply(f.jacobian, jacobian), [0]));
    return add(exponential, divide(add(f.laplacian, mixed), factor));
  };
  const terms = termsOf(
    experiment,
    walkers,
    ({ coefficient }, coordinates) => multiply(constant(builder, coefficient), curvature(coordinates)),
    (potential) => broadcastTo(potential, log.shape),
  );
  const total = terms.reduce((sum, term) => add(sum, term));
  // Where ψ is 0 there is no local energy, and no walker either: an infinity there is noticed, a number would not be.
  const energy = where(lessEqual(constant(builder, LOWEST), logPsi), total, logPsi);
  energy.label ??= say`local energy`;
  return { logPsi, energy, terms };
}

type Kinetic = Extract<Term, { kind: 'kinetic' }>;

/** Each term of H: a kinetic one with the coordinates of its particles [B, n], a potential as [B, 1]. */
function termsOf(
  { hamiltonian }: Experiment,
  walkers: Tensor,
  kinetic: (term: Kinetic, coordinates: Tensor) => Tensor,
  potential: (value: Tensor) => Tensor,
): Tensor[] {
  const scope = coordinateScope(hamiltonian.space, walkers);
  return hamiltonian.terms.map((term) => {
    const applied =
      term.kind === 'kinetic'
        ? kinetic(term, scope.coordinates.get(term.particles)!.all)
        : potential(evaluateFormula(term.expression, scope));
    applied.label ??= say`term ${term.text} of ${hamiltonian.name}`;
    return applied;
  });
}
