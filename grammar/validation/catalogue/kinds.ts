import { define } from './define.ts';

/** QH04: what can be combined with what. */
export const kinds = {
  mismatch: define<{ operator: string; left: string; right: string; hint: string | undefined }>(
    'QH0401',
    'error',
    'two quantities that do not combine',
    ({ operator, left, right, hint }) => ({ message: `cannot ${operator} ${left} and ${right}`, hint }),
  ),
  notCallable: define<{ name: string; is: string }>(
    'QH0402',
    'error',
    'something called that is no function',
    ({ name, is }) => ({
      message: `‘${name}’ is ${is} and takes no arguments`,
      hint: `for a product write ${name} * (…)`,
    }),
  ),
  bareFunction: define<{ name: string; signature: string }>(
    'QH0403',
    'error',
    'a function or network without its argument',
    ({ name, signature }) => ({ message: `‘${name}’ needs an argument here`, hint: `write ${signature}` }),
  ),
  argumentKind: define<{ name: string; expected: string; given: string; hint: string | undefined }>(
    'QH0404',
    'error',
    'an argument of the wrong kind',
    ({ name, expected, given, hint }) => ({ message: `‘${name}’ acts on ${expected}, not on ${given}`, hint }),
  ),
  notAVector: define<{ given: string }>('QH0405', 'error', 'a component of something without components', (p) => ({
    message: `${p.given} has no components`,
    hint: 'components belong to coordinates and vectors: r[1], r.x, [1, 0, 0][2]',
  })),
  badAxis: define<{ axis: string }>('QH0406', 'error', 'an axis that is not x, y or z', ({ axis }) => ({
    message: `there is no axis ‘${axis}’`,
    hint: 'axes are x, y and z; others by number, from 1: r[4]',
  })),
  badIndex: define<object>('QH0407', 'error', 'a component index that is not fixed', () => ({
    message: 'a component is counted by a number or by the index of a sum',
    hint: 'write r[1], or r[d] inside sum(d)',
  })),
  operatorMisplaced: define<{ why: string; hint: string }>(
    'QH0408',
    'error',
    'a differential operator where none can stand',
    ({ why, hint }) => ({ message: why, hint }),
  ),
  notAQuantity: define<{ given: string; hint: string }>(
    'QH0409',
    'error',
    'something in a formula that has no value',
    ({ given, hint }) => ({ message: `${given} is not a quantity that a formula can compute with`, hint }),
  ),
  emptySum: define<{ index: string }>('QH0410', 'error', 'a sum whose index counts nothing', ({ index }) => ({
    message: `the sum over ${index} has no range: ${index} counts no components`,
    hint: `use it as a component, r[${index}]`,
  })),
  notANumber: define<{ given: string }>('QH0411', 'error', 'a number that depends on something', ({ given }) => ({
    message: `a fixed number is needed here, not ${given}`,
    hint: 'use numbers, parameters, constants and functions of them',
  })),
  notFinite: define<{ value: string }>('QH0412', 'error', 'a number that is not finite', ({ value }) => ({
    message: `this is ${value}, not a finite number`,
    hint: 'look for a division by zero, or a root or logarithm of a negative number',
  })),
  vectorLengths: define<{ left: number; right: number }>(
    'QH0413',
    'error',
    'vectors of different lengths',
    ({ left, right }) => ({
      message: `a vector of ${left} components does not combine with one of ${right}`,
      hint: 'both must have as many components as the space has dimensions',
    }),
  ),
  componentOutside: define<{ index: number; length: number }>(
    'QH0414',
    'error',
    'a component that the vector does not have',
    ({ index, length }) => ({
      message: `there is no component ${index} of a vector with ${length} component${length === 1 ? '' : 's'}`,
      hint: 'components count from 1',
    }),
  ),
  particleOutside: define<{ index: number; length: number; name: string }>(
    'QH0424',
    'error',
    'a particle that is not there',
    ({ index, length, name }) => ({
      message: `there is no particle ${index} of ‘${name}’: it has ${length}`,
      hint: 'particles count from 1',
    }),
  ),
  unclearRange: define<{ index: string }>(
    'QH0415',
    'error',
    'a sum that may run over particles of several kinds',
    (p) => ({
      message: `it is not clear which particles ${p.index} counts: there are several kinds`,
      hint: `write sum(${p.index} in x), with the name after ‘particles’`,
    }),
  ),
  noLattice: define<object>('QH0416', 'error', 'bonds without a lattice', () => ({
    message: 'neighbours belong to a lattice, and this Hamiltonian has none',
    hint: 'declare it: lattice chain(N) open of spins 1/2. Pairs of particles are sum(i<j)',
  })),
  unlikeIndices: define<{ left: string; right: string }>(
    'QH0417',
    'error',
    'an order between particles of different kinds',
    ({ left, right }) => ({
      message: `${left} and ${right} count different things, so none comes before the other`,
      hint: `write sum(${left}, ${right}) for all combinations`,
    }),
  ),
  notAParticle: define<{ particles: string; only?: string | undefined }>(
    'QH0418',
    'error',
    'a particle that is no number',
    ({ particles, only }) => ({
      message:
        only === undefined
          ? `particles of ‘${particles}’ are counted by the index of a sum or by a number`
          : `there is one particle, ‘${only}’, and none to count`,
      hint: only === undefined ? `write sum(i) … ${particles}[i]` : `write ${particles}[${only}]`,
      instead: only,
    }),
  ),
  otherParticles: define<{ index: string; particles: string }>(
    'QH0419',
    'error',
    'an index that counts other particles',
    ({ index, particles }) => ({
      message: `${index} does not count the particles ‘${particles}’`,
      hint: `write sum(${index} in ${particles})`,
    }),
  ),
  actsOnNothing: define<{ operator: string; acts: string }>(
    'QH0420',
    'error',
    'an operator without anything to act on',
    ({ operator, acts }) => ({
      message:
        acts === 'motion'
          ? `‘${operator}’ is a momentum, and sites of a lattice do not move`
          : `‘${operator}’ acts on ${acts}, which nothing here has`,
      hint:
        acts === 'motion'
          ? undefined
          : `say so: particles r: 2 nucleons in R^3 { ${acts} }${acts === 'spin' ? ', or lattice chain(N) open of spins 1/2' : ''}`,
    }),
  ),
  noOtherwise: define<object>('QH0421', 'error', 'cases that leave something out', () => ({
    message: 'these cases do not say what holds everywhere else',
    hint: 'end with: 0 otherwise',
  })),
  caseAfterOtherwise: define<object>('QH0422', 'error', 'a case that never holds', () => ({
    message: 'this case never holds: ‘otherwise’ comes before it',
    hint: 'put ‘otherwise’ last',
  })),
  formulaMisused: define<{ name: string; given: string }>(
    'QH0423',
    'error',
    'a named formula with arguments that it cannot take',
    ({ name, given }) => ({
      message: `${name} cannot take ${given}: its formula has no meaning then`,
      hint: 'distances are numbers: |r[i] - r[j]|',
    }),
  ),
  badOrder: define<{ name: string; expects: string; value: number }>(
    'QH0425',
    'error',
    'a function of a number that it does not take',
    ({ name, expects, value }) => ({ message: `‘${name}’ takes ${expects} here, not ${value}` }),
  ),
};
