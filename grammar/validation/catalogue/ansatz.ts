import { type Phrase, say } from '../../localization/phrase.ts';
import { define, didYouMean } from './define.ts';

/** QH06: wave functions. */
export const ansatz = {
  noPsi: define<{ name: string; suggestion: string | undefined }>(
    'QH0601',
    'error',
    say`an ansatz without psi`,
    ({ name, suggestion }) => ({
      message: say`the ansatz ${name} does not say what psi is`,
      hint: didYouMean(suggestion) ?? say`add psi = N(r) * exp(-|r|^2 / 2)`,
    }),
  ),
  nothingToTrain: define<{ name: string }>('QH0602', 'error', say`a psi without a network`, ({ name }) => ({
    message: say`psi of ${name} contains no network: there is nothing to train`,
    hint: say`define N = mlp { } and use N(r) in psi`,
  })),
  notAWaveFunction: define<{ given: Phrase }>(
    'QH0603',
    'error',
    say`a psi that is not a wave function`,
    ({ given }) => ({
      message: say`psi must have one value at each point, and this is ${given}`,
      hint: say`for example psi = N(r) * exp(-|r|^2 / 2)`,
    }),
  ),
  coordinatesMismatch: define<{ ansatz: string; coordinates: string; hamiltonian: string; has: string | undefined }>(
    'QH0604',
    'error',
    say`an ansatz for other coordinates than the Hamiltonian has`,
    ({ ansatz, coordinates, hamiltonian, has }) => ({
      message: say`${ansatz} is a wave function of ‘${coordinates}’, which ${hamiltonian} does not have`,
      hint:
        has === undefined ? undefined : say`the particle of ${hamiltonian} is called ‘${has}’: use one name in both`,
    }),
  ),
  networkInputs: define<{ name: string; first: number; second: number }>(
    'QH0605',
    'error',
    say`a network used with different numbers of inputs`,
    ({ name, first, second }) => ({
      message:
        second === 1
          ? say`the network ${name} has 1 input here and ${first} elsewhere`
          : say`the network ${name} has ${second} inputs here and ${first} elsewhere`,
      hint: say`one network has one set of weights: define a second network for other inputs`,
    }),
  ),
  networkOfNetwork: define<{ name: string }>('QH0606', 'error', say`a network of a network`, ({ name }) => ({
    message: say`the inputs of ${name} contain another network, which has one value for each state`,
    hint: say`make one network deeper instead: hidden = [64, 64, 64]`,
  })),
  blockMisplaced: define<object>('QH0607', 'error', say`a block that is not the whole of a definition`, () => ({
    message: say`a network must have a name of its own`,
    hint: say`write N = mlp { … } on a line of the ansatz, and N(r) in the formula`,
  })),
  lineMismatch: define<{ ansatz: string; coordinates: string; hamiltonian: string; dimension: number }>(
    'QH0608',
    'error',
    say`an ansatz for a line with a Hamiltonian in space`,
    ({ ansatz, coordinates, hamiltonian, dimension }) => ({
      message: say`${ansatz} takes ‘${coordinates}’ for a number, and in ${hamiltonian} it has ${dimension} components`,
      hint: say`use |r| or components in the ansatz, or write a second ansatz`,
    }),
  ),
  constantPsi: define<{ name: string }>('QH0609', 'error', say`a psi that is the same everywhere`, ({ name }) => ({
    message: say`psi of ${name} does not depend on the coordinates`,
    hint: say`give the network the coordinates: N(r)`,
  })),
  kink: define<{ name: string; dimension: number }>(
    'QH0610',
    'warning',
    say`a psi with a kink`,
    ({ name, dimension }) => ({
      message:
        dimension === 1
          ? say`psi of ${name} has a kink at a point: ∇²psi is infinite there, which no walker sees, so energies come out too low`
          : say`psi of ${name} has a kink on a plane: ∇²psi is infinite there, which no walker sees, so energies come out too low`,
      hint: say`write sqrt(x^2 + 0.1) instead of |x|, or an even power of it`,
    }),
  ),
  unlikeOrbitals: define<{ name: string }>(
    'QH0611',
    'error',
    say`orbitals of different spins in one matrix`,
    ({ name }) => ({
      message: say`the orbitals in this ${name} are of different spins: their matrices have rows for different particles`,
      hint: say`write a determinant for each spin, and multiply them`,
    }),
  ),
  spinOfNone: define<{ spin: string; particles: string; hamiltonian: string; own: boolean }>(
    'QH0612',
    'error',
    say`orbitals of a spin that no particle has`,
    ({ spin, particles, hamiltonian, own }) => ({
      message: own
        ? say`each of the particles ${particles} of ${hamiltonian} has a spin of its own, so none of them has the fixed spin ${spin}`
        : say`none of the particles ${particles} of ${hamiltonian} has the fixed spin ${spin}`,
      hint: own
        ? say`leave spin = … out: orbitals then are of all particles`
        : say`say how many have spin up: particles ${particles}: N fermions in R^3 { up = N/2 }`,
    }),
  ),
};
