import { define, didYouMean } from './define.ts';

/** QH06: wave functions. */
export const ansatz = {
  noPsi: define<{ name: string; suggestion: string | undefined }>(
    'QH0601',
    'error',
    'an ansatz without psi',
    ({ name, suggestion }) => ({
      message: `the ansatz ${name} does not say what psi is`,
      hint: didYouMean(suggestion) ?? 'add psi = N(r) * exp(-|r|^2 / 2)',
    }),
  ),
  nothingToTrain: define<{ name: string }>('QH0602', 'error', 'a psi without a network', ({ name }) => ({
    message: `psi of ${name} contains no network: there is nothing to train`,
    hint: 'define N = mlp { } and use N(r) in psi',
  })),
  notAWaveFunction: define<{ given: string }>('QH0603', 'error', 'a psi that is not a wave function', ({ given }) => ({
    message: `psi must have one value at each point, and this is ${given}`,
    hint: 'for example psi = N(r) * exp(-|r|^2 / 2)',
  })),
  coordinatesMismatch: define<{ ansatz: string; coordinates: string; hamiltonian: string; has: string | undefined }>(
    'QH0604',
    'error',
    'an ansatz for other coordinates than the Hamiltonian has',
    ({ ansatz, coordinates, hamiltonian, has }) => ({
      message: `${ansatz} is a wave function of ‘${coordinates}’, which ${hamiltonian} does not have`,
      hint: has === undefined ? undefined : `the particle of ${hamiltonian} is called ‘${has}’: use one name in both`,
    }),
  ),
  networkInputs: define<{ name: string; first: number; second: number }>(
    'QH0605',
    'error',
    'a network used with different numbers of inputs',
    ({ name, first, second }) => ({
      message: `the network ${name} has ${second} input${second === 1 ? '' : 's'} here and ${first} elsewhere`,
      hint: 'one network has one set of weights: define a second network for other inputs',
    }),
  ),
  networkOfNetwork: define<{ name: string }>('QH0606', 'error', 'a network of a network', ({ name }) => ({
    message: `the inputs of ${name} contain another network, which has one value for each state`,
    hint: 'make one network deeper instead: hidden = [64, 64, 64]',
  })),
  blockMisplaced: define<object>('QH0607', 'error', 'a block that is not the whole of a definition', () => ({
    message: 'a network must have a name of its own',
    hint: 'write N = mlp { … } on a line of the ansatz, and N(r) in the formula',
  })),
  lineMismatch: define<{ ansatz: string; coordinates: string; hamiltonian: string; dimension: number }>(
    'QH0608',
    'error',
    'an ansatz for a line with a Hamiltonian in space',
    ({ ansatz, coordinates, hamiltonian, dimension }) => ({
      message: `${ansatz} takes ‘${coordinates}’ for a number, and in ${hamiltonian} it has ${dimension} components`,
      hint: 'use |r| or components in the ansatz, or write a second ansatz',
    }),
  ),
  constantPsi: define<{ name: string }>('QH0609', 'error', 'a psi that is the same everywhere', ({ name }) => ({
    message: `psi of ${name} does not depend on the coordinates`,
    hint: 'give the network the coordinates: N(r)',
  })),
  kink: define<{ name: string; dimension: number }>(
    'QH0610',
    'warning',
    'a psi with a kink',
    ({ name, dimension }) => ({
      message: `psi of ${name} has a kink ${dimension === 1 ? 'at a point' : 'on a plane'}: ∇²psi is infinite there, which no walker sees, so energies come out too low`,
      hint: 'write sqrt(x^2 + 0.1) instead of |x|, or an even power of it',
    }),
  ),
  unlikeOrbitals: define<{ name: string }>(
    'QH0611',
    'error',
    'orbitals of different spins in one matrix',
    ({ name }) => ({
      message: `the orbitals in this ${name} are of different spins: their matrices have rows for different particles`,
      hint: 'write a determinant for each spin, and multiply them',
    }),
  ),
  spinOfNone: define<{ spin: string; particles: string; hamiltonian: string; own: boolean }>(
    'QH0612',
    'error',
    'orbitals of a spin that no particle has',
    ({ spin, particles, hamiltonian, own }) => ({
      message: own
        ? `each of the particles ${particles} of ${hamiltonian} has a spin of its own, so none of them has the fixed spin ${spin}`
        : `none of the particles ${particles} of ${hamiltonian} has the fixed spin ${spin}`,
      hint: own
        ? 'leave spin = … out: orbitals then are of all particles'
        : `say how many have spin up: particles ${particles}: N fermions in R^3 { up = N/2 }`,
    }),
  ),
};
