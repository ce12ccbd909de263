import { define, didYouMean, listed } from './define.ts';

/** QH09: trains and what they promise. */
export const train = {
  oneStateObjective: define<{ states: number; phase: string }>(
    'QH0901',
    'error',
    'several states with an objective for one',
    ({ states, phase }) => ({
      message: `phase ${phase} minimises the energy of one state, and this train asks for ${states}`,
      hint: 'write objective = residual(1) + normalization(1) + orthogonality(40) + energy(1) in that phase, or states = 1',
    }),
  ),
  statesCollapse: define<{ states: number; phase: string }>(
    'QH0902',
    'warning',
    'nothing keeps the states apart',
    ({ states, phase }) => ({
      message: `nothing in phase ${phase} keeps the ${states} states apart: all may become the same one`,
      hint: 'add orthogonality(40) to its objective',
    }),
  ),
  stateOutside: define<{ index: number; states: number }>(
    'QH0903',
    'error',
    'an expectation about a state that is not trained',
    ({ index, states }) => ({
      message: `there is no state ${index}: this train has ${states === 1 ? 'state 0 only' : `states 0 to ${states - 1}`}`,
      hint: `states count from 0; for more of them write states = ${index + 1}`,
    }),
  ),
  badStates: define<object>('QH0904', 'error', 'states that are not counted by whole numbers', () => ({
    message: 'states are counted by whole numbers from 0, the lower first',
    hint: 'write energy[0] or energy[0..4]',
  })),
  valueCount: define<{ values: number; states: number }>(
    'QH0905',
    'error',
    'more or fewer expected values than states',
    ({ values, states }) => ({
      message: `${values} value${values === 1 ? ' is' : 's are'} expected of ${states} state${states === 1 ? '' : 's'}`,
      hint: 'give one value for each state, or name the states: energy[0], energy[0..2]',
    }),
  ),
  noTolerance: define<object>('QH0906', 'error', 'an expected value without a tolerance', () => ({
    message: 'an estimate never equals a number: how close must it be?',
    hint: 'add within 1% or within 0.01',
  })),
  uselessTolerance: define<object>('QH0907', 'error', 'a tolerance for an interval', () => ({
    message: 'an interval is its own tolerance',
    hint: 'remove ‘within …’, or widen the interval',
  })),
  badTolerance: define<object>('QH0908', 'error', 'a tolerance that is not positive', () => ({
    message: 'a tolerance is a positive number or percentage',
    hint: 'write within 0.01 or within 1%',
  })),
  emptyInterval: define<{ low: number; high: number }>('QH0909', 'error', 'an interval that is empty', (p) => ({
    message: `no energy lies between ${p.low} and ${p.high}`,
    hint: 'the lower end comes first',
  })),
  badTarget: define<{ expects: string }>('QH0910', 'error', 'an expectation of something else than numbers', (p) => ({
    message: `${p.expects} is expected here`,
  })),
  unknownQuantity: define<{ name: string; quantities: readonly string[]; suggestion: string | undefined }>(
    'QH0911',
    'error',
    'an expectation about something that is not measured',
    ({ name, quantities, suggestion }) => ({
      message: `‘${name}’ is not a quantity that a train measures`,
      hint: didYouMean(suggestion) ?? `there is ${listed(quantities)}`,
      instead: suggestion,
    }),
  ),
  transferCycle: define<{ names: readonly string[] }>(
    'QH0913',
    'error',
    'trains that begin with each other',
    ({ names }) => ({
      message: `‘${names[0]}’ begins with itself: ${[...names, names[0]].join(' → ')}`,
      hint: 'one of them must begin afresh',
    }),
  ),
  allFrozen: define<{ ansatz: string; phase: string | undefined }>(
    'QH0914',
    'error',
    'nothing left to train',
    ({ ansatz, phase }) => ({
      message: `every block of ${ansatz} is frozen${phase === undefined ? '' : ` in phase ${phase}`}: no step could change anything`,
      hint: 'freeze only what another train, or an earlier phase, has learned',
    }),
  ),
  notObservable: define<{ given: string }>('QH0915', 'error', 'an observable that is no number', ({ given }) => ({
    message: `${given} has no mean value`,
    hint: 'observe density(x), pair_density(x), or a formula of the coordinates such as |r|^2',
  })),
  zeroRelative: define<object>('QH0912', 'error', 'a relative tolerance of zero energy', () => ({
    message: 'a percentage of zero is zero: nothing could be close enough',
    hint: 'give an absolute tolerance: within 0.01',
  })),
};
