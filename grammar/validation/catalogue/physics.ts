import { define } from './define.ts';

/** QH11: physics that cannot be right, or that training will suffer from. */
export const physics = {
  unboundedFar: define<{ way: string; value: string; term: string }>(
    'QH1101',
    'warning',
    'a potential without a lower bound far away',
    ({ way, value, term }) => ({
      message: `the potential falls without end (${way}): at ${value}, and ${term} goes on falling. There is no ground state, and training will run away`,
      hint: 'check the sign, or add a term that confines; values of parameters are those of this file',
    }),
  ),
  unboundedNear: define<{ where: string; power: string; why: string }>(
    'QH1102',
    'warning',
    'a potential without a lower bound where particles meet',
    ({ where, power, why }) => ({
      message: `the potential falls like ${power} ${where}: ${why}, so the energy has no lower bound`,
      hint: 'smooth it at short distance, or check the sign and the strength',
    }),
  ),
  notHermitian: define<{ term: string; how: string; hint: string | undefined }>(
    'QH1105',
    'error',
    'a Hamiltonian that is not Hermitian',
    ({ term, how, hint }) => ({
      message: `H is not Hermitian: ${term} differs from its adjoint, and nothing else makes up for it (${how}). Energies would be complex`,
      hint,
    }),
  ),
  notSymmetric: define<{ particles: string; statistics: string; how: string }>(
    'QH1106',
    'error',
    'a Hamiltonian that tells identical particles apart',
    ({ particles, statistics, how }) => ({
      message: `H changes when two of the ${statistics} ${particles} change places (${how}), and identical particles cannot be told apart`,
      hint: 'sum over all of them: sum(i) …, sum(i<j) …; or declare particles that differ as kinds of their own',
    }),
  ),
};
