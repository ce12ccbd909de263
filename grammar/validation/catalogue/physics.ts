import { define, listed } from './define.ts';

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
  noCusp: define<{ ansatz: string; where: string; cure: string }>(
    'QH1103',
    'info',
    'a singularity that the ansatz has no cusp for',
    ({ ansatz, where, cure }) => ({
      message: `the potential diverges ${where}, and psi of ${ansatz} is smooth there: the local energy diverges with it, and the energy stays about a percent too high`,
      hint: cure,
    }),
  ),
  noDecay: define<{ ansatz: string; hamiltonian: string; way: string }>(
    'QH1104',
    'warning',
    'an ansatz that does not decay where the potential does not confine',
    ({ ansatz, hamiltonian, way }) => ({
      message: `psi of ${ansatz} does not vanish far away (${way}), and the potential of ${hamiltonian} does not hold the particles back there: walkers will drift away`,
      hint: 'give psi an envelope: psi = N(r) * exp(-|r|^2 / 2)',
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
  wrongStatistics: define<{ ansatz: string; symmetry: string; particles: string; statistics: string; hint: string }>(
    'QH1107',
    'warning',
    'an ansatz without the statistics of the particles',
    ({ ansatz, symmetry, particles, statistics, hint }) => ({
      message: `psi of ${ansatz} ${symmetry} when two particles ${particles} change places, and they are ${statistics}: it cannot describe them`,
      hint,
    }),
  ),
  mostlyFrozen: define<{ owner: string; frozen: readonly string[]; trainable: readonly string[] }>(
    'QH1108',
    'warning',
    'more frozen blocks than trainable ones',
    ({ owner, frozen, trainable }) => ({
      message: `${owner} freezes ${listed(frozen)} and trains only ${listed(trainable)}`,
      hint: 'the energy then hardly improves on the one it starts from: freeze less, or train the rest in a later phase',
    }),
  ),
  partialTransfer: define<{ from: string; lost: readonly string[]; kept: readonly string[]; why: string }>(
    'QH1109',
    'info',
    'a start from which only some blocks carry over',
    ({ from, lost, kept, why }) => ({
      message: `only ${listed(kept)} carries over from ${from}; begun afresh: ${listed(lost)}, since ${why}`,
      hint: 'blocks carry over where name, kind and shape agree',
    }),
  ),
  emptyTransfer: define<{ from: string; why: string }>(
    'QH1110',
    'warning',
    'a start from which nothing carries over',
    ({ from, why }) => ({
      message: `nothing of ${from} carries over: ${why}`,
      hint: 'blocks carry over where name, kind and shape agree',
    }),
  ),
  neverStops: define<{ steps: number; needed: number; window: number }>(
    'QH1111',
    'warning',
    'a stopping rule that cannot be met',
    ({ steps, needed, window }) => ({
      message: `the rule needs ${needed} steps at least (windows of ${window}), and the phase has ${steps}: it never stops early`,
      hint: 'make the window shorter, or allow more steps',
    }),
  ),
  undecidable: define<{ error: string; tolerance: string; samples: number; factor: number }>(
    'QH1112',
    'warning',
    'an expectation that the samples asked for cannot decide',
    ({ error, tolerance, samples, factor }) => ({
      message: `the evaluation draws ${samples} energies: their error is about ${error}, and the tolerance is ${tolerance}. The verdict will be “undecided”`,
      hint: `about ${factor} times as many samples would do, or a wider tolerance`,
    }),
  ),
  seam: define<{ ansatz: string; how: 'jumps' | 'has a kink' }>(
    'QH1113',
    'warning',
    'a psi whose cases do not fit together',
    ({ ansatz, how }) => ({
      message: `psi of ${ansatz} ${how} where two cases meet: ∇²psi is infinite there, which no walker sees, so energies come out too low`,
      hint: 'let the values and the slopes of both cases agree there, or use one smooth formula: 1/(1 + exp((|r| - a)/s)) is a smooth step',
    }),
  ),
  tooMuch: define<{ name: string; needs: string; hint: string }>(
    'QH1114',
    'warning',
    'a training beyond all usual machines',
    ({ name, needs, hint }) => ({ message: `train ${name} needs about ${needs}`, hint }),
  ),
  undefinedPotential: define<{ term: string; everywhere: boolean; indices: readonly string[] | undefined }>(
    'QH1115',
    'error',
    'a potential without a value',
    ({ term, everywhere, indices }) => ({
      message: everywhere
        ? `${term} is infinite wherever the particles are${indices ? `: the sum also takes ${indices.join(' = ')}, where a particle meets itself` : ''}`
        : `${term} has no value for some positions of the particles (seen at a random point)`,
      hint: indices
        ? `for each pair once write sum(${indices.join('<')}), without a factor 1/2`
        : 'look for a division by zero, or a root or logarithm of a negative number',
    }),
  ),
};
