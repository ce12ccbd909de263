import { listed, type Phrase, say, type Words } from '../../localization/phrase.ts';
import { define } from './define.ts';

/** QH11: physics that cannot be right, or that training will suffer from. */
export const physics = {
  unboundedFar: define<{ way: Words; distance: string; value: string; term: string }>(
    'QH1101',
    'warning',
    say`a potential without a lower bound far away`,
    ({ way, distance, value, term }) => ({
      message: say`the potential falls without end (${way}): at ${distance} it is ${value}, and ‘${term}’ goes on falling. There is no ground state, and training will run away`,
      hint: say`check the sign, or add a term that confines; values of parameters are those of this file`,
    }),
  ),
  unboundedNear: define<{ where: Phrase; power: string; why: Phrase }>(
    'QH1102',
    'warning',
    say`a potential without a lower bound where particles meet`,
    ({ where, power, why }) => ({
      message: say`the potential falls like ${power} ${where}: ${why}, so the energy has no lower bound`,
      hint: say`smooth it at short distance, or check the sign and the strength`,
    }),
  ),
  noCusp: define<{ ansatz: string; where: Phrase; cure: Phrase }>(
    'QH1103',
    'info',
    say`a singularity that the ansatz has no cusp for`,
    ({ ansatz, where, cure }) => ({
      message: say`the potential diverges ${where}, and psi of ${ansatz} is smooth there: the local energy diverges with it, and the energy stays about a percent too high`,
      hint: cure,
    }),
  ),
  noDecay: define<{ ansatz: string; hamiltonian: string; way: Words }>(
    'QH1104',
    'warning',
    say`an ansatz that does not decay where the potential does not confine`,
    ({ ansatz, hamiltonian, way }) => ({
      message: say`psi of ${ansatz} does not vanish far away (${way}), and the potential of ${hamiltonian} does not hold the particles back there: walkers will drift away`,
      hint: say`give psi an envelope: psi = N(r) * exp(-|r|^2 / 2)`,
    }),
  ),
  notHermitian: define<{ term: string; how: Phrase; hint: Phrase | undefined }>(
    'QH1105',
    'error',
    say`a Hamiltonian that is not Hermitian`,
    ({ term, how, hint }) => ({
      message: say`H is not Hermitian: ‘${term}’ differs from its adjoint, and nothing else makes up for it (${how}). Energies would be complex`,
      hint,
    }),
  ),
  notSymmetric: define<{ particles: string; statistics: string; how: Phrase }>(
    'QH1106',
    'error',
    say`a Hamiltonian that tells identical particles apart`,
    ({ particles, statistics, how }) => ({
      message: say`H changes when two of the ${statistics} ${particles} change places (${how}), and identical particles cannot be told apart`,
      hint: say`sum over all of them: sum(i) …, sum(i<j) …; or declare particles that differ as kinds of their own`,
    }),
  ),
  wrongStatistics: define<{ ansatz: string; symmetry: Phrase; particles: Words; statistics: string; hint: Phrase }>(
    'QH1107',
    'warning',
    say`an ansatz without the statistics of the particles`,
    ({ ansatz, symmetry, particles, statistics, hint }) => ({
      message: say`psi of ${ansatz} ${symmetry} when two particles ${particles} change places, and they are ${statistics}: it cannot describe them`,
      hint,
    }),
  ),
  mostlyFrozen: define<{ owner: Phrase; frozen: readonly string[]; trainable: readonly string[] }>(
    'QH1108',
    'warning',
    say`more frozen blocks than trainable ones`,
    ({ owner, frozen, trainable }) => ({
      message: say`${owner} freezes ${listed(frozen)} and trains only ${listed(trainable)}`,
      hint: say`the energy then hardly improves on the one it starts from: freeze less, or train the rest in a later phase`,
    }),
  ),
  partialTransfer: define<{ from: string; lost: readonly Words[]; kept: readonly string[]; why: Phrase }>(
    'QH1109',
    'info',
    say`a start from which only some blocks carry over`,
    ({ from, lost, kept, why }) => ({
      message: say`only ${listed(kept)} carries over from ${from}; begun afresh: ${listed(lost)}, since ${why}`,
      hint: say`blocks carry over where name, kind and shape agree`,
    }),
  ),
  emptyTransfer: define<{ from: string; why: Phrase }>(
    'QH1110',
    'warning',
    say`a start from which nothing carries over`,
    ({ from, why }) => ({
      message: say`nothing of ${from} carries over: ${why}`,
      hint: say`blocks carry over where name, kind and shape agree`,
    }),
  ),
  neverStops: define<{ steps: number; needed: number; window: number }>(
    'QH1111',
    'warning',
    say`a stopping rule that cannot be met`,
    ({ steps, needed, window }) => ({
      message: say`the rule needs ${needed} steps at least (windows of ${window}), and the phase has ${steps}: it never stops early`,
      hint: say`make the window shorter, or allow more steps`,
    }),
  ),
  undecidable: define<{ error: string; tolerance: string; samples: number; factor: number }>(
    'QH1112',
    'warning',
    say`an expectation that the samples asked for cannot decide`,
    ({ error, tolerance, samples, factor }) => ({
      message: say`the evaluation draws ${samples} energies: their error is about ${error}, and the tolerance is ${tolerance}. The verdict will be “undecided”`,
      hint: say`about ${factor} times as many samples would do, or a wider tolerance`,
    }),
  ),
  seam: define<{ ansatz: string; how: 'jumps' | 'has a kink' }>(
    'QH1113',
    'warning',
    say`a psi whose cases do not fit together`,
    ({ ansatz, how }) => ({
      message:
        how === 'jumps'
          ? say`psi of ${ansatz} jumps where two cases meet: ∇²psi is infinite there, which no walker sees, so energies come out too low`
          : say`psi of ${ansatz} has a kink where two cases meet: ∇²psi is infinite there, which no walker sees, so energies come out too low`,
      hint: say`let the values and the slopes of both cases agree there, or use one smooth formula: 1/(1 + exp((|r| - a)/s)) is a smooth step`,
    }),
  ),
  tooMuch: define<{ name: string; needs: Phrase; hint: Phrase }>(
    'QH1114',
    'warning',
    say`a training beyond all usual machines`,
    ({ name, needs, hint }) => ({ message: say`train ${name} needs about ${needs}`, hint }),
  ),
  undefinedPotential: define<{ term: string; everywhere: boolean; indices: readonly string[] | undefined }>(
    'QH1115',
    'error',
    say`a potential without a value`,
    ({ term, everywhere, indices }) => ({
      message: !everywhere
        ? say`‘${term}’ has no value for some positions of the particles (seen at a random point)`
        : indices
          ? say`‘${term}’ is infinite wherever the particles are: the sum also takes ${indices.join(' = ')}, where a particle meets itself`
          : say`‘${term}’ is infinite wherever the particles are`,
      hint: indices
        ? say`for each pair once write sum(${indices.join('<')}), without a factor 1/2`
        : say`look for a division by zero, or a root or logarithm of a negative number`,
    }),
  ),
};
