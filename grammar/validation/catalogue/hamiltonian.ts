import { type Phrase, say } from '../../localization/phrase.ts';
import { choicesText, define, didYouMean } from './define.ts';

/** What to say where a momentum meets a position: an orbital moment, or a charge in a magnetic field. */
export const NO_VECTOR_POTENTIAL = say`H has momenta with fixed factors, as in p[r]^2/(2*m); angular momenta and vector potentials are not part of the language`;

const LACKS = {
  mass: (name: string, particles: string, kind: string) =>
    kind === 'particle'
      ? say`‘${name}’ needs the mass of ${particles}, and a single particle has none of its own`
      : say`‘${name}’ needs the mass of ${particles}, and ${kind} have none of their own`,
  charge: (name: string, particles: string, kind: string) =>
    kind === 'particle'
      ? say`‘${name}’ needs the charge of ${particles}, and a single particle has none of its own`
      : say`‘${name}’ needs the charge of ${particles}, and ${kind} have none of their own`,
} as const;

/** QH05: Hamiltonians. */
export const hamiltonian = {
  noH: define<{ name: string; suggestion: string | undefined }>(
    'QH0501',
    'error',
    say`a Hamiltonian without H`,
    ({ name, suggestion }) => ({
      message: say`the Hamiltonian ${name} does not say what H is`,
      hint: didYouMean(suggestion) ?? say`add H = -1/2 * ∇²[r] + …`,
    }),
  ),
  noKinetic: define<{ name: string; coordinates: string }>(
    'QH0502',
    'error',
    say`an H without kinetic energy`,
    ({ name, coordinates }) => ({
      message: say`H of ${name} has no kinetic energy: its lowest state would be a point at the minimum of the potential`,
      hint: say`add -1/2 * ∇²[${coordinates}]`,
    }),
  ),
  wrongSign: define<{ coefficient: number; coordinates: string }>(
    'QH0503',
    'error',
    say`a kinetic term of the wrong sign`,
    ({ coefficient, coordinates }) => ({
      message:
        coefficient === 0
          ? say`this kinetic term is zero: the mass would be infinite`
          : say`the coefficient of ∇² is ${coefficient}: with that sign the energy has no lower bound`,
      hint: say`kinetic energy is -1/(2m) * ∇²[${coordinates}], with a positive mass m`,
    }),
  ),
  movingMass: define<{ of: 'momentum' | '∇²' }>(
    'QH0504',
    'error',
    say`a kinetic coefficient that depends on the position`,
    ({ of }) => ({
      message:
        of === '∇²'
          ? say`the factor of ∇² depends on the position`
          : say`the factor of this momentum depends on the position`,
      hint: of === '∇²' ? say`only a fixed mass is possible: numbers and parameters times ∇²` : NO_VECTOR_POTENTIAL,
    }),
  ),
  noParticle: define<{ name: string }>('QH0505', 'error', say`a Hamiltonian without a particle`, ({ name }) => ({
    message: say`the Hamiltonian ${name} has no particle`,
    hint: say`add particle r in R^3`,
  })),
  badDimension: define<{ value: number }>('QH0507', 'error', say`a space whose dimension is not 1, 2, 3 …`, (p) => ({
    message: say`a space cannot have ${p.value} dimensions`,
    hint: say`the dimension is a whole number, at least 1`,
  })),
  unknownSpecies: define<{ name: string; known: readonly string[]; suggestion: string | undefined }>(
    'QH0510',
    'error',
    say`a kind of particles that is not known`,
    ({ name, known, suggestion }) => ({
      message: say`there is no kind of particles ‘${name}’`,
      hint: didYouMean(suggestion) ?? choicesText(known),
    }),
  ),
  badCount: define<{ value: number; species: string }>(
    'QH0511',
    'error',
    say`a number of particles that is none`,
    (p) => ({
      message: say`there cannot be ${p.value} ${p.species}`,
      hint: say`particles are counted by whole numbers, at least 1`,
    }),
  ),
  tooManyUp: define<{ up: number; count: number }>('QH0512', 'error', say`more spins up than particles`, (p) => ({
    message: say`${p.up} of ${p.count} particles cannot have spin up`,
    hint: say`the others have spin down: up = N/2 for as many of both`,
  })),
  unknownLattice: define<{ name: string; known: readonly string[]; suggestion: string | undefined }>(
    'QH0513',
    'error',
    say`a lattice that is not known`,
    ({ name, known, suggestion }) => ({
      message: say`there is no lattice ‘${name}’`,
      hint: didYouMean(suggestion) ?? choicesText(known),
    }),
  ),
  badBoundary: define<{ given: string | undefined }>(
    'QH0514',
    'error',
    say`a lattice without a boundary`,
    ({ given }) => ({
      message:
        given === undefined
          ? say`does this lattice have ends or does it close?`
          : say`‘${given}’ is no boundary of a lattice`,
      hint: say`write open or periodic: lattice chain(N) periodic of spins 1/2`,
    }),
  ),
  badLatticeSize: define<{ value: number | undefined }>(
    'QH0515',
    'error',
    say`a lattice without a size`,
    ({ value }) => ({
      message:
        value === undefined
          ? say`the lattice does not say how many sites it has`
          : say`a lattice cannot have ${value} sites`,
      hint: say`write chain(20) or square(6), with whole numbers`,
    }),
  ),
  badSpin: define<{ value: number }>('QH0516', 'error', say`a spin that is no multiple of one half`, ({ value }) => ({
    message: say`there is no spin ${value}`,
    hint: say`spins are 1/2, 1, 3/2 …`,
  })),
  latticeShared: define<object>('QH0517', 'error', say`a lattice beside something else`, () => ({
    message: say`spins on a lattice are the whole system: nothing else stands beside them`,
    hint: say`write a Hamiltonian for each`,
  })),
  badBox: define<object>('QH0518', 'error', say`a periodic box without a size`, () => ({
    message: say`a periodic box needs its size`,
    hint: say`write periodic_box(side = 5), periodic_box(density = 0.02) or periodic_box(rs = 2), with D = 2 for a square`,
  })),
  unknownElement: define<{ element: string }>('QH0519', 'error', say`a nucleus without a charge`, ({ element }) => ({
    message: say`the nucleus ‘${element}’ has no known charge`,
    hint: say`write Z = 2 at [0, 0, 0], or the symbol of an element: He at [0, 0, 0]`,
  })),
  badPosition: define<object>('QH0520', 'error', say`a nucleus that is nowhere`, () => ({
    message: say`a nucleus stands at a point of space`,
    hint: say`write its coordinates: at [0, 0, 0]`,
  })),
  unknownSpace: define<{ kind: string }>('QH0508', 'error', say`a space that is not known`, ({ kind }) => ({
    message: say`there is no space ‘${kind}’`,
    hint: say`write R^3 or ℝ³ for three dimensions, R^D for D of them, R for a line`,
  })),
  notAnEnergy: define<{ given: Phrase }>('QH0509', 'error', say`an H that is not an energy`, ({ given }) => ({
    message: say`H must be an energy, and this is ${given}`,
    hint: say`H is the sum of kinetic terms and potentials: H = -1/2 * ∇²[r] + 1/2 * |r|^2`,
  })),
  energyOfNothing: define<{ name: string }>('QH0521', 'error', say`an energy of nothing`, ({ name }) => ({
    message: say`‘${name}’ is an energy of particles, and there are none`,
    hint: say`declare them: particles r: 2 electrons in R^3`,
  })),
  lacksProperty: define<{ name: string; particles: string; kind: string; what: 'mass' | 'charge' }>(
    'QH0522',
    'error',
    say`an energy that needs a mass or a charge`,
    ({ name, particles, kind, what }) => ({
      message: LACKS[what](name, particles, kind),
      hint:
        kind === 'particle'
          ? say`declare it as particles, which can have one: particles ${particles}: 1 distinguishable in R^3 { ${what} = 1 }`
          : say`give it: { ${what} = 1 }`,
    }),
  ),
  wrongSpace: define<{ name: string; boxed: boolean }>(
    'QH0523',
    'error',
    say`an electrostatic energy in a space that it is not for`,
    ({ name, boxed }) => ({
      message: boxed
        ? say`‘${name}’ is for charges in open space; those in a periodic box have infinitely many images`
        : say`‘${name}’ is for charges in a periodic box`,
      hint: boxed ? say`write kinetic + ewald` : say`in open space write coulomb`,
    }),
  ),
  doubledKinetic: define<{ name: string }>('QH0525', 'warning', say`a kinetic energy counted twice`, ({ name }) => ({
    message: say`‘${name}’ already has the kinetic energy of all particles in it: with this term they would move as if they were lighter`,
    hint:
      name === 'coulomb' ? say`write coulomb alone, or the potential terms one by one` : say`leave one of the two out`,
  })),
  noEwald: define<{ dimension: number }>('QH0524', 'error', say`an Ewald sum on a line`, ({ dimension }) => ({
    message:
      dimension === 1
        ? say`there is no Ewald sum in 1 dimension: it is known for boxes of 2 and 3`
        : say`there is no Ewald sum in ${dimension} dimensions: it is known for boxes of 2 and 3`,
    hint: say`write the interaction out`,
  })),
};
