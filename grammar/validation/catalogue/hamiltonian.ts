import { define, didYouMean } from './define.ts';

/** QH05: Hamiltonians. */
export const hamiltonian = {
  noH: define<{ name: string; suggestion: string | undefined }>(
    'QH0501',
    'error',
    'a Hamiltonian without H',
    ({ name, suggestion }) => ({
      message: `the Hamiltonian ${name} does not say what H is`,
      hint: didYouMean(suggestion) ?? 'add H = -1/2 * ∇²[r] + …',
    }),
  ),
  noKinetic: define<{ name: string; coordinates: string }>(
    'QH0502',
    'error',
    'an H without kinetic energy',
    ({ name, coordinates }) => ({
      message: `H of ${name} has no kinetic energy: its lowest state would be a point at the minimum of the potential`,
      hint: `add -1/2 * ∇²[${coordinates}]`,
    }),
  ),
  wrongSign: define<{ coefficient: number; coordinates: string }>(
    'QH0503',
    'error',
    'a kinetic term of the wrong sign',
    ({ coefficient, coordinates }) => ({
      message:
        coefficient === 0
          ? 'this kinetic term is zero: the mass would be infinite'
          : `the coefficient of ∇² is ${coefficient}: with that sign the energy has no lower bound`,
      hint: `kinetic energy is -1/(2m) * ∇²[${coordinates}], with a positive mass m`,
    }),
  ),
  movingMass: define<object>('QH0504', 'error', 'a kinetic coefficient that depends on the position', () => ({
    message: 'the factor of ∇² depends on the position',
    hint: 'only a fixed mass is possible: numbers and parameters times ∇²',
  })),
  noParticle: define<{ name: string }>('QH0505', 'error', 'a Hamiltonian without a particle', ({ name }) => ({
    message: `the Hamiltonian ${name} has no particle`,
    hint: 'add particle r in R^3',
  })),
  badDimension: define<{ value: number }>('QH0507', 'error', 'a space whose dimension is not 1, 2, 3 …', (p) => ({
    message: `a space cannot have ${p.value} dimensions`,
    hint: 'the dimension is a whole number, at least 1',
  })),
  unknownSpace: define<{ kind: string }>('QH0508', 'error', 'a space that is not known', ({ kind }) => ({
    message: `there is no space ‘${kind}’`,
    hint: 'write R^3 or ℝ³ for three dimensions, R^D for D of them, R for a line',
  })),
  notAnEnergy: define<{ given: string }>('QH0509', 'error', 'an H that is not an energy', ({ given }) => ({
    message: `H must be an energy, and this is ${given}`,
    hint: 'H is the sum of kinetic terms and potentials: H = -1/2 * ∇²[r] + 1/2 * |r|^2',
  })),
};
