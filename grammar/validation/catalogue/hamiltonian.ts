import { define, didYouMean, listed } from './define.ts';

/** What to say where a momentum meets a position: an orbital moment, or a charge in a magnetic field. */
export const NO_VECTOR_POTENTIAL =
  'H has momenta with fixed factors, as in p[r]^2/(2*m); angular momenta and vector potentials are not part of the language';

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
  movingMass: define<{ of: 'momentum' | '∇²' }>(
    'QH0504',
    'error',
    'a kinetic coefficient that depends on the position',
    ({ of }) => ({
      message: `the factor of ${of === '∇²' ? of : 'this momentum'} depends on the position`,
      hint: of === '∇²' ? 'only a fixed mass is possible: numbers and parameters times ∇²' : NO_VECTOR_POTENTIAL,
    }),
  ),
  noParticle: define<{ name: string }>('QH0505', 'error', 'a Hamiltonian without a particle', ({ name }) => ({
    message: `the Hamiltonian ${name} has no particle`,
    hint: 'add particle r in R^3',
  })),
  badDimension: define<{ value: number }>('QH0507', 'error', 'a space whose dimension is not 1, 2, 3 …', (p) => ({
    message: `a space cannot have ${p.value} dimensions`,
    hint: 'the dimension is a whole number, at least 1',
  })),
  unknownSpecies: define<{ name: string; known: readonly string[]; suggestion: string | undefined }>(
    'QH0510',
    'error',
    'a kind of particles that is not known',
    ({ name, known, suggestion }) => ({
      message: `there is no kind of particles ‘${name}’`,
      hint: didYouMean(suggestion) ?? `there is ${listed(known)}`,
    }),
  ),
  badCount: define<{ value: number; species: string }>(
    'QH0511',
    'error',
    'a number of particles that is none',
    (p) => ({
      message: `there cannot be ${p.value} ${p.species}`,
      hint: 'particles are counted by whole numbers, at least 1',
    }),
  ),
  tooManyUp: define<{ up: number; count: number }>('QH0512', 'error', 'more spins up than particles', (p) => ({
    message: `${p.up} of ${p.count} particles cannot have spin up`,
    hint: 'the others have spin down: up = N/2 for as many of both',
  })),
  unknownLattice: define<{ name: string; known: readonly string[]; suggestion: string | undefined }>(
    'QH0513',
    'error',
    'a lattice that is not known',
    ({ name, known, suggestion }) => ({
      message: `there is no lattice ‘${name}’`,
      hint: didYouMean(suggestion) ?? `there is ${listed(known)}`,
    }),
  ),
  badBoundary: define<{ given: string | undefined }>(
    'QH0514',
    'error',
    'a lattice without a boundary',
    ({ given }) => ({
      message:
        given === undefined
          ? 'does this lattice have ends or does it close?'
          : `‘${given}’ is no boundary of a lattice`,
      hint: 'write open or periodic: lattice chain(N) periodic of spins 1/2',
    }),
  ),
  badLatticeSize: define<{ value: number | undefined }>('QH0515', 'error', 'a lattice without a size', ({ value }) => ({
    message:
      value === undefined ? 'the lattice does not say how many sites it has' : `a lattice cannot have ${value} sites`,
    hint: 'write chain(20) or square(6), with whole numbers',
  })),
  badSpin: define<{ value: number }>('QH0516', 'error', 'a spin that is no multiple of one half', ({ value }) => ({
    message: `there is no spin ${value}`,
    hint: 'spins are 1/2, 1, 3/2 …',
  })),
  latticeShared: define<object>('QH0517', 'error', 'a lattice beside something else', () => ({
    message: 'spins on a lattice are the whole system: nothing else stands beside them',
    hint: 'write a Hamiltonian for each',
  })),
  badBox: define<object>('QH0518', 'error', 'a periodic box without a size', () => ({
    message: 'a periodic box needs its size',
    hint: 'write periodic_box(side = 5), periodic_box(density = 0.02) or periodic_box(rs = 2), with D = 2 for a square',
  })),
  unknownElement: define<{ element: string }>('QH0519', 'error', 'a nucleus without a charge', ({ element }) => ({
    message: `the nucleus ‘${element}’ has no known charge`,
    hint: 'write Z = 2 at [0, 0, 0], or the symbol of an element: He at [0, 0, 0]',
  })),
  badPosition: define<object>('QH0520', 'error', 'a nucleus that is nowhere', () => ({
    message: 'a nucleus stands at a point of space',
    hint: 'write its coordinates: at [0, 0, 0]',
  })),
  unknownSpace: define<{ kind: string }>('QH0508', 'error', 'a space that is not known', ({ kind }) => ({
    message: `there is no space ‘${kind}’`,
    hint: 'write R^3 or ℝ³ for three dimensions, R^D for D of them, R for a line',
  })),
  notAnEnergy: define<{ given: string }>('QH0509', 'error', 'an H that is not an energy', ({ given }) => ({
    message: `H must be an energy, and this is ${given}`,
    hint: 'H is the sum of kinetic terms and potentials: H = -1/2 * ∇²[r] + 1/2 * |r|^2',
  })),
  energyOfNothing: define<{ name: string }>('QH0521', 'error', 'an energy of nothing', ({ name }) => ({
    message: `‘${name}’ is an energy of particles, and there are none`,
    hint: 'declare them: particles r: 2 electrons in R^3',
  })),
  lacksProperty: define<{ name: string; particles: string; kind: string; what: 'mass' | 'charge' }>(
    'QH0522',
    'error',
    'an energy that needs a mass or a charge',
    ({ name, particles, kind, what }) => ({
      message: `‘${name}’ needs the ${what} of ${particles}, and ${kind === 'particle' ? 'a single particle has none of its own' : `${kind} have none of their own`}`,
      hint:
        kind === 'particle'
          ? `declare it with its ${what}: particles ${particles}: 1 distinguishable in R^3 { ${what} = 1 }`
          : `say it: { ${what} = 1 }`,
    }),
  ),
  wrongSpace: define<{ name: string; boxed: boolean }>(
    'QH0523',
    'error',
    'an electrostatic energy in a space that it is not for',
    ({ name, boxed }) => ({
      message: boxed
        ? `‘${name}’ is for charges in open space; those in a periodic box have infinitely many images`
        : `‘${name}’ is for charges in a periodic box`,
      hint: boxed ? 'write kinetic + ewald' : 'in open space write coulomb',
    }),
  ),
  doubledKinetic: define<{ name: string }>('QH0525', 'warning', 'a kinetic energy counted twice', ({ name }) => ({
    message: `‘${name}’ already has the kinetic energy of all particles in it: with this term they would move as if they were lighter`,
    hint: name === 'coulomb' ? 'write coulomb alone, or the potential terms one by one' : 'leave one of the two out',
  })),
  noEwald: define<{ dimension: number }>('QH0524', 'error', 'an Ewald sum on a line', ({ dimension }) => ({
    message: `there is no Ewald sum in ${dimension} ${dimension === 1 ? 'dimension' : 'dimensions'}: it is known for boxes of 2 and 3`,
    hint: 'write the interaction out',
  })),
};
