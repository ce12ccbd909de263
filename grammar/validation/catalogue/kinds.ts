import { type OperatorSpace, SPACE_WORDS } from '../../library/operators.ts';
import { type Phrase, say, type Words } from '../../localization/phrase.ts';
import type { Arithmetic } from '../../semantics/operators.ts';
import { define } from './define.ts';

const CANNOT: Readonly<Record<Arithmetic, (left: Phrase, right: Phrase) => Phrase>> = {
  add: (left, right) => say`cannot add ${left} and ${right}`,
  subtract: (left, right) => say`cannot subtract ${right} from ${left}`,
  multiply: (left, right) => say`cannot multiply ${left} and ${right}`,
  divide: (left, right) => say`cannot divide ${left} by ${right}`,
  power: (left, right) => say`cannot raise ${left} to the power of ${right}`,
};

/** QH04: what can be combined with what. */
export const kinds = {
  mismatch: define<{ operation: Arithmetic; left: Phrase; right: Phrase; hint: Phrase | undefined }>(
    'QH0401',
    'error',
    say`two quantities that do not combine`,
    ({ operation, left, right, hint }) => ({ message: CANNOT[operation](left, right), hint }),
  ),
  notCallable: define<{ name: string; is: Phrase }>(
    'QH0402',
    'error',
    say`something called that is no function`,
    ({ name, is }) => ({
      message: say`‘${name}’ is ${is} and takes no arguments`,
      hint: say`for a product write ${name} * (…)`,
    }),
  ),
  bareFunction: define<{ name: string; signature: string }>(
    'QH0403',
    'error',
    say`a function or network without its argument`,
    ({ name, signature }) => ({ message: say`‘${name}’ needs an argument here`, hint: say`write ${signature}` }),
  ),
  argumentKind: define<{ name: string; expected: Phrase; given: Phrase; hint: Phrase | undefined }>(
    'QH0404',
    'error',
    say`an argument of the wrong kind`,
    ({ name, expected, given, hint }) => ({ message: say`‘${name}’ acts on ${expected}, not on ${given}`, hint }),
  ),
  notAVector: define<{ given: Phrase }>('QH0405', 'error', say`a component of something without components`, (p) => ({
    message: say`${p.given} has no components`,
    hint: say`components belong to coordinates and vectors: r[1], r.x, [1, 0, 0][2]`,
  })),
  badAxis: define<{ axis: string }>('QH0406', 'error', say`an axis that is not x, y or z`, ({ axis }) => ({
    message: say`there is no axis ‘${axis}’`,
    hint: say`axes are x, y and z; others by number, from 1: r[4]`,
  })),
  badIndex: define<object>('QH0407', 'error', say`a component index that is not fixed`, () => ({
    message: say`a component is counted by a number or by the index of a sum`,
    hint: say`write r[1], or r[d] inside sum(d)`,
  })),
  operatorMisplaced: define<{ why: Phrase; hint: Phrase }>(
    'QH0408',
    'error',
    say`a differential operator where none can stand`,
    ({ why, hint }) => ({ message: why, hint }),
  ),
  notAQuantity: define<{ given: Phrase; hint: Phrase }>(
    'QH0409',
    'error',
    say`something in a formula that has no value`,
    ({ given, hint }) => ({ message: say`${given} is not a quantity that a formula can compute with`, hint }),
  ),
  emptySum: define<{ index: string }>('QH0410', 'error', say`a sum whose index counts nothing`, ({ index }) => ({
    message: say`the sum over ${index} has no range: ${index} counts no components`,
    hint: say`use it as a component, r[${index}]`,
  })),
  notANumber: define<{ given: Phrase }>('QH0411', 'error', say`a number that depends on something`, ({ given }) => ({
    message: say`a fixed number is needed here, not ${given}`,
    hint: say`use numbers, parameters, constants and functions of them`,
  })),
  notFinite: define<{ value: Phrase }>('QH0412', 'error', say`a number that is not finite`, ({ value }) => ({
    message: say`this is ${value}, not a finite number`,
    hint: say`look for a division by zero, or a root or logarithm of a negative number`,
  })),
  vectorLengths: define<{ left: number; right: number }>(
    'QH0413',
    'error',
    say`vectors of different lengths`,
    ({ left, right }) => ({
      message: say`a vector of ${left} components does not combine with one of ${right}`,
      hint: say`both must have as many components as the space has dimensions`,
    }),
  ),
  componentOutside: define<{ index: number; length: number }>(
    'QH0414',
    'error',
    say`a component that the vector does not have`,
    ({ index, length }) => ({
      message:
        length === 1
          ? say`there is no component ${index} of a vector with 1 component`
          : say`there is no component ${index} of a vector with ${length} components`,
      hint: say`components count from 1`,
    }),
  ),
  particleOutside: define<{ index: number; length: number; name: string }>(
    'QH0424',
    'error',
    say`a particle that is not there`,
    ({ index, length, name }) => ({
      message: say`there is no particle ${index} of ‘${name}’: it has ${length}`,
      hint: say`particles count from 1`,
    }),
  ),
  unclearRange: define<{ index: string }>(
    'QH0415',
    'error',
    say`a sum that may run over particles of several kinds`,
    (p) => ({
      message: say`it is not clear which particles ${p.index} counts: there are several kinds`,
      hint: say`write sum(${p.index} in x), with the name after ‘particles’`,
    }),
  ),
  noLattice: define<object>('QH0416', 'error', say`bonds without a lattice`, () => ({
    message: say`neighbours belong to a lattice, and this Hamiltonian has none`,
    hint: say`declare it: lattice chain(N) open of spins 1/2. Pairs of particles are sum(i<j)`,
  })),
  unlikeIndices: define<{ left: string; right: string }>(
    'QH0417',
    'error',
    say`an order between particles of different kinds`,
    ({ left, right }) => ({
      message: say`${left} and ${right} count different things, so none comes before the other`,
      hint: say`write sum(${left}, ${right}) for all combinations`,
    }),
  ),
  notAParticle: define<{ particles: string; only?: string | undefined }>(
    'QH0418',
    'error',
    say`a particle that is no number`,
    ({ particles, only }) => ({
      message:
        only === undefined
          ? say`particles of ‘${particles}’ are counted by the index of a sum or by a number`
          : say`there is one particle, ‘${only}’, and none to count`,
      hint: only === undefined ? say`write sum(i) … ${particles}[i]` : say`write ${particles}[${only}]`,
      instead: only,
    }),
  ),
  otherParticles: define<{ index: string; particles: string }>(
    'QH0419',
    'error',
    say`an index that counts other particles`,
    ({ index, particles }) => ({
      message: say`${index} does not count the particles ‘${particles}’`,
      hint: say`write sum(${index} in ${particles})`,
    }),
  ),
  actsOnNothing: define<{ operator: string; acts: OperatorSpace }>(
    'QH0420',
    'error',
    say`an operator without anything to act on`,
    ({ operator, acts }) => ({
      message:
        acts === 'motion'
          ? say`‘${operator}’ is a momentum, and sites of a lattice do not move`
          : say`‘${operator}’ acts on ${SPACE_WORDS[acts]}, which nothing here has`,
      hint:
        acts === 'motion'
          ? undefined
          : acts === 'spin'
            ? say`say so: particles r: 2 nucleons in R^3 { spin }, or lattice chain(N) open of spins 1/2`
            : say`say so: particles r: 2 nucleons in R^3 { ${acts} }`,
    }),
  ),
  noOtherwise: define<object>('QH0421', 'error', say`cases that leave something out`, () => ({
    message: say`these cases do not say what holds everywhere else`,
    hint: say`end with: 0 otherwise`,
  })),
  caseAfterOtherwise: define<object>('QH0422', 'error', say`a case that never holds`, () => ({
    message: say`this case never holds: ‘otherwise’ comes before it`,
    hint: say`put ‘otherwise’ last`,
  })),
  formulaMisused: define<{ name: string; given: Words }>(
    'QH0423',
    'error',
    say`a named formula with arguments that it cannot take`,
    ({ name, given }) => ({
      message: say`${name} cannot take ${given}: its formula has no meaning then`,
      hint: say`distances are numbers: |r[i] - r[j]|`,
    }),
  ),
  badOrder: define<{ name: string; expects: Phrase; value: number }>(
    'QH0425',
    'error',
    say`a function of a number that it does not take`,
    ({ name, expects, value }) => ({ message: say`‘${name}’ takes ${expects} here, not ${value}` }),
  ),
};
